package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.ledger.DeadLetter;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.WebhookState;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.List;
import java.util.Map;

/** What administrators see of webhooks, and can have sent again. Thread-safe. */
public final class Webhooks {
    /** So many events are looked at to count those that wait. */
    private static final int LOOKED_AT = 1000;

    private final List<Target> targets;
    private final Ledger ledger;

    public Webhooks(Configuration configuration, Ledger ledger) {
        this.targets = Target.of(configuration);
        this.ledger = ledger;
    }

    /** Every webhook of the configuration, in its order. */
    public List<WebhookStatus> list() {
        return ledger.read(view -> {
            Map<String, Long> dead = view.webhooks().deadLetterCounts();
            return targets.stream()
                    .map(target -> status(view, target, dead.getOrDefault(target.name(), 0L)))
                    .toList();
        });
    }

    private static WebhookStatus status(LedgerView view, Target target, long dead) {
        WebhookState state = view.webhooks().state(target.name()).orElse(null);
        int failures = state == null ? 0 : state.failures();
        WebhookStatus.State word = failures == 0
                ? WebhookStatus.State.READY
                : Backoff.isOpen(failures) ? WebhookStatus.State.OPEN : WebhookStatus.State.RETRYING;
        return new WebhookStatus(
                target.name(),
                target.shownUrl(),
                target.format(),
                target.subscriptions().stream().map(Subscription::wish).toList(),
                word,
                state == null ? null : state.delivered(),
                state == null ? 0 : waiting(view, target, state.delivered()),
                failures,
                state == null ? null : state.failingSince(),
                state == null ? null : state.nextAttempt(),
                state == null ? null : state.deliveredAt(),
                dead,
                state == null ? "" : state.problem());
    }

    private static int waiting(LedgerView view, Target target, long delivered) {
        return (int) view.events(delivered, LOOKED_AT).stream()
                .filter(event -> target.subscription(event).isPresent())
                .count();
    }

    /**
     * Dead letters by their events, oldest first.
     *
     * @param limit how many at most
     */
    public List<DeadDelivery> dead(int limit) {
        return ledger.read(view -> view.webhooks().deadLetters(limit).stream()
                .map(letter -> shown(view, letter))
                .toList());
    }

    private DeadDelivery shown(LedgerView view, DeadLetter letter) {
        LedgerEvent event = view.events(letter.sequence() - 1, 1).get(0);
        Target target = target(letter);
        return new DeadDelivery(
                letter.id(),
                letter.webhook(),
                target == null ? null : target.shownUrl(),
                letter.sequence(),
                event.event().type(),
                event.event().application(),
                event.event().environment(),
                event.at(),
                letter.attempts(),
                letter.diedAt(),
                letter.problem(),
                letter.resend());
    }

    @CheckForNull
    private Target target(DeadLetter letter) {
        return targets.stream()
                .filter(one -> one.name().equals(letter.webhook()))
                .findFirst()
                .orElse(null);
    }

    /** Whether there is a dead letter of that id. */
    public boolean isDead(String id) {
        return ledger.read(view -> view.webhooks().deadLetter(id)).isPresent();
    }

    /**
     * Has a dead letter sent again, once, as soon as somebody delivers; asking twice is asking once.
     *
     * @throws InvalidInputException when there is none of that id, or its webhook is not configured any more
     */
    public DeadDelivery resend(String id) {
        return ledger.write(tx -> {
            DeadLetter letter = tx.webhooks()
                    .deadLetter(id)
                    .orElseThrow(() -> new InvalidInputException("there is no dead letter " + Names.quote(id)));
            if (target(letter) == null) {
                throw new InvalidInputException("the webhook of the dead letter " + Names.quote(id)
                        + " is not in the configuration any more; configure its URL again to have it sent there");
            }
            DeadLetter asked = new DeadLetter(
                    letter.id(),
                    letter.webhook(),
                    letter.sequence(),
                    letter.attempts(),
                    letter.diedAt(),
                    letter.problem(),
                    true);
            tx.webhooks().put(asked);
            return shown(tx, asked);
        });
    }

    /** Has the dead letters of all webhooks that are configured sent again; returns how many. */
    public int resendAll() {
        return ledger.write(tx -> targets.stream()
                .mapToInt(target -> tx.webhooks().resendAll(target.name()))
                .sum());
    }
}
