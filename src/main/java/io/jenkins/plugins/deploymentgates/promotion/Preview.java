package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.List;

/**
 * What a promotion would do if it was asked for now. Immutable.
 *
 * @param incoming the commits it would bring, newest first, at most {@link Line#MAX_INCOMING}; copies of them for a
 *     cherry-pick; {@code null} when nothing goes through Git
 * @param pullRequests what those say by which these commits came in
 * @param draft the commit it would make of its own; {@code null} when it makes none
 * @param files what would be different then: one {@code A path}, {@code M path} or {@code D path} a file, sorted by path; none
 *     where nothing is there to compare with
 * @param pullRequest the pull request it would become; {@code null} when it would be pushed
 */
public record Preview(
        Explanation explanation,
        @CheckForNull List<Line.Commit> incoming,
        CommitPullRequests.Found pullRequests,
        @CheckForNull Draft draft,
        List<String> files,
        @CheckForNull PullRequestDraft pullRequest) {
    public Preview {
        incoming = incoming == null ? null : List.copyOf(incoming);
        files = List.copyOf(files);
    }
}
