package io.jenkins.plugins.deploymentgates.promotion.forge;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A report about a commit.
 *
 * @param context under which name; a later report under the same name replaces it
 * @param description one line; shortened when the server allows less
 * @param url the page with the details, http or https; {@code null} for none
 */
public record CommitStatus(String context, CheckState state, String description, @CheckForNull String url) {}
