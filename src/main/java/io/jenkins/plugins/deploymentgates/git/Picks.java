package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Puts commits onto another place, without a working copy. Commits keep author, author's time and message. Merge commits
 * are left out: the commits of both their sides are put in a line instead. Not thread-safe.
 */
final class Picks {
    private final Repository repository;
    private final Clock clock;

    /** @param repository takes the new objects */
    Picks(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** The commits in {@code to} but not in {@code from}, oldest first, no merges; only {@code to} itself without it. */
    private List<RevCommit> range(RevWalk walk, @CheckForNull ObjectId from, ObjectId to) throws IOException {
        if (from == null) {
            return List.of(walk.parseCommit(to));
        }
        walk.sort(RevSort.TOPO);
        walk.markStart(walk.parseCommit(to));
        walk.markUninteresting(walk.parseCommit(from));
        List<RevCommit> range = new ArrayList<>();
        for (RevCommit commit : walk) {
            if (commit.getParentCount() < 2) {
                range.add(commit);
            }
        }
        Collections.reverse(range);
        return range;
    }

    /**
     * Picks a range, or one commit.
     *
     * @return the last new commit
     * @throws GitException when every change is there already
     * @throws GitConflictException at the first commit that does not apply
     */
    String cherryPick(@CheckForNull ObjectId from, ObjectId to, ObjectId onto, String committer) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                RevWalk heads = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            RevCommit head = heads.parseCommit(onto);
            for (RevCommit commit : range(walk, from, to)) {
                String note = "(cherry picked from commit " + commit.name() + ")\n";
                head = apply(heads, inserter, heads.parseCommit(commit), head, note, committer);
            }
            if (head.equals(onto)) {
                throw new GitException("commit " + Ids.abbreviate(to.name()) + " changes nothing on top of "
                        + Ids.abbreviate(onto.name()) + ": its change is there already");
            }
            return head.name();
        }
    }

    /** @throws GitConflictException at the first commit that does not apply */
    Rebased rebase(ObjectId from, ObjectId tip, ObjectId onto, String committer) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                RevWalk heads = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            Map<String, String> there = changesOf(tip, onto);
            PatchIdentity identity = new PatchIdentity(repository);
            Map<String, String> newIds = new LinkedHashMap<>();
            RevCommit head = heads.parseCommit(onto);
            for (RevCommit old : range(walk, from, tip)) {
                RevCommit commit = heads.parseCommit(old);
                String same = there.get(identity.of(commit));
                if (same == null) {
                    head = apply(heads, inserter, commit, head, "", committer);
                }
                newIds.put(commit.name(), same == null ? head.name() : same);
            }
            return new Rebased(head.name(), newIds);
        }
    }

    /** Identity of each change in {@code tip} but not in {@code from}, to the commit that makes it. */
    private Map<String, String> changesOf(ObjectId from, ObjectId tip) throws IOException {
        Map<String, String> changes = new HashMap<>();
        try (RevWalk walk = new RevWalk(repository)) {
            PatchIdentity identity = new PatchIdentity(repository);
            for (RevCommit commit : range(walk, from, tip)) {
                changes.put(identity.of(commit), commit.name());
            }
        }
        changes.remove("");
        return changes;
    }

    /** A commit in the range whose change is the same as the given commit's, newest first; {@code null} when none is. */
    @CheckForNull
    static String samePatch(Repository repository, ObjectId wanted, @CheckForNull ObjectId from, ObjectId tip)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            PatchIdentity identity = new PatchIdentity(repository);
            String change = identity.of(walk.parseCommit(wanted));
            if (change.isEmpty()) {
                return null;
            }
            walk.markStart(walk.parseCommit(tip));
            if (from != null) {
                walk.markUninteresting(walk.parseCommit(from));
            }
            for (RevCommit commit : walk) {
                if (commit.getParentCount() < 2 && change.equals(identity.of(commit))) {
                    return commit.name();
                }
            }
            return null;
        }
    }

    /** Applies one commit; the head itself comes back when that changes nothing. */
    private RevCommit apply(
            RevWalk walk, ObjectInserter inserter, RevCommit commit, RevCommit head, String note, String committer)
            throws IOException {
        ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
        merger.setBase(
                commit.getParentCount() == 0
                        ? emptyTree(inserter)
                        : walk.parseCommit(commit.getParent(0)).getTree());
        if (!merger.merge(head, commit)) {
            List<String> files =
                    merger.getUnmergedPaths().stream().distinct().sorted().toList();
            throw new GitConflictException(commit.name(), commit.getShortMessage(), head.name(), files);
        }
        if (merger.getResultTreeId().equals(head.getTree())) {
            return head;
        }
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(merger.getResultTreeId());
        builder.setParentId(head);
        builder.setAuthor(commit.getAuthorIdent());
        builder.setCommitter(Signature.of(committer).at(clock.instant()));
        builder.setEncoding(commit.getEncoding());
        String message = commit.getFullMessage();
        builder.setMessage(note.isEmpty() ? message : message + gap(message) + note);
        ObjectId id = inserter.insert(builder);
        inserter.flush();
        return walk.parseCommit(id);
    }

    private static ObjectId emptyTree(ObjectInserter inserter) throws IOException {
        ObjectId id = inserter.insert(new TreeFormatter());
        inserter.flush();
        return id;
    }

    /** What goes between a message and a line of our own: trailers stay together, text keeps an empty line. */
    private static String gap(String message) {
        String[] lines = message.stripTrailing().split("\n", -1);
        boolean trailers = lines.length > 1 && lines[lines.length - 1].matches("[A-Za-z-]+: .+|\\(cherry picked .+\\)");
        return (message.endsWith("\n") ? "" : "\n") + (trailers ? "" : "\n");
    }
}
