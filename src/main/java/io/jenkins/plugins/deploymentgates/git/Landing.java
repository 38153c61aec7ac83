package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.gate.Line;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** In which way commits came onto a branch. */
public enum Landing {
    /** The branch was moved to the commit itself, and perhaps beyond. */
    FAST_FORWARD("by a fast-forward"),
    /** The commit is the second parent of another one. */
    MERGE_COMMIT("with a merge commit"),
    /** One new commit makes all the changes. */
    SQUASHED("squashed into one commit"),
    /** There is a copy of each commit. */
    REBASED("rebased, as copies of its commits"),
    /** What is there now are neither the commits nor their files. */
    OTHERWISE("in a way that left other files there");

    /** Whoever pushes further is not that much faster than those who look. */
    private static final int FAR = 1000;

    private final String words;

    Landing(String words) {
        this.words = words;
    }

    /** For messages: {@code was merged …}. */
    public String words() {
        return words;
    }

    /**
     * Compares what is on a branch with what should be.
     *
     * @param before where the branch was; an ancestor of where it is
     * @param commit what was to come onto it
     * @param after where it is
     */
    public static Landing of(LineRepository repository, String before, String commit, String after) {
        ObjectId wanted = repository.commit(commit);
        ObjectId head = repository.commit(after);
        if (repository.read(() -> isOnFirstParents(repository.workspace().objects(), wanted, head))) {
            return FAST_FORWARD;
        }
        if (repository.isAncestor(commit, after)) {
            return MERGE_COMMIT;
        }
        List<Line.Commit> came = repository.commits(before, after, FAR);
        int copied = -1;
        for (int i = 0; i < came.size() && copied < 0; i++) {
            if (repository.changedFiles(came.get(i).id(), commit).isEmpty()) {
                copied = came.size() - i;
            }
        }
        if (copied < 0) {
            return OTHERWISE;
        }
        return copied == 1 ? SQUASHED : REBASED;
    }

    private static boolean isOnFirstParents(Repository objects, ObjectId wanted, ObjectId head) throws IOException {
        try (RevWalk walk = new RevWalk(objects)) {
            walk.setRetainBody(false);
            RevCommit commit = walk.parseCommit(head);
            for (int i = 0; i < FAR; i++) {
                if (commit.equals(wanted)) {
                    return true;
                }
                if (commit.getParentCount() == 0) {
                    return false;
                }
                commit = walk.parseCommit(commit.getParent(0));
            }
            return false;
        }
    }
}
