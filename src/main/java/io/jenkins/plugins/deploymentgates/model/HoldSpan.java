package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * A hold on an environment, and how it ended. Immutable.
 *
 * @param by who placed it
 * @param endedAt when it was taken away; {@code null} while it stands
 * @param endedBy who took it away; {@code null} while it stands
 */
public record HoldSpan(
        String environment,
        String reason,
        String by,
        Instant at,
        @CheckForNull Instant endedAt,
        @CheckForNull String endedBy) {}
