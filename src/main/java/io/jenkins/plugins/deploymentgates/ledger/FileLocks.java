package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Locks that hold across threads and processes: a file lock, which the operating system ends with the process, and in
 * front of it a semaphore of this virtual machine, because a file lock belongs to the process as a whole. The files stay;
 * removing one while another process waits on it would make two locks of one. Thread-safe.
 */
final class FileLocks implements EnvironmentLocks {
    /** By file, for all ledgers of this virtual machine: the same file may be opened twice. */
    private static final ConcurrentHashMap<Path, Semaphore> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path folder;

    /** @param folder where the lock files are; made when the first lock is taken */
    FileLocks(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public Ledger.EnvironmentLock lock(String application, String environment) {
        Path file = file(application, environment);
        Semaphore semaphore = semaphore(file);
        semaphore.acquireUninterruptibly();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                FileChannel channel = open(file);
                try {
                    return held(semaphore, channel, channel.lock());
                } catch (FileLockInterruptionException e) {
                    interrupted = true;
                    Thread.interrupted();
                    channel.close();
                } catch (IOException e) {
                    channel.close();
                    throw e;
                }
            }
        } catch (IOException e) {
            semaphore.release();
            throw failure(file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Optional<Ledger.EnvironmentLock> tryLock(String application, String environment) {
        Path file = file(application, environment);
        Semaphore semaphore = semaphore(file);
        if (!semaphore.tryAcquire()) {
            return Optional.empty();
        }
        try {
            FileChannel channel = open(file);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                semaphore.release();
                return Optional.empty();
            }
            return Optional.of(held(semaphore, channel, lock));
        } catch (IOException e) {
            semaphore.release();
            throw failure(file, e);
        }
    }

    private static Semaphore semaphore(Path file) {
        return IN_THIS_PROCESS.computeIfAbsent(file, key -> new Semaphore(1, true));
    }

    /** Escaped, so that no two pairs of names share a file and no name leaves the folder. */
    private Path file(String application, String environment) {
        return folder.resolve(escape(application) + "," + escape(environment) + ".lock");
    }

    private static String escape(String name) {
        // Folded capitals would be one file on some file systems: encode them as well.
        StringBuilder escaped = new StringBuilder();
        for (char c : URLEncoder.encode(name, StandardCharsets.UTF_8).toCharArray()) {
            escaped.append(c >= 'A' && c <= 'Z' ? "^" + Character.toLowerCase(c) : String.valueOf(c));
        }
        return escaped.length() <= 100 ? escaped.toString() : Release.sha256(name);
    }

    private FileChannel open(Path file) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Ledger.EnvironmentLock held(Semaphore semaphore, FileChannel channel, FileLock lock) {
        return new Ledger.EnvironmentLock() {
            private boolean open = true;

            @Override
            public synchronized void close() {
                if (!open) {
                    return;
                }
                open = false;
                try (channel) {
                    lock.release();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    semaphore.release();
                }
            }
        };
    }

    private static LedgerException failure(Path file, IOException problem) {
        return new LedgerException("the lock file " + file + " cannot be used: " + problem.getMessage(), problem);
    }
}
