package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.DeadLetter;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledger.EnvironmentLock;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.WebhookState;
import io.jenkins.plugins.deploymentgates.ledger.WebhookTransaction;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Delivers to one target, one event after the other: each is sent until it is taken or given up before the next one is
 * looked at. How far it is, is in the ledger after every attempt, so whoever goes on after a kill sends at most the
 * attempt again that was under way. Used by one thread at a time; over all processes the target's lock sees to that.
 */
final class Courier {
    /** So many deliveries at a time, so that others get their turn. */
    private static final int AT_A_TIME = 50;

    /** So many dead letters in one transaction. */
    private static final int DEAD_AT_A_TIME = 500;

    /** What was looked at without being wanted is kept in the ledger now and then only. */
    private static final int LOOKED_AT = 1000;

    private static final Duration WHILE_LOCKED = Duration.ofSeconds(2);
    private static final Duration WITHOUT_SECRET = Duration.ofMinutes(1);

    private final Target target;
    private final Ledger ledger;
    private final Tail tail;
    private final Sender sender;
    private final JiraSender jira;
    private final Secrets secrets;
    private final Clock clock;

    /** Of what comes after the last delivery, this far nothing is wanted. */
    private volatile long scanned;

    Courier(Target target, Ledger ledger, Tail tail, Sender sender, JiraSender jira, Secrets secrets, Clock clock) {
        this.target = target;
        this.ledger = ledger;
        this.tail = tail;
        this.sender = sender;
        this.jira = jira;
        this.secrets = secrets;
        this.clock = clock;
    }

    Target target() {
        return target;
    }

    /** How far it has looked. */
    long scanned() {
        return scanned;
    }

    /** Something to send. */
    private record Due(WebhookState state, LedgerEvent event, @CheckForNull DeadLetter letter) {}

    /**
     * What is to be done.
     *
     * @param due what is to be sent now, or {@code null}
     * @param next when there will be something, or {@code null} for whenever something happens
     */
    private record Look(@CheckForNull Due due, @CheckForNull Instant next) {}

    /**
     * Delivers what is due, or some of it.
     *
     * @return when to look again; {@code null} for whenever something has happened
     * @throws InterruptedException when it is to end; an attempt that was under way is made again
     */
    @CheckForNull
    Instant deliver(Round round) throws InterruptedException {
        Look look = look();
        if (look.due() == null && !isFarAhead()) {
            return look.next();
        }
        Optional<EnvironmentLock> lock = ledger.tryLock("", "webhook " + target.name());
        if (lock.isEmpty()) {
            return now().plus(WHILE_LOCKED);
        }
        EnvironmentLock held = lock.get();
        try (held) {
            for (int i = 0; i < AT_A_TIME; i++) {
                look = look();
                Due due = look.due();
                if (due == null) {
                    keepScanned();
                    return look.next();
                }
                attempt(due, round);
            }
            return now();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private WebhookState state() {
        return ledger.read(view -> view.webhooks().state(target.name()))
                .orElseThrow(() -> new IllegalStateException("nothing is known of the webhook " + target.name()));
    }

    private Look look() {
        WebhookState state = state();
        if (state.nextAttempt() != null && state.nextAttempt().isAfter(now())) {
            return new Look(null, state.nextAttempt());
        }
        Optional<Due> again = ledger.read(view -> view.webhooks()
                .nextToResend(target.name())
                .map(letter ->
                        new Due(state, view.events(letter.sequence() - 1, 1).get(0), letter)));
        if (again.isPresent()) {
            return new Look(again.get(), null);
        }
        LedgerEvent event = firstWanted(state.delivered());
        return new Look(event == null ? null : new Due(state, event, null), null);
    }

    /** The first event after those delivered that is for the target. */
    @CheckForNull
    private LedgerEvent firstWanted(long delivered) {
        long at = Math.max(delivered, scanned);
        while (true) {
            List<LedgerEvent> events = tail.after(at);
            if (events.isEmpty()) {
                scanned = at;
                return null;
            }
            for (LedgerEvent event : events) {
                if (target.subscription(event).isPresent()) {
                    scanned = event.sequence() - 1;
                    return event;
                }
                at = event.sequence();
            }
        }
    }

    private boolean isFarAhead() {
        return scanned - state().delivered() >= LOOKED_AT;
    }

    private void keepScanned() {
        if (isFarAhead()) {
            keepAllScanned();
        }
    }

    /** Keeps how far it has looked, before somebody else looks with other wishes. Without the lock nothing happens. */
    void settle() {
        if (scanned > state().delivered()) {
            ledger.tryLock("", "webhook " + target.name()).ifPresent(lock -> {
                try (lock) {
                    keepAllScanned();
                }
            });
        }
    }

    private void keepAllScanned() {
        WebhookState state = state();
        if (scanned > state.delivered()) {
            write(state, webhooks -> webhooks.put(delivered(state, scanned, state.deliveredAt())));
        }
    }

    private void attempt(Due due, Round round) throws InterruptedException {
        LedgerEvent event = due.event();
        Optional<Sending> sending = ledger.read(view ->
                sending(target.subscription(event).orElse(target.subscriptions().get(0)), event, view));
        if (sending.isEmpty()) {
            passed(due);
            return;
        }
        Answer answer;
        try {
            answer = sending.get().send();
        } catch (DeploymentGatesException e) {
            WebhookState state = due.state();
            write(
                    state,
                    webhooks -> webhooks.put(failed(
                            state, state.attempts(), state.failures(), now().plus(WITHOUT_SECRET), e.getMessage())));
            round.failed();
            return;
        }
        switch (answer.kind()) {
            case TAKEN -> taken(due, round);
            case REFUSED -> refused(due, answer, round);
            case FAILED -> failed(due, answer, round);
        }
    }

    /** What has been made up and only needs to be sent. */
    @FunctionalInterface
    private interface Sending {
        /** @throws DeploymentGatesException when there is no secret that it needs */
        Answer send() throws InterruptedException;
    }

    /** Empty when it turns out to be nothing for the receiver. */
    private Optional<Sending> sending(Subscription subscription, LedgerEvent event, LedgerView view) {
        if (subscription instanceof JiraSubscription told) {
            return told.note(event, view)
                    .map(note -> () -> jira.send(told.settings(), note, target.deliveryId(event), secrets));
        }
        return subscription
                .message(event, view)
                .map(message -> () -> sender.post(target.url(), headers(event, message), message.body()));
    }

    private Map<String, String> headers(LedgerEvent event, Message message) {
        Map<String, String> headers = new LinkedHashMap<>();
        String id = target.deliveryId(event);
        Instant at = now();
        headers.put("Content-Type", message.contentType());
        headers.put("User-Agent", "deployment-gates");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(at.getEpochSecond()));
        if (!message.secret().isEmpty()) {
            headers.put("webhook-signature", Signature.of(secrets.find(message.secret()), id, at, message.body()));
        }
        return headers;
    }

    /** It is nothing to send, which counts as if it had been taken. */
    private void passed(Due due) {
        WebhookState state = due.state();
        DeadLetter letter = due.letter();
        write(state, webhooks -> {
            if (letter == null) {
                webhooks.put(delivered(state, due.event().sequence(), state.deliveredAt()));
            } else {
                webhooks.remove(letter.id());
            }
        });
    }

    private void taken(Due due, Round round) {
        DeadLetter letter = due.letter();
        long upTo = letter == null ? due.event().sequence() : due.state().delivered();
        write(due.state(), webhooks -> {
            if (letter != null) {
                webhooks.remove(letter.id());
            }
            webhooks.put(delivered(due.state(), upTo, now()));
        });
        round.delivered();
    }

    /** It has answered, so the next may go well. */
    private void refused(Due due, Answer answer, Round round) {
        DeadLetter letter = due.letter();
        WebhookState state = due.state();
        write(state, webhooks -> {
            if (letter == null) {
                webhooks.put(dead(due.event(), state.attempts() + 1, answer.problem()));
                webhooks.put(new WebhookState(
                        target.name(),
                        due.event().sequence(),
                        0,
                        0,
                        null,
                        null,
                        state.deliveredAt(),
                        answer.problem()));
            } else {
                webhooks.put(deadAgain(letter, answer.problem()));
            }
        });
        round.died(1);
    }

    private void failed(Due due, Answer answer, Round round) {
        WebhookState state = due.state();
        DeadLetter letter = due.letter();
        int failures = state.failures() + 1;
        Instant next = Backoff.next(now(), target.name(), failures, answer.retryAfter());
        if (letter != null) {
            write(state, webhooks -> {
                webhooks.put(deadAgain(letter, answer.problem()));
                webhooks.put(failed(state, state.attempts(), failures, next, answer.problem()));
            });
            round.died(1);
            return;
        }
        List<LedgerEvent> expired = expired(due);
        write(state, webhooks -> {
            int attempts = state.attempts() + 1;
            long upTo = state.delivered();
            for (LedgerEvent event : expired) {
                webhooks.put(dead(event, attempts, answer.problem()));
                attempts = 0;
                upTo = event.sequence();
            }
            WebhookState after = failed(state, attempts, failures, next, answer.problem());
            webhooks.put(new WebhookState(
                    after.webhook(),
                    upTo,
                    after.attempts(),
                    after.failures(),
                    after.failingSince(),
                    after.nextAttempt(),
                    after.deliveredAt(),
                    after.problem()));
        });
        round.failed();
        round.died(expired.size());
    }

    /**
     * What is to be given up after a failed attempt: events that could have been sent for a day, had anybody answered. The
     * attempt speaks for all of them, as each attempt of their own would for the first.
     */
    private List<LedgerEvent> expired(Due due) {
        Instant since = due.state().failingSince();
        List<LedgerEvent> expired = new ArrayList<>();
        if (since == null) {
            return expired;
        }
        Instant limit = now().minus(Backoff.GIVE_UP_AFTER);
        if (since.isAfter(limit)) {
            return expired;
        }
        long at = due.event().sequence() - 1;
        while (true) {
            List<LedgerEvent> events = tail.after(at);
            for (LedgerEvent event : events) {
                if (target.subscription(event).isPresent()) {
                    if (event.at().isAfter(limit) || expired.size() == DEAD_AT_A_TIME) {
                        return expired;
                    }
                    expired.add(event);
                }
                at = event.sequence();
            }
            if (events.isEmpty()) {
                return expired;
            }
        }
    }

    private WebhookState delivered(WebhookState state, long upTo, @CheckForNull Instant at) {
        return new WebhookState(target.name(), upTo, 0, 0, null, null, at, "");
    }

    private WebhookState failed(WebhookState state, int attempts, int failures, Instant next, String problem) {
        Instant since = state.failingSince() == null && failures > 0 ? now() : state.failingSince();
        return new WebhookState(
                target.name(), state.delivered(), attempts, failures, since, next, state.deliveredAt(), problem);
    }

    private DeadLetter dead(LedgerEvent event, int attempts, String problem) {
        return new DeadLetter(
                target.deliveryId(event), target.name(), event.sequence(), attempts, now(), problem, false);
    }

    private DeadLetter deadAgain(DeadLetter letter, String problem) {
        return new DeadLetter(
                letter.id(), letter.webhook(), letter.sequence(), letter.attempts() + 1, now(), problem, false);
    }

    /** A change of what is known of the target. */
    @FunctionalInterface
    private interface Change {
        void apply(WebhookTransaction webhooks);
    }

    /** Changes it unless somebody else has, whose lock this one was taken for lost. */
    private void write(WebhookState expected, Change change) {
        ledger.write(tx -> {
            if (tx.webhooks().state(target.name()).filter(expected::equals).isPresent()) {
                change.apply(tx.webhooks());
            }
            return null;
        });
    }
}
