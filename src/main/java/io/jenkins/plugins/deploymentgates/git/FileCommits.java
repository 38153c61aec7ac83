package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Commits that change files, made without a working copy. All other files stay as they are. Not thread-safe. */
final class FileCommits {
    private final Repository repository;
    private final Instant now;

    /** @param repository takes the new objects */
    FileCommits(Repository repository, Instant now) {
        this.repository = repository;
        this.now = now;
    }

    /** See {@link LineRepository#commitFiles}. */
    String commit(
            @CheckForNull ObjectId onto,
            Map<String, byte[]> changes,
            String message,
            Signature author,
            Signature committer)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            RevCommit head = onto == null ? null : walk.parseCommit(onto);
            DirCache index = DirCache.newInCore();
            if (head != null) {
                DirCacheBuilder builder = index.builder();
                builder.addTree(new byte[0], DirCacheEntry.STAGE_0, walk.getObjectReader(), head.getTree());
                builder.finish();
            }
            apply(index, inserter, new TreeMap<>(changes));
            ObjectId tree = index.writeTree(inserter);
            if (head != null && tree.equals(head.getTree())) {
                return head.name();
            }
            return insert(inserter, tree, head, message, author, committer);
        }
    }

    /** See {@link LineRepository#commitNothing}. */
    String commitNothing(ObjectId onto, String message, Signature author, Signature committer) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            RevCommit head = walk.parseCommit(onto);
            return insert(inserter, head.getTree(), head, message, author, committer);
        }
    }

    private String insert(
            ObjectInserter inserter,
            ObjectId tree,
            @CheckForNull RevCommit parent,
            String message,
            Signature author,
            Signature committer)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (parent != null) {
            commit.setParentId(parent);
        }
        commit.setAuthor(author.at(now));
        commit.setCommitter(committer.at(now));
        commit.setMessage(message);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        return id.name();
    }

    private static void apply(DirCache index, ObjectInserter inserter, TreeMap<String, byte[]> changes)
            throws IOException {
        DirCacheEditor editor = index.editor();
        for (Map.Entry<String, byte[]> change : changes.entrySet()) {
            String path = change.getKey();
            DirCacheEntry old = index.getEntry(path);
            byte[] content = change.getValue();
            if (content == null) {
                if (old == null) {
                    throw new GitException("there is no file '" + path + "' that could be deleted");
                }
                editor.add(new DirCacheEditor.DeletePath(path));
            } else {
                checkPlace(index, path, old, changes);
                editor.add(write(path, inserter.insert(Constants.OBJ_BLOB, content)));
            }
        }
        editor.finish();
    }

    private static DirCacheEditor.PathEdit write(String path, ObjectId blob) {
        try {
            return new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                    if (entry.getRawMode() == 0) {
                        entry.setFileMode(FileMode.REGULAR_FILE);
                    }
                    entry.setObjectId(blob);
                }
            };
        } catch (InvalidPathException e) {
            throw badPath(path);
        }
    }

    private static GitException badPath(String path) {
        return new GitException(
                "'" + path + "' is no path of a file in a repository; valid is for example apps/shop.yaml");
    }

    /** Git would silently put a file in the place of a folder, and the other way round. */
    private static void checkPlace(
            DirCache index, String path, @CheckForNull DirCacheEntry old, TreeMap<String, byte[]> changes) {
        try {
            new DirCacheEntry(path);
        } catch (InvalidPathException e) {
            throw badPath(path);
        }
        if (old != null && !FileContents.isFile(old.getFileMode())) {
            throw new GitException(
                    "'" + path + "' is " + FileContents.kind(old.getFileMode()) + ", not a file; nothing was written");
        }
        if (index.getEntriesWithin(path).length > 0 && old == null) {
            throw new GitException("'" + path + "' is a folder, not a file; nothing was written");
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            boolean goes = changes.containsKey(folder) && changes.get(folder) == null;
            if (index.getEntry(folder) != null && !goes) {
                throw new GitException(
                        "'" + folder + "' is a file, so there can be no '" + path + "'; nothing was written");
            }
        }
    }
}
