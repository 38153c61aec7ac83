package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Closing;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several repositories that are worked with at the same time, each by one thread after the other. To be used by one
 * thread. Closing it closes the repositories.
 */
public final class RepositoryGroup implements AutoCloseable {
    /** At the same time; more than processors, as most of the time goes into waiting for servers. */
    private static final int THREADS = 16;

    private final ExecutorService pool;
    private final Map<String, LineRepository> open = new LinkedHashMap<>();

    /** To be closed: those that are open, and what was opened when the opening was interrupted. */
    private final Queue<LineRepository> all = new ConcurrentLinkedQueue<>();

    private RepositoryGroup(int threads) {
        pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "deployment-gates git");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Something done with one repository. */
    @FunctionalInterface
    public interface Work<T> {
        /** @param name as it was given to {@link #open} */
        T apply(String name, LineRepository repository);
    }

    /**
     * Opens repositories.
     *
     * @param repositories what to open, each once
     * @param opener opens one; called by several threads
     * @throws GitException with what is wrong with any of them
     */
    public static RepositoryGroup open(List<String> repositories, Function<String, LineRepository> opener) {
        return open(repositories, opener, THREADS);
    }

    static RepositoryGroup open(List<String> repositories, Function<String, LineRepository> opener, int threads) {
        RepositoryGroup group = new RepositoryGroup(Math.max(1, Math.min(threads, repositories.size())));
        try {
            Map<String, LineRepository> opened = new LinkedHashMap<>();
            Map<String, Callable<LineRepository>> tasks = new LinkedHashMap<>();
            repositories.forEach(name -> tasks.put(name, () -> {
                LineRepository repository = opener.apply(name);
                group.all.add(repository);
                return repository;
            }));
            RuntimeException failure = group.run(tasks, opened);
            group.open.putAll(opened);
            if (failure != null) {
                throw failure;
            }
            return group;
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
    }

    /**
     * Does the same with all of them, and goes on with the others where one fails.
     *
     * @return repository to result, in the order they were opened in
     * @throws GitException when it fails for any, with all messages
     */
    public <T> Map<String, T> each(Work<T> work) {
        Map<String, Callable<T>> tasks = new LinkedHashMap<>();
        open.forEach((name, repository) -> tasks.put(name, () -> work.apply(name, repository)));
        Map<String, T> results = new LinkedHashMap<>();
        RuntimeException failure = run(tasks, results);
        if (failure != null) {
            throw failure;
        }
        return Collections.unmodifiableMap(results);
    }

    /** Runs all; {@code null} when all ended well, else what is to be thrown. */
    @CheckForNull
    private <T> RuntimeException run(Map<String, Callable<T>> tasks, Map<String, T> results) {
        List<DeploymentGatesException> failures = new ArrayList<>();
        RuntimeException defect = null;
        try {
            List<String> names = List.copyOf(tasks.keySet());
            // invokeAll() notices it only while it has something to wait for.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<Future<T>> futures = pool.invokeAll(tasks.values());
            for (int i = 0; i < names.size(); i++) {
                try {
                    results.put(names.get(i), futures.get(i).get());
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof DeploymentGatesException told) {
                        failures.add(told);
                    } else {
                        defect = new IllegalStateException("working with " + names.get(i) + " failed", e.getCause());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new UnreachableException("interrupted while working with several repositories; try again");
        }
        return defect == null ? together(failures, tasks.size()) : defect;
    }

    @CheckForNull
    private static RuntimeException together(List<DeploymentGatesException> failures, int all) {
        if (failures.size() < 2) {
            return failures.isEmpty() ? null : failures.get(0);
        }
        String told = failures.size() + " of " + all + " repositories failed:\n"
                + failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
        boolean later = failures.stream().anyMatch(UnreachableException.class::isInstance);
        GitException several = later ? new UnreachableException(told) : new GitException(told);
        failures.forEach(several::addSuppressed);
        return several;
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            // After an interruption some may be at work still, and must not find their repository closed.
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Closing.all(all, LineRepository::close);
    }
}
