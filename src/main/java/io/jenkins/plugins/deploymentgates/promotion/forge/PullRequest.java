package io.jenkins.plugins.deploymentgates.promotion.forge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;

/**
 * A pull request as its server has it.
 *
 * @param id what the server calls it within its repository, such as {@code 42}
 * @param url its page, for people
 * @param sourceBranch short name, also when the branch is deleted
 * @param headCommit the newest commit of the source branch that the server saw: another one after a push or a rebase
 * @param mergeCommit what the merge put on the target branch: a merge commit, a squashed or rebased one, or the head
 *     itself after a fast-forward; {@code null} unless merged
 * @param endedBy who merged or closed it; {@code null} while it is open and where the server does not say
 * @param endedAt when; {@code null} likewise
 * @param text empty when it has none
 */
public record PullRequest(
        String id,
        String url,
        State state,
        String sourceBranch,
        String targetBranch,
        String headCommit,
        @CheckForNull String mergeCommit,
        @CheckForNull String endedBy,
        @CheckForNull Instant endedAt,
        String title,
        String text) {

    /** How far it is. */
    public enum State {
        OPEN,
        MERGED,
        /** Without being merged: closed, declined or deleted by a person or with its branch. */
        CLOSED
    }

    /** Whether it was merged so that its head is on the target branch as it is, with nothing on top. */
    public boolean isFastForward() {
        return state == State.MERGED && headCommit.equals(mergeCommit);
    }

    /** The same, ended by somebody. */
    PullRequest endedBy(@CheckForNull String by) {
        return new PullRequest(
                id, url, state, sourceBranch, targetBranch, headCommit, mergeCommit, by, endedAt, title, text);
    }

    /** The same, merged as a commit. */
    PullRequest mergedAs(String commit) {
        return new PullRequest(
                id, url, state, sourceBranch, targetBranch, headCommit, commit, endedBy, endedAt, title, text);
    }
}
