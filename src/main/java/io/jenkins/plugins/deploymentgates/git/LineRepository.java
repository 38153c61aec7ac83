package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One opened repository with a line of history and a branch an environment. Not thread-safe; each thread opens its own.
 *
 * <p>Commits that are not here yet are fetched when they are first needed. Commit ids are given and returned in full.
 * {@link #heads}, {@link #refs} and {@link #fetch} ask the repository itself; all else about branches and tags of a
 * repository on another machine is as of the last time one of them did.
 */
public final class LineRepository implements AutoCloseable {
    private final Connection connection;
    private final RepositoryAddress address;
    private final Workspace workspace;
    private final FetchedCommits commits;
    private final Revisions revisions;
    private final Access access;
    private final Clock clock;

    @CheckForNull
    private final LocalReceiver receiver;

    LineRepository(
            Connection connection,
            Workspace workspace,
            Access access,
            Clock clock,
            @CheckForNull LocalReceiver receiver) {
        this.connection = connection;
        this.address = connection.address();
        this.workspace = workspace;
        this.commits = new FetchedCommits(address, workspace);
        this.revisions = new Revisions(address, workspace, commits);
        this.access = access;
        this.clock = clock;
        this.receiver = receiver;
    }

    /** The repository's address without secrets. */
    public String address() {
        return address.shown();
    }

    /** Branch to full id, sorted, as the repository has them now; empty for an empty repository. */
    public Map<String, String> heads() {
        return read(() -> Collections.unmodifiableMap(workspace.refresh().heads()));
    }

    /**
     * The commit a branch is at.
     *
     * @throws GitException when there is no such branch; it names the ones there are
     */
    public String head(String branch) {
        SortedMap<String, String> heads = read(() -> workspace.refs().heads());
        String head = heads.get(branch);
        if (head == null) {
            throw GitErrors.noBranch(address, branch, heads);
        }
        return head;
    }

    /**
     * The full id of what a branch, a tag, or a full or abbreviated commit id stands for, tried in this order.
     *
     * @throws GitException when it stands for nothing, or for more than one commit
     */
    public String resolve(String commitish) {
        return find(commitish)
                .orElseThrow(() -> GitErrors.noCommitish(
                        address, commitish, read(workspace::refs).heads()));
    }

    /**
     * The same, and empty when it stands for nothing.
     *
     * @throws GitException when it stands for more than one commit
     */
    public Optional<String> find(String commitish) {
        return commits.find(commitish);
    }

    /**
     * The full id of what users of Git write for a commit: what {@link #resolve} takes, {@code HEAD} for the repository's
     * default branch, refs with their full names, and steps back from any of these, such as {@code main~2} and
     * {@code HEAD^}.
     *
     * @throws GitException when it stands for nothing, or for more than one commit
     */
    public String revision(String text) {
        return revisions.commit(text);
    }

    /** The branch that such a text names; empty when it names something else. */
    public Optional<String> branch(String text) {
        return revisions.branch(text);
    }

    /** Brings the commits of all branches and tags of the repository. */
    public void fetch() {
        read(workspace::fetch);
    }

    /** Whether the first commit is the second or one of its ancestors. */
    public boolean isAncestor(String ancestor, String descendant) {
        ObjectId first = commit(ancestor);
        ObjectId second = commit(descendant);
        return read(() -> History.isAncestor(workspace.objects(), first, second));
    }

    /**
     * How a commit stands to a branch it would be promoted to.
     *
     * @param targetBranch need not exist
     * @param base measured from here instead of the branch's head, when that is off the line
     * @param sourceRef where the commit comes from, for display
     */
    public Line line(String targetBranch, @CheckForNull String base, String sourceRef, String commit) {
        ObjectId id = commit(commit);
        SortedMap<String, String> heads = read(() -> workspace.refs().heads());
        String targetHead = heads.get(targetBranch);
        String from = base == null ? targetHead : base;
        ObjectId fromId = from == null ? null : commit(from);
        return read(() -> Lines.of(workspace.objects(), heads, targetBranch, targetHead, fromId, sourceRef, id));
    }

    /**
     * The same for a target elsewhere that was made from a commit of this repository.
     *
     * @param targetRef what the target is called
     * @param there the commit it was made from; {@code null} for none, and none that is not here any more is measured from
     */
    public Line lineFrom(String targetRef, @CheckForNull String there, String sourceRef, String commit) {
        ObjectId id = commit(commit);
        ObjectId from = there == null ? null : commitOrNull(there);
        SortedMap<String, String> heads = read(() -> workspace.refs().heads());
        return read(() -> Lines.of(workspace.objects(), heads, targetRef, there, from, sourceRef, id));
    }

    /**
     * SHA-256 over path, mode and object id of all files of the commit that match none of the patterns.
     *
     * @param environmentPaths see {@link PathPatterns}
     * @return lower-case hexadecimal
     */
    public String sharedTree(String commit, List<String> environmentPaths) {
        PathPatterns patterns = new PathPatterns(environmentPaths);
        return withCommits(commit, commit, (reader, same, parsed) -> Trees.sharedTree(reader, parsed, patterns));
    }

    /** The same of the files in the folders alone. */
    public String sharedTree(String commit, List<String> environmentPaths, FolderSet folders) {
        PathPatterns patterns = new PathPatterns(environmentPaths);
        Predicate<String> leftOut = path -> !folders.contains(path) || patterns.test(path);
        return withCommits(commit, commit, (reader, same, parsed) -> Trees.sharedTree(reader, parsed, leftOut));
    }

    /**
     * Commits that are in {@code to} and not in {@code fromExclusive}, newest first.
     *
     * @param fromExclusive {@code null} for the whole history
     * @param limit at most this many
     */
    public List<Line.Commit> commits(@CheckForNull String fromExclusive, String to, int limit) {
        ObjectId from = fromExclusive == null ? null : commit(fromExclusive);
        ObjectId tip = commit(to);
        return read(() -> History.commits(workspace.objects(), from, tip, limit));
    }

    /**
     * Where a branch was at an instant: the newest commit no later than it, along first parents, by committer's time.
     *
     * @param tip where the branch is now
     * @throws GitException when the branch begins later
     */
    public String commitAt(String tip, Instant instant) {
        ObjectId id = commit(tip);
        return read(() -> Optional.ofNullable(History.at(workspace.objects(), id, instant)))
                .orElseThrow(() -> new GitException("repository " + address.quoted() + " has no commit from " + instant
                        + " or before on the way to " + Ids.abbreviate(tip) + "; name a later instant"));
    }

    /** What differs, one {@code A path}, {@code M path} or {@code D path} a file, sorted by path. */
    public List<String> changedFiles(String from, String to) {
        return withCommits(from, to, Trees::changedFiles);
    }

    /**
     * Moves refs, each only from the id it is expected to have, all or none.
     *
     * @throws GitException when the repository cannot be reached or wants other credentials; the caller then learns from
     *     {@link #refs} what happened
     */
    public PushResult push(List<RefMove> moves) {
        if (access == Access.READ) {
            throw new IllegalStateException(address.quoted() + " was opened for reading");
        }
        for (RefMove move : moves) {
            String target = move.target();
            if (target != null) {
                commit(target);
            }
        }
        return read(() -> {
            PushResult refusal = receiver == null ? null : receiver.refuse(moves);
            return refusal != null
                    ? refusal
                    : new Pusher(connection, workspace, receiver == null ? null : receiver.receivePack()).push(moves);
        });
    }

    /** Full names of refs to what they are at now; refs that do not exist are left out. */
    public Map<String, String> refs(Collection<String> fullRefNames) {
        Refs now = read(workspace::refresh);
        Map<String, String> found = new TreeMap<>();
        for (String name : fullRefNames) {
            String id = now.id(name);
            if (id != null) {
                found.put(name, id);
            }
        }
        return found;
    }

    /** Commits put onto another place. */
    public Picks picks() {
        return new Picks(this, clock);
    }

    /**
     * Makes a commit that changes files and leaves all others alone. Nothing is pushed. A file that exists keeps its
     * mode.
     *
     * @param onto the new commit's parent; {@code null} for the first commit of a history
     * @param changes path to new content; {@code null} deletes the file
     * @return the new commit, or {@code onto} when nothing is different
     * @throws GitException when a file to be deleted is not there, or a path is none or that of something else
     */
    public String commitFiles(
            @CheckForNull String onto,
            Map<String, byte[]> changes,
            String message,
            Signature author,
            Signature committer) {
        ObjectId parent = onto == null ? null : commit(onto);
        return read(() -> new FileCommits(workspace.forNewObjects(), clock.instant())
                .commit(parent, changes, message, author, committer));
    }

    /** Makes a commit without changes, for what is started by a push and shall be started again. Nothing is pushed. */
    String commitNothing(String onto, String message, Signature author, Signature committer) {
        ObjectId parent = commit(onto);
        return read(() -> new FileCommits(workspace.forNewObjects(), clock.instant())
                .commitNothing(parent, message, author, committer));
    }

    /**
     * A file's content at a commit; empty when there is nothing at the path.
     *
     * @throws GitException when something else than a file is there
     */
    public Optional<byte[]> file(String commit, String path) {
        return withCommits(
                commit, commit, (reader, same, parsed) -> Optional.ofNullable(FileContents.of(reader, parsed, path)));
    }

    /** What in a file differs from one commit to another; a file that is in one of them alone counts as empty in the other. */
    public TextDifference difference(String from, String to, String path) {
        try {
            return TextDifference.of(
                    file(from, path).orElseGet(() -> new byte[0]),
                    file(to, path).orElseGet(() -> new byte[0]));
        } catch (UnreachableException e) {
            throw e;
        } catch (GitException e) {
            // A link, a submodule, or too large to be read.
            return TextDifference.untold(e.getMessage());
        }
    }

    /** Path to content of the files whose path is wanted, sorted by path; links and submodules are no files. */
    Map<String, byte[]> files(String commit, Predicate<String> wanted) {
        return withCommits(commit, commit, (reader, same, parsed) -> FileContents.matching(reader, parsed, wanted));
    }

    /** What can be done with folders as a whole. */
    public Folders folders() {
        return new Folders(this, clock);
    }

    /** All refs as they are now. */
    Refs now() {
        return read(workspace::refresh);
    }

    /**
     * Makes an annotated tag; the ref is for {@link #push}.
     *
     * @return the tag object's id
     */
    String makeTag(String name, String commit, String message, Signature tagger) {
        ObjectId target = commit(commit);
        return read(() -> Tags.make(workspace.forNewObjects(), name, target, message, tagger.at(clock.instant())));
    }

    /** The tag at a commit, if exactly one is there. */
    public Optional<String> tagAt(String commit) {
        List<String> tags = read(workspace::refs).tags().entrySet().stream()
                .filter(tag -> tag.getValue().equals(commit))
                .map(Map.Entry::getKey)
                .toList();
        return tags.size() == 1 ? Optional.of(tags.get(0)) : Optional.empty();
    }

    @Override
    public void close() {
        try (workspace) {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workspace workspace() {
        return workspace;
    }

    /** As {@link FetchedCommits#commit} has it. */
    ObjectId commit(String id) {
        return commits.commit(id);
    }

    /** As {@link FetchedCommits#commitOrNull} has it. */
    @CheckForNull
    ObjectId commitOrNull(String id) {
        return commits.commitOrNull(id);
    }

    /** As {@link FetchedCommits#withCommits} has it. */
    <T> T withCommits(String first, String second, FetchedCommits.TwoCommits<T> action) {
        return commits.withCommits(first, second, action);
    }

    /** As {@link FetchedCommits#read} has it. */
    <T> T read(Connection.Call<T> action) {
        return commits.read(action);
    }
}
