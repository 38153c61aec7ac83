package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.Waiters;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.notify.Deliveries;
import io.jenkins.plugins.deploymentgates.notify.Secrets;
import io.jenkins.plugins.deploymentgates.promotion.DriftWatch;
import io.jenkins.plugins.deploymentgates.promotion.DuePromotions;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on while a server runs and nobody calls. Thread-safe; its threads end with {@link #close}. */
final class Background implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Background.class);
    private static final long PUMP_MILLIS = 200;
    private static final long LOOK_MILLIS = 2000;
    private static final long STOP_SECONDS = 30;

    /** Who finds out that Git says something else. */
    private static final Actor SERVER = Actor.person("serve", Set.of());

    private final ServeHost host;
    private final Access access;
    private final Waiters waiters;
    private final Metrics metrics;
    private final Deliveries webhooks;
    private final DuePromotions promotions;
    private final ConfigurationWatch configuration;

    @CheckForNull
    private final DriftWatch drift;

    private final AtomicBoolean pumping = new AtomicBoolean();

    /** Those who wait for events are never kept by a push to Git. */
    private final ScheduledExecutorService feeding = Executors.newSingleThreadScheduledExecutor(named("events"));

    /** A repository that does not answer keeps nobody waiting. */
    private final ScheduledExecutorService comparing = Executors.newSingleThreadScheduledExecutor(named("drift"));

    private final ScheduledExecutorService working = Executors.newSingleThreadScheduledExecutor(named("background"));

    /** @param driftEvery how often Git is compared with what was deployed; {@code null} for never */
    Background(
            ServeHost host,
            Access access,
            Waiters waiters,
            Metrics metrics,
            Secrets secrets,
            @CheckForNull Duration driftEvery) {
        this.host = host;
        this.access = access;
        this.waiters = waiters;
        this.metrics = metrics;
        this.webhooks = new Deliveries(host::configuration, host.ledger(), host.clock(), secrets, HttpProxy.ofJava());
        this.promotions = new DuePromotions(host);
        this.configuration = new ConfigurationWatch(host);
        this.drift = driftEvery == null ? null : new DriftWatch(host, SERVER, driftEvery);
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Brings to an end what an earlier process left, and goes on from there. */
    void start() {
        feeding.scheduleWithFixedDelay(
                () -> quietly("Events could not be told", this::feed), 0, PUMP_MILLIS, TimeUnit.MILLISECONDS);
        working.execute(() -> quietly("What an earlier process left could not be reconciled", () -> {
            host.engine().reconciliation().run();
            host.engine().promotions().reconsider(null);
        }));
        webhooks.start();
        working.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (drift != null) {
            comparing.scheduleWithFixedDelay(
                    () -> quietly("Git could not be compared with what was deployed", drift::lookIfDue),
                    LOOK_MILLIS,
                    LOOK_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }

    /** Tells those who wait of what was just written, and webhooks. */
    void feedSoon() {
        webhooks.wake();
        if (waiters.size() > 0 && pumping.compareAndSet(false, true)) {
            feeding.execute(() -> {
                pumping.set(false);
                quietly("Events could not be told", waiters::pump);
            });
        }
    }

    private void feed() {
        if (waiters.size() > 0) {
            access.refresh();
            waiters.pump();
        }
    }

    private void look() {
        quietly("The configuration could not be read again", () -> {
            if (configuration.readIfChanged()) {
                host.engine().promotions().reconsider(null);
            }
        });
        quietly("Waiting promotions could not be looked at", promotions::decideDue);
        quietly("What happened could not be counted", metrics::count);
    }

    private static void quietly(String problem, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOGGER.warn("{}: {}", problem, e.getMessage());
        }
    }

    /** Ends after what is under way, a push to Git for example, has ended. */
    @Override
    public void close() {
        waiters.close();
        webhooks.close();
        feeding.shutdown();
        comparing.shutdown();
        working.shutdown();
        try {
            if (!working.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.warn("What goes on in the background did not end; it is brought to an end at the next start");
            }
            feeding.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
