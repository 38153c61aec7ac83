package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.jira.Jira;
import java.util.List;
import java.util.Optional;

/** What is told to the Jira of an application: that its tickets were promoted. Immutable. */
final class JiraSubscription implements Subscription {
    private final String application;
    private final JiraSettings settings;

    JiraSubscription(String application, JiraSettings settings) {
        this.application = application;
        this.settings = settings;
    }

    JiraSettings settings() {
        return settings;
    }

    /**
     * What is done in Jira.
     *
     * @param tickets keys that Jira could have
     * @param lines of the comment
     */
    record Note(List<String> tickets, String application, String version, String environment, List<String> lines) {
        Note {
            tickets = List.copyOf(tickets);
            lines = List.copyOf(lines);
        }
    }

    @Override
    public boolean wants(LedgerEvent event) {
        return event.event() instanceof Event.PromotionMoved moved
                && moved.to() == PromotionStatus.PROMOTED
                && moved.application().equals(application)
                && (settings.environments().isEmpty() || settings.environments().contains(moved.environment()));
    }

    /** Empty when the promotion brought no commit that names a ticket. */
    Optional<Note> note(LedgerEvent event, LedgerView view) {
        Event.PromotionMoved moved = (Event.PromotionMoved) event.event();
        List<String> tickets = view.grounds(moved.promotion()).map(Grounds::tickets).orElse(List.of()).stream()
                .filter(Jira::isKey)
                .toList();
        return tickets.isEmpty()
                ? Optional.empty()
                : view.promotion(moved.promotion())
                        .map(promotion -> new Note(
                                tickets,
                                application,
                                promotion.version(),
                                promotion.to(),
                                List.of(application + " " + promotion.version() + " was promoted to " + promotion.to()
                                        + ": promotion " + promotion.id() + ", asked for by " + promotion.trigger())));
    }

    @Override
    public Optional<Message> message(LedgerEvent event, LedgerView view) {
        return Optional.empty();
    }

    @Override
    public WebhookStatus.Wish wish() {
        return new WebhookStatus.Wish(
                List.of("promotion.promoted"),
                List.of(application),
                settings.environments(),
                List.of(),
                settings.credentials() != null);
    }
}
