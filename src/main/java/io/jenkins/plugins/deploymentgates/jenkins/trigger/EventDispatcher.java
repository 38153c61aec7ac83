package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.gate.BranchPattern;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.LedgerListener;
import io.jenkins.plugins.deploymentgates.jenkins.NotReadyException;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;

/**
 * Reads the ledger's events for the jobs with a {@link DeploymentEventTrigger} and starts each for each of its events exactly
 * once: the job's {@link Position} is kept before a build is asked for, and an event whose build has not begun when the
 * controller goes down is found in the queue or asked for again. Thread-safe.
 */
@Extension
public final class EventDispatcher implements LedgerListener {
    private static final Logger LOGGER = Logger.getLogger(EventDispatcher.class.getName());
    private static final int PAGE = 500;

    /** A trigger that is put back so soon was changed; one that comes later is a new one. */
    private static final Duration CHANGE = Duration.ofMinutes(1);

    private final List<Listening> jobs = new ArrayList<>();

    /** A job and how far it is. */
    private static final class Listening {
        private final Job<?, ?> job;
        private final DeploymentEventTrigger trigger;

        /** {@code null} until the ledger can be asked. */
        @CheckForNull
        private Position position;

        /** Whether what had not begun was looked for. */
        private boolean settled;

        Listening(Job<?, ?> job, DeploymentEventTrigger trigger) {
            this.job = job;
            this.trigger = trigger;
        }
    }

    /** The one of this controller. */
    static EventDispatcher get() {
        return ExtensionList.lookupSingleton(EventDispatcher.class);
    }

    /** The job listens from now on, or goes on where it was. */
    synchronized void begin(Job<?, ?> job, DeploymentEventTrigger trigger) {
        jobs.removeIf(one -> one.job == job);
        Listening listening = new Listening(job, trigger);
        jobs.add(listening);
        // While the controller starts, the ledger cannot be asked yet; what is kept is found at the first look.
        quietly(job, () -> position(listening));
    }

    /** The trigger was taken away from the job, or is about to be replaced. */
    synchronized void end(Job<?, ?> job, DeploymentEventTrigger trigger) {
        Listening known = find(job);
        if (known != null && known.trigger == trigger) {
            jobs.remove(known);
            quietly(job, () -> position(known).leave(now()));
        }
    }

    @CheckForNull
    private Listening find(Job<?, ?> job) {
        return jobs.stream().filter(one -> one.job == job).findFirst().orElse(null);
    }

    private static Instant now() {
        return DeploymentGates.get().clock().instant();
    }

    private static long head() {
        return DeploymentGates.get().read(LedgerView::head);
    }

    @Override
    public synchronized void moved() {
        for (Listening listening : jobs) {
            // One that is being loaded is not there yet, and of one that was deleted nobody need have told.
            if (Jenkins.get().getItemByFullName(listening.job.getFullName()) == listening.job) {
                quietly(listening.job, () -> catchUp(listening));
            }
        }
    }

    private static void catchUp(Listening listening) {
        Position position = position(listening);
        if (!listening.settled) {
            listening.settled = true;
            for (long pending : position.pending()) {
                resume(listening, position, pending);
            }
        }
        List<LedgerEvent> events = page(position);
        while (!events.isEmpty()) {
            for (LedgerEvent event : events) {
                handle(listening, position, event);
            }
            events = page(position);
        }
    }

    private static List<LedgerEvent> page(Position position) {
        return DeploymentGates.get().read(view -> view.events(position.after(), PAGE));
    }

    private static Position position(Listening listening) {
        Position known = listening.position;
        if (known != null) {
            return known;
        }
        Position kept = Position.read(listening.job);
        long head = head();
        // One that never listened, listened to another ledger, or stopped listening, begins now.
        Position position = kept == null || kept.after() > head || !kept.comeBack(now(), CHANGE)
                ? Position.at(listening.job, head)
                : kept;
        listening.position = position;
        return position;
    }

    private static void handle(Listening listening, Position position, LedgerEvent event) {
        boolean wanted = listening.trigger.wants(
                event.event().type(), event.event().application(), event.event().environment());
        if (!wanted) {
            position.pass(event.sequence());
            return;
        }
        StartingEvent starting = DeploymentGates.get().read(view -> StartingEvent.of(event, view));
        if (mayStart(listening.job, starting)) {
            position.take(event.sequence());
            schedule(listening.job, position, starting);
        } else {
            position.skip(event.sequence());
        }
    }

    /** Not while it is disabled, not where its builds may report nothing, and not for what its builds did. */
    private static boolean mayStart(Job<?, ?> job, StartingEvent event) {
        String name = job.getFullName();
        Environment environment = event.getEnvironment() == null
                ? null
                : DeploymentGates.get().configuration().environments().get(event.getEnvironment());
        boolean allowed = environment == null
                || environment.recordedBy().isEmpty()
                || environment.recordedBy().stream().anyMatch(pattern -> new BranchPattern(pattern).matches(name));
        return job.isBuildable() && allowed && !DeploymentGates.get().<Boolean>read(view -> event.isDoneBy(name, view));
    }

    private static void schedule(Job<?, ?> job, Position position, StartingEvent event) {
        Queue.Item item = ParameterizedJobMixIn.scheduleBuild2(
                job, -1, new CauseAction(new DeploymentEventCause(event)), new DeploymentEventAction(event));
        if (item == null) {
            LOGGER.log(Level.WARNING, "Jenkins refused to start {0} for {1}", new Object[] {job.getFullName(), event});
            position.settle(event.getSequence());
        }
    }

    /** What became of a build that was asked for before the controller went down. */
    private static void resume(Listening listening, Position position, long sequence) {
        Job<?, ?> job = listening.job;
        if (isQueued(job, sequence)) {
            return;
        }
        if (hasBegun(job, sequence)) {
            position.settle(sequence);
            return;
        }
        DeploymentGates.get()
                .read(view ->
                        view.events(sequence - 1, 1).stream().findFirst().map(event -> StartingEvent.of(event, view)))
                .ifPresentOrElse(event -> schedule(job, position, event), () -> position.settle(sequence));
    }

    private static boolean isQueued(Job<?, ?> job, long sequence) {
        return job instanceof Queue.Task task
                && Queue.getInstance().getItems(task).stream()
                        .map(DeploymentEventAction::of)
                        .anyMatch(event -> event != null && event.getSequence() == sequence);
    }

    private static boolean hasBegun(Job<?, ?> job, long sequence) {
        for (Run<?, ?> run : job.getBuilds()) {
            StartingEvent event = DeploymentEventAction.of(run);
            if (event != null && event.getSequence() == sequence) {
                return true;
            }
            if (event != null && event.getSequence() < sequence - PAGE) {
                return false;
            }
        }
        return false;
    }

    /** The job's build for the event has begun, or was taken out of the queue. Returns at once. */
    void settleSoon(Job<?, ?> job, StartingEvent event) {
        // Whoever tells may hold the lock of the queue, which is asked for under the lock of this.
        DeploymentGates.background().execute(() -> settle(job, event));
    }

    private synchronized void settle(Job<?, ?> job, StartingEvent event) {
        Listening listening = find(job);
        quietly(job, () -> {
            Position known = listening == null ? null : listening.position;
            Position position = known == null ? Position.read(job) : known;
            if (position != null) {
                position.settle(event.getSequence());
            }
        });
    }

    /** Keeps how far each job is when the controller goes down. */
    @Terminator
    public static void stop() {
        get().keep();
    }

    private synchronized void keep() {
        for (Listening listening : jobs) {
            Position position = listening.position;
            if (position != null) {
                quietly(listening.job, position::save);
            }
        }
    }

    /** What cannot be done now is done when something happens next. */
    private static void quietly(Job<?, ?> job, Runnable work) {
        try {
            work.run();
        } catch (NotReadyException e) {
            LOGGER.log(Level.FINE, "{0} hears of nothing: {1}", new Object[] {job.getFullName(), e.getMessage()});
        } catch (DeploymentGatesException e) {
            LOGGER.log(Level.WARNING, "{0} could not be told of events: {1}", new Object[] {
                job.getFullName(), e.getMessage()
            });
        }
    }
}
