package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The bare repository of the demo, and what its developers do: commit. Authors, times and contents are given, so the
 * commit ids are the same in every run. Not thread-safe.
 */
final class DemoRepository implements AutoCloseable {
    private final Repository repository;
    private final Clock clock;

    private DemoRepository(Repository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Makes an empty bare repository whose default branch is {@code main}. */
    static DemoRepository create(Path folder, Clock clock) {
        try (Git git = Git.init()
                .setBare(true)
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            Repository repository = git.getRepository();
            repository.incrementOpen();
            return new DemoRepository(repository, clock);
        } catch (GitAPIException e) {
            throw new DeploymentGatesException("the demo cannot make a Git repository in " + folder, e);
        }
    }

    /**
     * Adds one commit to a branch, which comes into being with the first.
     *
     * @param files path to new content
     */
    void commit(String branch, String author, String message, Map<String, String> files) {
        try (ObjectInserter inserter = repository.newObjectInserter();
                ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            String ref = Constants.R_HEADS + branch;
            ObjectId parent = repository.resolve(ref);
            DirCache tree = parent == null
                    ? DirCache.newInCore()
                    : DirCache.read(reader, walk.parseCommit(parent).getTree());
            write(tree, inserter, files);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree.writeTree(inserter));
            if (parent != null) {
                commit.setParentId(parent);
            }
            PersonIdent person = new PersonIdent(author, author + "@example.com", clock.instant(), ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(message + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            move(ref, parent, id);
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot commit to " + repository.getDirectory(), e);
        }
    }

    /** Makes a branch at the head of another. */
    void branch(String name, String from) {
        try {
            move(Constants.R_HEADS + name, null, ObjectId.fromString(head(from)));
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot make a branch in " + repository.getDirectory(), e);
        }
    }

    /** The commit a branch is at. */
    String head(String branch) {
        try {
            return repository.resolve(Constants.R_HEADS + branch).name();
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot read " + repository.getDirectory(), e);
        }
    }

    private static void write(DirCache tree, ObjectInserter inserter, Map<String, String> files) throws IOException {
        DirCacheEditor editor = tree.editor();
        for (Map.Entry<String, String> file : files.entrySet()) {
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
            editor.add(new DirCacheEditor.PathEdit(file.getKey()) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
        }
        editor.finish();
    }

    private void move(String ref, @CheckForNull ObjectId expected, ObjectId target) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setExpectedOldObjectId(expected == null ? ObjectId.zeroId() : expected);
        update.setNewObjectId(target);
        RefUpdate.Result result = update.update();
        if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.FAST_FORWARD) {
            throw new DeploymentGatesException(
                    "the demo cannot move " + ref + " of " + repository.getDirectory() + ": " + result);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
