package io.jenkins.plugins.deploymentgates.promotion.forge;

/**
 * A pull request to be opened, between branches of one repository.
 *
 * @param sourceBranch short name, without {@code refs/heads/}
 * @param targetBranch likewise
 * @param title one line; shortened when the server allows less
 * @param text Markdown; shortened likewise
 */
public record NewPullRequest(String sourceBranch, String targetBranch, String title, String text) {}
