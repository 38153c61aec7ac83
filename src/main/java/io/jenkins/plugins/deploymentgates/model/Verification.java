package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * The result of one named check on one deployment. A check can be reported again; the newest result counts.
 *
 * @param id small integer in order of creation
 * @param url where more can be read, if given
 */
public record Verification(
        long id, long deployment, String check, boolean passed, @CheckForNull String url, String by, Instant at) {}
