package io.jenkins.plugins.deploymentgates.promotion.forge;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * What a build server or another tool reports about a commit.
 *
 * @param name a commit status' context, a check run's or job's name, a build status' key
 * @param url the page with its details; {@code null} for none
 */
public record Check(String name, CheckState state, @CheckForNull String url) {}
