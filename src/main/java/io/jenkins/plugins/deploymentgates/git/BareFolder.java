package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.StoredConfig;

/** Makes, opens and removes bare repositories of our own. */
final class BareFolder {
    private BareFolder() {}

    static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD"));
    }

    /** Opens a repository folder that exists. */
    static Repository open(Path folder) throws IOException {
        return new RepositoryBuilder()
                .setGitDir(folder.toFile())
                .setMustExist(true)
                .build();
    }

    /**
     * Makes the folder unless it exists. It appears at once and complete, so a killed process leaves no half of it.
     *
     * @param borrowed an objects folder whose objects it may use without having them, or {@code null}
     */
    static void create(Path folder, @CheckForNull Path borrowed) throws IOException {
        if (exists(folder)) {
            return;
        }
        Path half = folder.resolveSibling(folder.getFileName() + ".new");
        delete(half);
        fill(half, borrowed);
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes a repository in a new temporary folder; the caller deletes it. */
    static Path createTemporary(@CheckForNull Path borrowed) throws IOException {
        Path folder = Files.createTempDirectory("deployment-gates-");
        fill(folder, borrowed);
        return folder;
    }

    private static void fill(Path folder, @CheckForNull Path borrowed) throws IOException {
        try (Repository repository =
                new RepositoryBuilder().setBare().setGitDir(folder.toFile()).build()) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            // A picked commit is named in the ledger before it is pushed, so it has to survive a power loss too.
            config.setBoolean("core", null, "fsyncObjectFiles", true);
            // Packing goes on under the cache's lock or not at all, never behind the back of who holds it.
            config.setBoolean("gc", null, "autoDetach", false);
            config.save();
        }
        if (borrowed != null) {
            Path info = Files.createDirectories(folder.resolve("objects").resolve("info"));
            Files.writeString(info.resolve("alternates"), borrowed + "\n");
        }
    }

    /**
     * Removes locks a killed process left on refs. Only to be called by who holds the {@link CacheLock}: nobody else
     * writes refs there.
     */
    static void removeStaleLocks(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve("packed-refs.lock"));
        Path refs = folder.resolve("refs");
        if (Files.isDirectory(refs)) {
            Files.walkFileTree(refs, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.toString().endsWith(".lock")) {
                        Files.deleteIfExists(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    /** Removes a folder and all in it, if it exists. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @CheckForNull IOException problem)
                    throws IOException {
                if (problem != null) {
                    throw problem;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
