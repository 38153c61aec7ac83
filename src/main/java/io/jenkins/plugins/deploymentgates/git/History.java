package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** How commits stand to each other. */
final class History {
    private History() {}

    /** Whether the first is the second or one of its ancestors. */
    static boolean isAncestor(Repository repository, ObjectId ancestor, ObjectId descendant) throws IOException {
        if (ancestor.equals(descendant)) {
            return true;
        }
        try (RevWalk walk = walk(repository)) {
            return walk.isMergedInto(walk.parseCommit(ancestor), walk.parseCommit(descendant));
        }
    }

    /** Whether the two belong to the same history. */
    static boolean haveCommonAncestor(Repository repository, ObjectId one, ObjectId two) throws IOException {
        try (RevWalk walk = walk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(one));
            walk.markStart(walk.parseCommit(two));
            return walk.next() != null;
        }
    }

    /** Commits that are in {@code to} and not in {@code from}, newest first, children before their parents. */
    static List<Line.Commit> commits(Repository repository, @CheckForNull ObjectId from, ObjectId to, int limit)
            throws IOException {
        List<Line.Commit> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.COMMIT_TIME_DESC);
            walk.sort(RevSort.TOPO, true);
            walk.markStart(walk.parseCommit(to));
            if (from != null) {
                walk.markUninteresting(walk.parseCommit(from));
            }
            for (RevCommit commit = walk.next(); commit != null && commits.size() < limit; commit = walk.next()) {
                walk.parseBody(commit);
                commits.add(describe(commit));
            }
        }
        return commits;
    }

    /** Names of the branches that contain the commit, in the order of the map. Branches not fetched yet do not count. */
    static List<String> branchesWith(Repository repository, Map<String, String> heads, ObjectId commit)
            throws IOException {
        List<String> branches = new ArrayList<>();
        try (RevWalk walk = walk(repository)) {
            RevCommit wanted = walk.parseCommit(commit);
            for (Map.Entry<String, String> head : heads.entrySet()) {
                if (contains(walk, wanted, ObjectId.fromString(head.getValue()))) {
                    branches.add(head.getKey());
                }
            }
        }
        return branches;
    }

    private static boolean contains(RevWalk walk, RevCommit wanted, ObjectId head) throws IOException {
        try {
            return walk.isMergedInto(wanted, walk.parseCommit(head));
        } catch (MissingObjectException e) {
            return false;
        }
    }

    /** Full ids of the commits that begin with the given characters. */
    static SortedSet<String> commitsThatFit(Repository repository, String abbreviated) throws IOException {
        SortedSet<String> commits = new TreeSet<>();
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            for (ObjectId candidate : reader.resolve(AbbreviatedObjectId.fromString(abbreviated))) {
                try {
                    commits.add(walk.parseCommit(candidate).name());
                } catch (IncorrectObjectTypeException | MissingObjectException e) {
                    continue; // an abbreviation may also fit files and trees
                }
            }
        }
        return commits;
    }

    /**
     * The newest commit that was made no later than an instant, of those that a branch was at: its head, the first
     * parent of that and so on. Commits count from when they were committed, not from when they were written.
     *
     * @return {@code null} when the first commit is later
     */
    @CheckForNull
    static String at(Repository repository, ObjectId tip, Instant instant) throws IOException {
        try (RevWalk walk = walk(repository)) {
            RevCommit commit = walk.parseCommit(tip);
            while (Instant.ofEpochSecond(commit.getCommitTime()).isAfter(instant)) {
                if (commit.getParentCount() == 0) {
                    return null;
                }
                commit = walk.parseCommit(commit.getParent(0));
            }
            return commit.name();
        }
    }

    /** The tree of a commit that may not be parsed yet. */
    static ObjectId tree(Repository repository, ObjectId commit) throws IOException {
        try (RevWalk walk = walk(repository)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    private static RevWalk walk(Repository repository) {
        RevWalk walk = new RevWalk(repository);
        walk.setRetainBody(false);
        return walk;
    }

    static Line.Commit describe(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        String name = author == null ? "" : author.getName() + " <" + author.getEmailAddress() + ">";
        return new Line.Commit(
                commit.name(), name, Instant.ofEpochSecond(commit.getCommitTime()), commit.getFullMessage());
    }
}
