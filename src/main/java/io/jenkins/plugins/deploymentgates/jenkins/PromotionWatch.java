package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.DuePromotions;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks after promotions that wait: asks their gates again when their instant has come, and tells whoever waits for one
 * when it moved, whoever moved it. A look costs one short query while nothing happens, and nothing of what it knows needs
 * to survive a restart. Thread-safe.
 */
@Extension
public final class PromotionWatch extends PeriodicWork {
    private static final Logger LOGGER = Logger.getLogger(PromotionWatch.class.getName());

    private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();
    private final DuePromotions due = new DuePromotions(new Host());
    private long seen = -1;

    /** This controller, which may have another ledger or configuration the next time. */
    private static final class Host implements DuePromotions.Host {
        @Override
        public Engine engine() {
            return DeploymentGates.get().engine();
        }

        @Override
        public <T> T read(Function<LedgerView, T> question) {
            return DeploymentGates.get().read(question);
        }

        @Override
        public Clock clock() {
            return DeploymentGates.get().clock();
        }
    }

    /** Waits for a promotion. */
    public interface Listener {
        /** How the promotion stands; called off the threads of requests and of Pipeline, first soon after the start. */
        void at(Promotion promotion);
    }

    /** A listener, and what it was told last. */
    private static final class Watcher {
        private final long promotion;
        private final Listener listener;

        @CheckForNull
        private Promotion told;

        Watcher(long promotion, Listener listener) {
            this.promotion = promotion;
            this.listener = listener;
        }

        synchronized void tell(Promotion now) {
            if (!now.equals(told)) {
                told = now;
                listener.at(now);
            }
        }
    }

    /** The one of this controller. */
    public static PromotionWatch get() {
        return ExtensionList.lookupSingleton(PromotionWatch.class);
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.SECONDS.toMillis(5);
    }

    @Override
    protected void doRun() {
        look();
    }

    /**
     * Tells the listener how the promotion stands and again whenever that changes, until {@link #forget}.
     *
     * @param key whose; a second listener under the same key takes the place of the first
     */
    public void watch(String key, long promotion, Listener listener) {
        Watcher watcher = new Watcher(promotion, listener);
        watchers.put(key, watcher);
        DeploymentGates.background().execute(() -> quietly(() -> tell(List.of(watcher))));
    }

    /** No more news under this key. */
    public void forget(String key) {
        watchers.remove(key);
    }

    /** Whether anyone waits for the promotion. */
    public boolean isWatched(long promotion) {
        return watchers.values().stream().anyMatch(watcher -> watcher.promotion == promotion);
    }

    /** Looks now, in the background; to be called after anything was recorded. */
    public void lookSoon() {
        DeploymentGates.background().execute(this::look);
    }

    /**
     * Asks a promotion's gates in the background and carries it out when they pass, as after a vote. When that cannot be
     * done, for example because Git cannot be reached, it is tried again in a minute and after a restart.
     */
    public void decideSoon(long promotion) {
        DeploymentGates.background().execute(() -> {
            quietly(() -> due.decide(promotion));
            look();
        });
    }

    /** Asks every waiting promotion's gates again, as after a change of the configuration. */
    public void reconsider() {
        quietly(() -> DeploymentGates.get().engine().promotions().reconsider(null));
        look();
    }

    /** Asks those again whose instant has come, and tells those who wait. */
    synchronized void look() {
        quietly(() -> {
            DeploymentGates gates = DeploymentGates.get();
            due.decideDue();
            long head = gates.read(LedgerView::head);
            if (head != seen) {
                seen = head;
                tell(List.copyOf(watchers.values()));
                ExtensionList.lookup(LedgerListener.class).forEach(LedgerListener::moved);
            }
        });
    }

    private static void tell(List<Watcher> told) {
        Map<Long, Promotion> found = new HashMap<>();
        DeploymentGates.get().ledger().read(view -> {
            told.forEach(watcher -> view.promotion(watcher.promotion).ifPresent(one -> found.put(one.id(), one)));
            return null;
        });
        for (Watcher watcher : told) {
            Promotion now = found.get(watcher.promotion);
            if (now != null) {
                watcher.tell(now);
            }
        }
    }

    /** What cannot be asked now is asked again at the next look. */
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (NotReadyException e) {
            LOGGER.log(Level.FINE, "Nothing to look at: {0}", e.getMessage());
        } catch (DeploymentGatesException e) {
            LOGGER.log(Level.WARNING, "A waiting promotion could not be looked at: {0}", e.getMessage());
        }
    }
}
