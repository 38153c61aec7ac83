package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds what was done under an idempotency key before, so that a call that is repeated does nothing more. Stateless.
 */
final class Keys {
    private static final String API = "http:";

    private Keys() {}

    /**
     * The event an earlier call recorded under the key.
     *
     * @param key or {@code null}, under which nothing was done
     * @param same whether it is what is asked for now
     * @throws InvalidInputException when the key was used for something else
     */
    static Optional<LedgerEvent> find(LedgerTransaction tx, @CheckForNull String key, Predicate<LedgerEvent> same) {
        Optional<LedgerEvent> known = Optional.ofNullable(key).flatMap(tx::eventWithKey);
        if (known.isPresent() && !same.test(known.get())) {
            throw new InvalidInputException("the idempotency key " + Names.quote(shown(key))
                    + " was used for something else: " + known.get().event().type() + " in event "
                    + known.get().sequence() + "; use a new key for something new");
        }
        return known;
    }

    /** The key as its sender wrote it: the API puts whose it is before it, as {@code http:ann/}. */
    private static String shown(String key) {
        return key.startsWith(API) ? key.substring(key.indexOf('/') + 1) : key;
    }

    /** The promotions that bring what moved into these environments; into any where they are none. */
    static Predicate<LedgerEvent> refresh(String application, Collection<String> environments) {
        return event -> event.event() instanceof Event.PromotionRequested requested
                && requested.application().equals(application)
                && (environments.isEmpty() || environments.contains(requested.environment()));
    }

    /** This vote of this person's. */
    static Predicate<LedgerEvent> vote(Actor actor, long promotion, boolean approved, String reason) {
        return event -> event.by().equals(actor.name())
                && event.event() instanceof Event.ApprovalGiven vote
                && vote.promotion() == promotion
                && vote.approved() == approved
                && vote.reason().equals(reason);
    }

    /** The calling off of this promotion. */
    static Predicate<LedgerEvent> cancellation(long promotion) {
        return event -> event.event() instanceof Event.PromotionMoved moved
                && moved.promotion() == promotion
                && moved.to() == PromotionStatus.CANCELLED;
    }

    /** A promotion that this request could have led to. */
    static Predicate<LedgerEvent> promotion(PromoteRequest request) {
        return event -> event.event() instanceof Event.PromotionRequested requested
                && requested.application().equals(request.application())
                && requested.environment().equals(request.to())
                && (request.from() == null || requested.from().contains(request.from()))
                && (request.version() == null || requested.version().equals(request.version()))
                && (request.fingerprint() == null || requested.fingerprint().equals(request.fingerprint()))
                && (requested.kind() == PromotionKind.CHERRY_PICK) == request.cherryPick()
                && (requested.kind() == PromotionKind.SAME_VERSION) == request.sameVersion()
                && Objects.equals(requested.overrideReason(), request.overrideReason());
    }

    /** The same recording. */
    static Predicate<LedgerEvent> recording(LedgerView view, RecordRequest request) {
        return event -> event.event() instanceof Event.DeploymentMoved moved
                && moved.application().equals(request.application())
                && moved.environment().equals(request.environment())
                && moved.to() == request.status()
                && (request.version() == null
                        || view.deployment(moved.deployment())
                                .orElseThrow()
                                .version()
                                .equals(request.version()));
    }

    /** The same result of the same check there. */
    static Predicate<LedgerEvent> verification(VerifyRequest request) {
        return event -> event.event() instanceof Event.VerificationRecorded recorded
                && recorded.application().equals(request.application())
                && recorded.environment().equals(request.environment())
                && recorded.check().equals(request.check())
                && recorded.passed() == request.passed();
    }
}
