package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.Computer;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.jenkins.credentials.JenkinsCredentials;
import io.jenkins.plugins.deploymentgates.jenkins.credentials.WebhookSecrets;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.notify.Deliveries;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import io.jenkins.plugins.deploymentgates.promotion.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * This controller's engine: the ledger it has open, the configuration in force, and the engine over both. The ledger is
 * opened in the background, so that a controller does not start later because of it. Thread-safe; everything that talks
 * to Git belongs on {@link #background}, never on a request's thread.
 */
@Extension
public final class DeploymentGates {
    private static final Logger LOGGER = Logger.getLogger(DeploymentGates.class.getName());

    private final Object lock = new Object();
    private volatile Clock clock = Clock.systemUTC();

    /** Never completed exceptionally for good: a later {@link #open} replaces it. */
    private volatile CompletableFuture<Ledger> ledger = new CompletableFuture<>();

    @CheckForNull
    private volatile Configuration configuration;

    @CheckForNull
    private volatile String configurationProblem;

    @CheckForNull
    private volatile String ledgerProblem;

    @CheckForNull
    private volatile Running running;

    /** Sends what the open ledger holds to webhooks. */
    @CheckForNull
    private volatile Deliveries deliveries;

    /** An engine, and what it was made for. */
    private record Running(
            Configuration configuration, Ledger ledger, Clock clock, GitRepositories repositories, Engine engine) {}

    /** The one of this controller. */
    public static DeploymentGates get() {
        return ExtensionList.lookupSingleton(DeploymentGates.class);
    }

    /** Where work on Git and on the ledger is done, off the threads of requests and of Pipeline. */
    public static Executor background() {
        return Computer.threadPoolForRemoting;
    }

    /** Commits what was accepted and closes the ledger when the controller goes down. */
    @Terminator
    public static void stop() {
        get().close();
    }

    /**
     * The configuration in force.
     *
     * @throws NotReadyException when there is none, saying what is wrong with the one that should be
     */
    public Configuration configuration() {
        Configuration current = configuration;
        if (current == null) {
            throw new NotReadyException(
                    Objects.requireNonNullElse(configurationProblem, "Deployment Gates is still starting"));
        }
        return current;
    }

    /** Puts a checked configuration in force; waiting promotions are asked again under it. */
    public void use(Configuration checked) {
        synchronized (lock) {
            configuration = checked;
            configurationProblem = null;
        }
        if (ledger.isDone()) {
            background().execute(PromotionWatch.get()::reconsider);
        }
    }

    /**
     * Says why there is no valid configuration. One that is in force stays so.
     *
     * @param message what is wrong, for the administrator
     */
    public void reportProblem(String message) {
        synchronized (lock) {
            configurationProblem = message;
        }
    }

    /** What is wrong with the newest configuration or with the ledger; {@code null} when nothing is. */
    @CheckForNull
    public String problem() {
        String first = configurationProblem;
        String second = ledgerProblem;
        return first == null || second == null ? (first == null ? second : first) : first + "\n" + second;
    }

    /** What is wrong with the newest configuration; {@code null} when nothing is. */
    @CheckForNull
    public String configurationProblem() {
        return configurationProblem;
    }

    /**
     * Opens a ledger in the background in place of the one that is open, which is closed.
     *
     * @param opening opens it
     */
    public void open(Supplier<Ledger> opening) {
        CompletableFuture<Ledger> old;
        CompletableFuture<Ledger> next = new CompletableFuture<>();
        synchronized (lock) {
            old = ledger;
            ledger = next;
        }
        background().execute(() -> {
            try {
                closeAll(old);
                Ledger opened = opening.get();
                deliveries = new Deliveries(
                                this::configuration, opened, clock, new WebhookSecrets(), JenkinsProxy.way())
                        .start();
                ledgerProblem = null;
                next.complete(opened);
            } catch (RuntimeException e) {
                LOGGER.log(Level.WARNING, "The ledger could not be opened: {0}", e.getMessage());
                ledgerProblem = e.getMessage();
                next.completeExceptionally(e);
            }
            // Those that came before the first ledger wait for that object.
            next.whenComplete((opened, failure) -> {
                if (failure == null) {
                    old.complete(opened);
                }
            });
            if (!next.isCompletedExceptionally() && configuration != null) {
                reconcile();
            }
        });
    }

    private void reconcile() {
        try {
            engine().reconciliation().run();
            PromotionWatch.get().reconsider();
        } catch (DeploymentGatesException e) {
            LOGGER.log(Level.WARNING, "What an earlier process left could not be reconciled: {0}", e.getMessage());
        }
    }

    /**
     * The ledger; waits while it is being opened.
     *
     * @throws NotReadyException when it could not be opened, saying why
     */
    public Ledger ledger() {
        try {
            return ledger.get();
        } catch (ExecutionException e) {
            throw new NotReadyException(
                    "the ledger could not be opened: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotReadyException("interrupted while the ledger was being opened", e);
        }
    }

    /**
     * Looks something up for a page or an answer.
     *
     * @throws NotReadyException when the ledger is not open, without waiting for it
     */
    public <T> T read(Function<LedgerView, T> question) {
        if (!ledger.isDone()) {
            throw new NotReadyException("the ledger is being opened; try again in a moment");
        }
        return ledger().read(question);
    }

    /**
     * The use cases; waits while the ledger is being opened.
     *
     * @throws NotReadyException when there is no configuration or no ledger
     */
    public Engine engine() {
        return running().engine();
    }

    /** Opens the applications' repositories, under the same conditions as {@link #engine}. */
    public GitRepositories repositories() {
        return running().repositories();
    }

    private Running running() {
        Configuration checked = configuration();
        Ledger open = ledger();
        Running current = running;
        if (current != null
                && current.configuration() == checked
                && current.ledger() == open
                && current.clock() == clock) {
            return current;
        }
        Path cache =
                Jenkins.get().getRootDir().toPath().resolve("deployment-gates").resolve("git");
        GitRepositories repositories = new GitRepositories(cache, clock, System::getenv, new JenkinsCredentials());
        Engine engine = new Engine(checked, open, repositories, clock, Progress.NONE, true, JenkinsProxy.way());
        Running made = new Running(checked, open, clock, repositories, engine);
        running = made;
        return made;
    }

    /** The time; everything that asks for it asks here. */
    public Clock clock() {
        return clock;
    }

    /** Another time, for tests. */
    void setClock(Clock other) {
        clock = other;
    }

    private void close() {
        closeAll(ledger);
    }

    /** Ends what works on the ledger before it. */
    private void closeAll(CompletableFuture<Ledger> old) {
        Deliveries sending = deliveries;
        deliveries = null;
        if (sending != null) {
            sending.close();
        }
        closed(old);
    }

    private static void closed(CompletableFuture<Ledger> old) {
        if (old.isDone() && !old.isCompletedExceptionally()) {
            old.join().close();
        }
    }
}
