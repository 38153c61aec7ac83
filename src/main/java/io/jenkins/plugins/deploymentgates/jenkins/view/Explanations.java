package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks gates for pages, in the background, since gates may need Git. The same question is asked once however many look,
 * few questions are asked at a time, and an answer is good for a short while. Thread-safe.
 */
@Extension
public final class Explanations implements ExtensionPoint {
    /** How long an answer is good: long enough to be fetched, too short to be believed after something happened. */
    static final Duration GOOD = Duration.ofSeconds(10);

    private static final int THREADS = 4;
    private static final int MAX_QUEUED = 100;
    private static final int MAX_REMEMBERED = 200;
    private static final Logger LOGGER = LoggerFactory.getLogger(Explanations.class);

    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_QUEUED),
            new NamingThreadFactory(new DaemonThreadFactory(), "Deployment Gates explanations"));

    /** A question that was asked; the answer is pending until it is known. */
    private static final class Entry {
        private volatile Answer answer = Answer.PENDING;

        @CheckForNull
        private volatile Instant until;

        boolean isGood(Instant now) {
            Instant end = until;
            return end == null || now.isBefore(end);
        }
    }

    public Explanations() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** The one of this controller. */
    public static Explanations get() {
        return ExtensionList.lookupSingleton(Explanations.class);
    }

    /**
     * The answer if it is known, else {@link Answer#PENDING} while it is being found. Does not wait.
     *
     * @param key two questions with equal keys have the same answer
     * @param question asks it; run in the background
     */
    Answer ask(Object key, Function<Engine, Explanation> question) {
        Instant now = DeploymentGates.get().clock().instant();
        Entry entry;
        synchronized (entries) {
            Entry known = entries.get(key);
            if (known != null && known.isGood(now)) {
                return known.answer;
            }
            entries.values().removeIf(old -> !old.isGood(now));
            if (entries.size() >= MAX_REMEMBERED) {
                return Answer.problem(Messages.Explanations_busy());
            }
            entry = new Entry();
            entries.put(key, entry);
        }
        try {
            threads.execute(() -> answer(entry, question));
        } catch (RejectedExecutionException e) {
            settle(entry, Answer.problem(Messages.Explanations_busy()));
        }
        return entry.answer;
    }

    private static void answer(Entry entry, Function<Engine, Explanation> question) {
        try {
            settle(entry, Answer.of(question.apply(DeploymentGates.get().engine())));
        } catch (DeploymentGatesException e) {
            settle(entry, Answer.problem(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOGGER.warn("Gates could not be asked", e);
            settle(entry, Answer.problem(Messages.Explanations_failed()));
        }
    }

    private static void settle(Entry entry, Answer answer) {
        entry.answer = answer;
        entry.until = DeploymentGates.get().clock().instant().plus(GOOD);
    }
}
