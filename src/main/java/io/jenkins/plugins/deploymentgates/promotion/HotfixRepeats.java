package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What is answered when a step of a hotfix is asked for again under the same idempotency key. Thread-safe. */
final class HotfixRepeats {
    private final Services services;
    private final Execution execution;

    HotfixRepeats(Services services, Execution execution) {
        this.services = services;
        this.execution = execution;
    }

    /**
     * The push an earlier call under the key intended.
     *
     * @param details what it must have been about
     */
    Optional<PushIntent> intent(
            @CheckForNull String key, Application application, PushIntent.Kind kind, Map<String, String> details) {
        Predicate<LedgerEvent> same = event -> event.event() instanceof Event.PushIntended intended
                && intended.intent().kind() == kind
                && intended.intent().application().equals(application.name())
                && intended.intent().details().entrySet().containsAll(details.entrySet());
        return find(key, same).map(event -> ((Event.PushIntended) event.event()).intent());
    }

    /** How the hotfix stands, if the push of the first call went through. */
    HotfixResult hotfix(Application application, String name, Predicate<Hotfix> done) {
        Hotfix hotfix = services.ledger()
                .read(view -> view.hotfix(application.name(), name))
                .filter(done)
                .orElseThrow(() -> new RefusedException("hotfix " + name + " of " + application.name()
                        + " was not changed: the push of the first call under this idempotency key did not go"
                        + " through; look at the branches and try again under a new key"));
        return new HotfixResult(hotfix, List.of(), List.of());
    }

    /** What an earlier call under the key asked for again, as it stands now. */
    Optional<HotfixResult> resumption(@CheckForNull String key, Application application) {
        Predicate<LedgerEvent> same = event -> event.event() instanceof Event.HotfixMoved moved
                && moved.to() == Hotfix.Status.RESUMED
                && moved.application().equals(application.name());
        return find(key, same).map(event -> {
            String name = ((Event.HotfixMoved) event.event()).name();
            Hotfix hotfix = services.ledger()
                    .read(view -> view.hotfix(application.name(), name).orElseThrow());
            List<PromotionResult> resumed = new ArrayList<>();
            for (long id : services.ledger().read(view -> requested(view, event))) {
                resumed.addAll(execution.decide(List.of(id)));
            }
            return new HotfixResult(hotfix, resumed, List.of());
        });
    }

    /** The promotions asked for in the transaction that ends with this event; only new releases lie between them. */
    private static List<Long> requested(LedgerView view, LedgerEvent resumed) {
        List<Long> ids = new ArrayList<>();
        for (long sequence = resumed.sequence() - 1; sequence > 0; sequence--) {
            LedgerEvent event = view.events(sequence - 1, 1).get(0);
            boolean same = event.by().equals(resumed.by());
            if (same && event.event() instanceof Event.PromotionRequested requested) {
                ids.add(0, requested.id());
            } else if (!same || !(event.event() instanceof Event.ReleaseRecorded)) {
                break;
            }
        }
        return ids;
    }

    private Optional<LedgerEvent> find(@CheckForNull String key, Predicate<LedgerEvent> same) {
        return key == null ? Optional.empty() : services.ledger().write(tx -> Keys.find(tx, key, same));
    }
}
