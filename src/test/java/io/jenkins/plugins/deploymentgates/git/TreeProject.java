package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.config.GitSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
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
import org.eclipse.jgit.lib.Repository;

/** A real bare repository whose files have modes. What is set stays for the commits after, each at its own minute. */
final class TreeProject {
    private final GitProject project;
    private final Map<String, Entry> entries = new TreeMap<>();
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");

    private record Entry(FileMode mode, byte[] content) {}

    private TreeProject(GitProject project) {
        this.project = project;
    }

    static TreeProject bare(Path folder) {
        return new TreeProject(GitProject.bare(folder));
    }

    Path folder() {
        return project.folder();
    }

    GitSettings settings() {
        return project.settings();
    }

    GitProject project() {
        return project;
    }

    TreeProject file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    TreeProject file(String path, byte[] content) {
        entries.put(path, new Entry(FileMode.REGULAR_FILE, content));
        return this;
    }

    TreeProject executable(String path, String text) {
        entries.put(path, new Entry(FileMode.EXECUTABLE_FILE, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    TreeProject link(String path, String to) {
        entries.put(path, new Entry(FileMode.SYMLINK, to.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    TreeProject submodule(String path, String commit) {
        entries.put(path, new Entry(FileMode.GITLINK, commit.getBytes(StandardCharsets.US_ASCII)));
        return this;
    }

    TreeProject remove(String pathOrFolder) {
        entries.keySet().removeIf(path -> path.equals(pathOrFolder) || path.startsWith(pathOrFolder + "/"));
        return this;
    }

    /** Moves the branch to a new commit of what is set. */
    String commit(String branch, String message) {
        String parent = project.heads().get(branch);
        try (Repository repository = project.open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, Entry> file : entries.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(file.getValue().mode());
                byte[] content = file.getValue().content();
                entry.setObjectId(
                        file.getValue().mode() == FileMode.GITLINK
                                ? ObjectId.fromString(content, 0)
                                : inserter.insert(Constants.OBJ_BLOB, content));
                builder.add(entry);
            }
            builder.finish();
            return commit(branch, message, index.writeTree(inserter), parent, inserter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the branch to a new commit of a tree that is written as it is. */
    String commitTree(String branch, String message, byte[] tree) {
        try (Repository repository = project.open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_TREE, tree);
            return commit(branch, message, id, project.heads().get(branch), inserter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectId insert(int type, byte[] content) {
        try (Repository repository = project.open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(type, content);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String commit(String branch, String message, ObjectId tree, String parent, ObjectInserter inserter)
            throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (parent != null) {
            commit.addParentId(ObjectId.fromString(parent));
        }
        now = now.plusSeconds(60);
        commit.setAuthor(new PersonIdent("Ann", "ann@example.com", now, ZoneOffset.UTC));
        commit.setCommitter(new PersonIdent("Bob", "bob@example.com", now, ZoneOffset.UTC));
        commit.setMessage(message);
        ObjectId id = inserter.insert(commit);
        inserter.flush();
        project.branch(branch, id.name());
        return id.name();
    }

    /** What the installed Git lists: mode, and path, one a line. */
    String list(String commit) throws IOException, InterruptedException {
        return InstalledGit.git(folder(), "", "ls-tree", "-r", "--format=%(objectmode) %(path)", commit)
                .text();
    }

    String show(String commit, String path) throws IOException, InterruptedException {
        return InstalledGit.git(folder(), "", "show", commit + ":" + path).text();
    }
}
