package io.jenkins.plugins.deploymentgates.promotion;

import java.util.List;

/**
 * The pull request a promotion would become. Immutable.
 *
 * @param branch the branch it would come from; {@code {promotion}} stands for the number the promotion would get
 * @param target the branch it would go into
 * @param title its title
 * @param text its text, in Markdown
 * @param checks the names of the reports on its commit that must have passed
 * @param reviews how many people must have approved it
 */
public record PullRequestDraft(
        String branch, String target, String title, String text, List<String> checks, int reviews) {
    public PullRequestDraft {
        checks = List.copyOf(checks);
    }
}
