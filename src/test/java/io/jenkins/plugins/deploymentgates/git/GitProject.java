package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.config.GitSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
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
import org.eclipse.jgit.lib.TagBuilder;

/** A real bare repository whose commits are made directly, each at its own minute, so that ids do not depend on the day. */
final class GitProject {
    private final Path folder;
    private final Map<String, Map<String, byte[]>> files = new LinkedHashMap<>();
    private Instant now = Instant.parse("2026-03-02T08:00:00Z");

    private GitProject(Path folder) {
        this.folder = folder;
    }

    static GitProject bare(Path folder) {
        try (Repository repository =
                new RepositoryBuilder().setBare().setGitDir(folder.toFile()).build()) {
            repository.create(true);
            return new GitProject(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    GitSettings settings() {
        return settings(folder.toString());
    }

    static GitSettings settings(String repository) {
        return new GitSettings(repository, null, List.of(), GitSettings.Mechanic.FAST_FORWARD, "main");
    }

    /** A commit on top of the parents that sets {@code path} of the first parent's files; empty content deletes it. */
    String commit(String message, Map<String, String> changes, String... parents) {
        Map<String, byte[]> raw = new LinkedHashMap<>();
        changes.forEach((path, text) -> raw.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return commitBytes(message, raw, parents);
    }

    String commitBytes(String message, Map<String, byte[]> changes, String... parents) {
        try (Repository repository = open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            Map<String, byte[]> content = new TreeMap<>(parents.length == 0 ? Map.of() : files.get(parents[0]));
            changes.forEach((path, bytes) -> {
                if (bytes.length == 0) {
                    content.remove(path);
                } else {
                    content.put(path, bytes);
                }
            });
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            for (String parent : parents) {
                commit.addParentId(ObjectId.fromString(parent));
            }
            now = now.plusSeconds(60);
            commit.setAuthor(new PersonIdent("Ann", "ann@example.com", now, ZoneOffset.UTC));
            commit.setCommitter(new PersonIdent("Bob", "bob@example.com", now, ZoneOffset.UTC));
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            files.put(id.name(), content);
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets a branch, whatever it was. */
    void branch(String name, String commit) {
        ref("refs/heads/" + name, ObjectId.fromString(commit));
    }

    void tag(String name, String commit) {
        ref("refs/tags/" + name, ObjectId.fromString(commit));
    }

    void annotatedTag(String name, String commit) {
        try (Repository repository = open();
                ObjectInserter inserter = repository.newObjectInserter()) {
            TagBuilder tag = new TagBuilder();
            tag.setTag(name);
            tag.setMessage("release " + name + "\n");
            tag.setTagger(new PersonIdent("Ann", "ann@example.com", now, ZoneOffset.UTC));
            tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
            ObjectId id = inserter.insert(tag);
            inserter.flush();
            ref("refs/tags/" + name, id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ref(String name, ObjectId id) {
        try (Repository repository = open()) {
            RefUpdate update = repository.updateRef(name);
            update.setNewObjectId(id);
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of all branches, read afresh. */
    Map<String, String> heads() {
        try (Repository repository = open()) {
            Map<String, String> heads = new TreeMap<>();
            for (var ref : repository.getRefDatabase().getRefsByPrefix("refs/heads/")) {
                heads.put(
                        ref.getName().substring("refs/heads/".length()),
                        ref.getObjectId().name());
            }
            return heads;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs a server-side hook. */
    void hook(String name, String script) {
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

    void config(String section, String key, String value) {
        try (Repository repository = open()) {
            repository.getConfig().setString(section, null, key, value);
            repository.getConfig().save();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Repository open() throws IOException {
        return new RepositoryBuilder().setGitDir(folder.toFile()).build();
    }
}
