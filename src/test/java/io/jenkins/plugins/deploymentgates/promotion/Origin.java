package io.jenkins.plugins.deploymentgates.promotion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * A real bare repository as the origin of everybody, with reflogs. People who push are played by {@link #commit}; each
 * commit is a minute later than the one before, so that ids do not depend on the day.
 */
public final class Origin {
    private final Path folder;

    private Origin(Path folder) {
        this.folder = folder;
    }

    /** Makes one with a first commit on {@code main}. */
    public static Origin create(Path folder) {
        try (Repository repository =
                new RepositoryBuilder().setBare().setGitDir(folder.toFile()).build()) {
            repository.create(true);
            repository.getConfig().setString("core", null, "logAllRefUpdates", "true");
            repository.getConfig().save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Origin origin = new Origin(folder);
        origin.commit("main", "Begin", Map.of("app.yaml", "version: 0\n"));
        return origin;
    }

    public static Origin at(Path folder) {
        return new Origin(folder);
    }

    public Path folder() {
        return folder;
    }

    /** Commits on top of a branch and moves it; empty content deletes a file. */
    public String commit(String branch, String message, Map<String, String> changes) {
        return commit(branch, "Ann", message, changes);
    }

    /** The same by somebody else. */
    public String commit(String branch, String author, String message, Map<String, String> changes) {
        try (Repository repository = open();
                ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            ObjectId parent = repository.resolve(Constants.R_HEADS + branch);
            Map<String, ObjectId> files = new TreeMap<>();
            if (parent != null) {
                read(repository, walk.parseCommit(parent).getTree(), files);
            }
            for (Map.Entry<String, String> change : changes.entrySet()) {
                byte[] content = change.getValue().getBytes(StandardCharsets.UTF_8);
                files.put(change.getKey(), inserter.insert(Constants.OBJ_BLOB, content));
                if (content.length == 0) {
                    files.remove(change.getKey());
                }
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(write(inserter, files));
            Instant at = Instant.parse("2026-03-02T08:00:00Z");
            if (parent != null) {
                commit.setParentId(parent);
                at = Instant.ofEpochSecond(walk.parseCommit(parent).getCommitTime() + 60L);
            }
            commit.setAuthor(new PersonIdent(author, "ann@example.com", at, ZoneOffset.UTC));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            set(branch, id.name());
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Merges a commit into a branch with a commit that has its files, as a server's button does. */
    public String merge(String branch, String commit, String message) {
        try (Repository repository = open();
                ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(repository)) {
            CommitBuilder merge = new CommitBuilder();
            ObjectId merged = ObjectId.fromString(commit);
            merge.setTreeId(walk.parseCommit(merged).getTree());
            merge.setParentIds(repository.resolve(Constants.R_HEADS + branch), merged);
            Instant at = Instant.ofEpochSecond(walk.parseCommit(merged).getCommitTime() + 60L);
            merge.setAuthor(new PersonIdent("Bob", "bob@example.com", at, ZoneOffset.UTC));
            merge.setCommitter(merge.getAuthor());
            merge.setMessage(message);
            ObjectId id = inserter.insert(merge);
            inserter.flush();
            set(branch, id.name());
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a branch. */
    public void delete(String branch) {
        try (Repository repository = open()) {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Repository repository, ObjectId tree, Map<String, ObjectId> files) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(walk.getPathString(), walk.getObjectId(0));
            }
        }
    }

    private static ObjectId write(ObjectInserter inserter, Map<String, ObjectId> files) throws IOException {
        DirCache index = DirCache.newInCore();
        DirCacheBuilder builder = index.builder();
        files.forEach((path, blob) -> {
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(blob);
            builder.add(entry);
        });
        builder.finish();
        return index.writeTree(inserter);
    }

    /** Sets a branch, whatever it was. */
    public void set(String branch, String commit) {
        try (Repository repository = open()) {
            RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
            update.setNewObjectId(ObjectId.fromString(commit));
            update.setRefLogMessage("set", false);
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a branch is; the empty string when it does not exist. */
    public String head(String branch) {
        return heads().getOrDefault(branch, "");
    }

    /** All branches. */
    public Map<String, String> heads() {
        try (Repository repository = open()) {
            Map<String, String> heads = new TreeMap<>();
            for (var ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                heads.put(
                        ref.getName().substring(Constants.R_HEADS.length()),
                        ref.getObjectId().name());
            }
            return heads;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a file on a branch. */
    public String file(String branch, String path) {
        try (Repository repository = open();
                RevWalk walk = new RevWalk(repository);
                TreeWalk file = TreeWalk.forPath(
                        repository,
                        path,
                        walk.parseCommit(repository.resolve(Constants.R_HEADS + branch))
                                .getTree())) {
            return new String(repository.open(file.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first lines of the messages of a branch's commits, newest first. */
    public List<String> subjects(String branch) {
        try (Repository repository = open();
                RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(repository.resolve(Constants.R_HEADS + branch)));
            List<String> subjects = new java.util.ArrayList<>();
            walk.forEach(commit -> subjects.add(commit.getShortMessage()));
            return subjects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a branch moved, oldest first, one {@code old new} a move, as its reflog has it. */
    public List<String> moves(String branch) {
        try {
            Path log = folder.resolve("logs/refs/heads").resolve(branch);
            return Files.exists(log)
                    ? Files.readAllLines(log).stream()
                            .map(line -> line.substring(0, 81))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs a hook that Git runs when somebody pushes. */
    public void hook(String name, String script) {
        try {
            Path file = folder.resolve("hooks").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n" + script + "\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException(file + " cannot be made executable");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Repository open() throws IOException {
        return new RepositoryBuilder().setGitDir(folder.toFile()).build();
    }
}
