package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.util.List;

/**
 * What Git says about a promotion, gathered before the gates are asked so that asking them touches no network.
 *
 * @param targetRef the branch that would move, such as {@code prod-eu}
 * @param targetHead where it is; {@code null} when it does not exist yet
 * @param sourceRef the branch the commit comes from, such as {@code staging-eu} or {@code main}
 * @param commit where it would be
 * @param relation how the commit stands to the target
 * @param base the commit the relation was measured from: the target's head, or where it left the line
 * @param incoming commits the promotion brings, newest first, at most {@link #MAX_INCOMING}
 * @param branches branches of the remote that contain the commit, sorted
 */
public record Line(
        String targetRef,
        @CheckForNull String targetHead,
        String sourceRef,
        String commit,
        Relation relation,
        @CheckForNull String base,
        List<Commit> incoming,
        List<String> branches) {

    /** More commits than this are not listed one by one. */
    public static final int MAX_INCOMING = 1000;

    public Line {
        incoming = List.copyOf(incoming);
        branches = List.copyOf(branches);
    }

    /** The same of a commit that comes from another branch. */
    public Line from(String branch) {
        return new Line(targetRef, targetHead, branch, commit, relation, base, incoming, branches);
    }

    /** How the commit that would be promoted stands to what the target has. */
    public enum Relation {
        /** The target has it already. */
        SAME,
        /** The target is an ancestor: a fast-forward. */
        AHEAD,
        /** The commit is an ancestor of the target: older than what is there. */
        BEHIND,
        /** Neither is an ancestor of the other. */
        DIVERGED,
        /** The target does not exist yet. */
        NEW
    }

    /** One commit. Times are the committer's. */
    public record Commit(String id, String author, Instant at, String message) {
        /** The first line of the message. */
        public String subject() {
            int end = message.indexOf('\n');
            return end < 0 ? message : message.substring(0, end);
        }

        /** The abbreviated id people read. */
        public String shortId() {
            return Texts.commit(id);
        }
    }
}
