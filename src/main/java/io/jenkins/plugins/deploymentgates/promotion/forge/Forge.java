package io.jenkins.plugins.deploymentgates.promotion.forge;

import java.util.List;
import java.util.Optional;

/**
 * One repository on a server that has pull requests (GitLab calls them merge requests). Every method asks the server over
 * the network, so none may be called inside a transaction of the ledger. Thread-safe.
 *
 * <p>Every method throws a {@link ForgeBusyException} when the server cannot answer just now, and a {@link ForgeException}
 * when it refuses.
 */
public interface Forge {
    /**
     * Opens a pull request. One that is open between the same branches is taken instead, so that a repeat after a crash
     * makes no second one; its title and text stay as they are.
     */
    PullRequest open(NewPullRequest wanted);

    /** A pull request; empty when the server has none of that id, such as after it was deleted. */
    Optional<PullRequest> find(String id);

    /** The newest pull request between two branches of the repository, in whatever state: an open one before all others. */
    Optional<PullRequest> ofBranch(String sourceBranch, String targetBranch);

    /** The pull requests a commit came in by, or is in; none when the server does not know the commit. */
    List<PullRequest> ofCommit(String commit);

    /** Writes a pull request's title and text anew. What is too long for the server is shortened. */
    void update(String id, String title, String text);

    /** Closes a pull request that is open, and says why. One that is merged or closed is left alone. */
    void close(String id, String comment);

    /** What is reported about a commit, one under each name: the newest, and of several that count at once the worst. */
    List<Check> checks(String commit);

    /** Who judged a pull request: the newest judgement of each person that still counts for the server. */
    List<Review> reviews(String id);

    /** Reports about a commit, in place of what was reported under the same name before. */
    void status(String commit, CommitStatus status);
}
