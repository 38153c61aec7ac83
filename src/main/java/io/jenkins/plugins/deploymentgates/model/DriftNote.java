package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * Git says something else than the ledger of what is in an environment. Immutable.
 *
 * @param deployment the one that was there when it was found
 * @param actual the commit that Git tells; {@code null} when it tells none
 * @param reason how the two differ, for a person
 * @param at when it was found
 */
public record DriftNote(long deployment, @CheckForNull String actual, String reason, Instant at) {}
