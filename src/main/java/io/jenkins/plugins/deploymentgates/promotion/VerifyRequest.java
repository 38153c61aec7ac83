package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * The result of a check on the current deployment of an application in an environment.
 *
 * @param url where more can be read, or {@code null}
 * @param key the sender's idempotency key, or {@code null}
 */
public record VerifyRequest(
        String application,
        String environment,
        String check,
        boolean passed,
        @CheckForNull String url,
        @CheckForNull String key) {}
