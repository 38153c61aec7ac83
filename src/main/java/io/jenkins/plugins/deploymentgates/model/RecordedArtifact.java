package io.jenkins.plugins.deploymentgates.model;

import java.time.Instant;

/**
 * An artifact that somebody told of, which set its flows going. It stays as it is for ever.
 *
 * @param id small integer in order of creation
 */
public record RecordedArtifact(long id, Artifact artifact, String by, Instant at) {}
