package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A ticket that something names.
 *
 * @param key such as {@code SHOP-42}
 * @param link where a person can read it; {@code null} when that is not configured
 */
public record Ticket(String key, @CheckForNull String link) {}
