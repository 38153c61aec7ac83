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
import java.util.Optional;
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
 * are left out: the commits of both their sides are put in a line instead. Nothing is pushed. Used as long as the
 * repository is open, by the same thread.
 */
public final class Picks {
    private final LineRepository repository;
    private final Clock clock;

    Picks(LineRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Applies commits on top of another, oldest first.
     *
     * @param fromExclusive the first commit that is not applied any more; {@code null} to apply {@code to} alone
     * @param committer the login of who does it
     * @return the last new commit
     * @throws GitConflictException at the first commit that does not apply
     * @throws GitException when every change is there already
     */
    public String cherryPick(@CheckForNull String fromExclusive, String to, String onto, String committer) {
        ObjectId from = commit(fromExclusive);
        ObjectId tip = repository.commit(to);
        ObjectId base = repository.commit(onto);
        return repository.read(() -> cherryPick(repository.workspace().forNewObjects(), from, tip, base, committer));
    }

    /**
     * Puts the commits that are in {@code tip} and not in {@code fromExclusive} onto another commit, in a line. Those
     * whose change is there already are left out.
     *
     * @param fromExclusive need not be an ancestor of {@code tip}; it is none when it is off the line
     * @param committer the login of who does it
     * @throws GitConflictException at the first commit that does not apply
     * @throws GitException when the two have no ancestor in common
     */
    public Rebased rebase(String fromExclusive, String tip, String onto, String committer) {
        ObjectId from = repository.commit(fromExclusive);
        ObjectId last = repository.commit(tip);
        ObjectId base = repository.commit(onto);
        return repository.read(() -> {
            if (!History.haveCommonAncestor(repository.workspace().objects(), from, last)) {
                throw new GitException("commits " + Ids.abbreviate(tip) + " and " + Ids.abbreviate(fromExclusive)
                        + " of repository " + "'" + repository.address() + "'"
                        + " have no ancestor in common, so nothing can be put from one onto the other; name a commit of"
                        + " the same history");
            }
            return rebase(repository.workspace().forNewObjects(), from, last, base, committer);
        });
    }

    /**
     * A commit in the range that makes the same change, whatever it is on top of; the newest of several.
     *
     * @param fromExclusive {@code null} for the whole history of {@code tip}
     */
    public Optional<String> samePatch(String commit, @CheckForNull String fromExclusive, String tip) {
        ObjectId wanted = repository.commit(commit);
        ObjectId from = commit(fromExclusive);
        ObjectId last = repository.commit(tip);
        return Optional.ofNullable(
                repository.read(() -> samePatch(repository.workspace().objects(), wanted, from, last)));
    }

    @CheckForNull
    private ObjectId commit(@CheckForNull String id) {
        return id == null ? null : repository.commit(id);
    }

    /** The commits in {@code to} but not in {@code from}, oldest first, no merges; only {@code to} itself without it. */
    private static List<RevCommit> range(RevWalk walk, @CheckForNull ObjectId from, ObjectId to) throws IOException {
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

    private String cherryPick(
            Repository objects, @CheckForNull ObjectId from, ObjectId to, ObjectId onto, String committer)
            throws IOException {
        try (RevWalk walk = new RevWalk(objects);
                RevWalk heads = new RevWalk(objects);
                ObjectInserter inserter = objects.newObjectInserter()) {
            RevCommit head = heads.parseCommit(onto);
            for (RevCommit commit : range(walk, from, to)) {
                String note = "(cherry picked from commit " + commit.name() + ")\n";
                head = apply(objects, heads, inserter, heads.parseCommit(commit), head, note, committer);
            }
            if (head.equals(onto)) {
                throw new GitException("commit " + Ids.abbreviate(to.name()) + " changes nothing on top of "
                        + Ids.abbreviate(onto.name()) + ": its change is there already");
            }
            return head.name();
        }
    }

    private Rebased rebase(Repository objects, ObjectId from, ObjectId tip, ObjectId onto, String committer)
            throws IOException {
        try (RevWalk walk = new RevWalk(objects);
                RevWalk heads = new RevWalk(objects);
                ObjectInserter inserter = objects.newObjectInserter()) {
            Map<String, String> there = changesOf(objects, tip, onto);
            PatchIdentity identity = new PatchIdentity(objects);
            Map<String, String> newIds = new LinkedHashMap<>();
            RevCommit head = heads.parseCommit(onto);
            for (RevCommit old : range(walk, from, tip)) {
                RevCommit commit = heads.parseCommit(old);
                String same = there.get(identity.of(commit));
                if (same == null) {
                    head = apply(objects, heads, inserter, commit, head, "", committer);
                }
                newIds.put(commit.name(), same == null ? head.name() : same);
            }
            return new Rebased(head.name(), newIds);
        }
    }

    /** Identity of each change in {@code tip} but not in {@code from}, to the commit that makes it. */
    private static Map<String, String> changesOf(Repository objects, ObjectId from, ObjectId tip) throws IOException {
        Map<String, String> changes = new HashMap<>();
        try (RevWalk walk = new RevWalk(objects)) {
            PatchIdentity identity = new PatchIdentity(objects);
            for (RevCommit commit : range(walk, from, tip)) {
                changes.put(identity.of(commit), commit.name());
            }
        }
        changes.remove("");
        return changes;
    }

    @CheckForNull
    private static String samePatch(Repository objects, ObjectId wanted, @CheckForNull ObjectId from, ObjectId tip)
            throws IOException {
        try (RevWalk walk = new RevWalk(objects)) {
            PatchIdentity identity = new PatchIdentity(objects);
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
            Repository objects,
            RevWalk walk,
            ObjectInserter inserter,
            RevCommit commit,
            RevCommit head,
            String note,
            String committer)
            throws IOException {
        ResolveMerger merger = (ResolveMerger) MergeStrategy.RECURSIVE.newMerger(objects, true);
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
