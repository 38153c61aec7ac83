package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.jira.Jira;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the ledger holds to the webhooks of the configuration in force, beside whoever appends: the events are the
 * outbox, so what was recorded will be delivered whenever somebody delivers. Several processes may do so on one ledger; each
 * webhook is served by one of them at a time. Thread-safe. Owns its threads, and neither ledger nor configuration.
 */
public final class Deliveries implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Deliveries.class);
    private static final int THREADS = 8;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Supplier<Configuration> configuration;
    private final Ledger ledger;
    private final Clock clock;
    private final Secrets secrets;
    private final Tail tail;
    private final Sender sender;
    private final JiraSender jira;
    private final ExecutorService network = Executors.newFixedThreadPool(2, threads("webhook-network"));
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, threads("webhook"));

    /** Held while couriers are looked through; they are changed under it. */
    private final Object turn = new Object();

    private final Map<String, Service> services = new LinkedHashMap<>();

    @CheckForNull
    private Configuration known;

    private final Object bell = new Object();
    private boolean rung;
    private boolean closed;

    @CheckForNull
    private Thread watch;

    private String said = "";

    /** A courier and when it is needed next. */
    private static final class Service {
        private final Courier courier;
        private boolean busy;
        private boolean begun;

        /** Not before; {@code null} for when something happens. */
        @CheckForNull
        private Instant next;

        Service(Courier courier) {
            this.courier = courier;
        }

        boolean isDue(Instant now, long head, boolean resend) {
            if (busy) {
                return false;
            }
            return next == null ? !begun || resend || head > courier.scanned() : !next.isAfter(now);
        }
    }

    /**
     * @param configuration the one in force, asked again and again; a webhook that is new in it begins there
     * @param secrets those that it names
     * @param proxy the way to receivers
     */
    public Deliveries(
            Supplier<Configuration> configuration, Ledger ledger, Clock clock, Secrets secrets, HttpProxy proxy) {
        this(configuration, ledger, clock, secrets, proxy, Sender.Limits.USUAL);
    }

    Deliveries(
            Supplier<Configuration> configuration,
            Ledger ledger,
            Clock clock,
            Secrets secrets,
            HttpProxy proxy,
            Sender.Limits limits) {
        this.configuration = configuration;
        this.ledger = ledger;
        this.clock = clock;
        this.secrets = secrets;
        this.tail = new Tail(ledger);
        this.sender = new Sender(network, proxy, limits, clock);
        this.jira = new JiraSender(new WebCalls(proxy, limits.total(), Jira.MOST), clock);
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Begins to deliver in the background, until {@link #close}. */
    public Deliveries start() {
        synchronized (bell) {
            if (watch == null && !closed) {
                watch = threads("webhook-watch").newThread(this::watch);
                watch.start();
            }
        }
        return this;
    }

    /** Looks now for what is to be delivered; for whoever has just recorded something. Returns at once. */
    public void wake() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private void watch() {
        while (true) {
            try {
                look();
            } catch (DeploymentGatesException e) {
                complain(e);
            } catch (RuntimeException e) {
                LOGGER.error("Webhooks could not be looked at; this is a defect", e);
            }
            synchronized (bell) {
                try {
                    if (!rung && !closed) {
                        bell.wait(LOOK_EVERY.toMillis());
                    }
                } catch (InterruptedException e) {
                    // Nobody but close() ends this thread, and that rings.
                    Thread.interrupted();
                }
                rung = false;
                if (closed) {
                    return;
                }
            }
        }
    }

    /** The same again and again helps nobody. */
    private void complain(DeploymentGatesException problem) {
        if (!said.equals(problem.getMessage())) {
            said = String.valueOf(problem.getMessage());
            LOGGER.info("Nothing can be sent to webhooks at the moment: {}", said);
        }
    }

    /** What happened, in one question to the ledger. */
    private record News(long head, List<String> resend) {}

    private void look() {
        synchronized (turn) {
            refresh();
            if (services.isEmpty()) {
                return;
            }
            News news =
                    ledger.read(view -> new News(view.head(), view.webhooks().toResend()));
            Instant now = clock.instant();
            services.forEach((name, service) -> {
                if (service.isDue(now, news.head(), news.resend().contains(name))) {
                    submit(service);
                }
            });
        }
        said = "";
    }

    private void submit(Service service) {
        try {
            service.busy = true;
            workers.execute(() -> run(service));
        } catch (RejectedExecutionException e) {
            // It is being closed.
            service.busy = false;
        }
    }

    private void run(Service service) {
        Instant next = clock.instant().plusSeconds(10);
        try {
            next = service.courier.deliver(new Round());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DeploymentGatesException e) {
            if (Thread.currentThread().isInterrupted()) {
                // It is being closed, and what it asked the ledger was broken off.
                LOGGER.debug(
                        "The webhook {} was broken off",
                        service.courier.target().shownUrl(),
                        e);
                return;
            }
            LOGGER.warn(
                    "The webhook {} has to wait: {}", service.courier.target().shownUrl(), e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.error(
                    "The webhook {} has to wait; this is a defect",
                    service.courier.target().shownUrl(),
                    e);
        } finally {
            synchronized (turn) {
                service.busy = false;
                service.begun = true;
                service.next = next;
            }
            wake();
        }
    }

    /** Takes over another configuration. */
    private void refresh() {
        Configuration current = configuration.get();
        if (current == known) {
            return;
        }
        List<Target> targets = Target.of(current);
        for (Service service : services.values()) {
            if (!service.busy) {
                service.courier.settle();
            }
        }
        for (Target target : targets) {
            Beginnings.remember(ledger, current, target);
        }
        services.clear();
        for (Target target : targets) {
            services.put(target.name(), new Service(new Courier(target, ledger, tail, sender, jira, secrets, clock)));
        }
        known = current;
    }

    /**
     * Delivers all that is due now, on this thread, and what becomes due meanwhile; not to be called once {@link #start} was.
     *
     * @return what became of it
     * @throws InterruptedException when it was interrupted; what is left is still to be delivered
     */
    public Round deliverDue() throws InterruptedException {
        synchronized (turn) {
            refresh();
            Round round = new Round();
            for (Service service : services.values()) {
                Instant next;
                do {
                    next = service.courier.deliver(round);
                } while (next != null && !next.isAfter(clock.instant()));
            }
            return round;
        }
    }

    /** Ends deliveries; those under way are broken off, and made again by whoever delivers next. */
    @Override
    public void close() {
        Thread watching;
        synchronized (bell) {
            closed = true;
            bell.notifyAll();
            watching = watch;
        }
        workers.shutdownNow();
        boolean interrupted = false;
        try {
            if (watching != null) {
                watching.join();
            }
            workers.awaitTermination(10, TimeUnit.SECONDS);
            synchronized (turn) {
                services.values().forEach(service -> service.courier.settle());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (DeploymentGatesException e) {
            LOGGER.debug("How far webhooks have looked is not kept: {}", e.getMessage());
        } finally {
            network.shutdownNow();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
