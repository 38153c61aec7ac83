package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.EventTypes;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Wildcards;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An entry of {@code webhooks}: events as they are, in JSON. */
final class EventSubscription implements Subscription {
    static final String CONTENT_TYPE = "application/json";

    /** A longer body is sent without the event's own data, which the receiver can fetch by its sequence number. */
    static final int MAX_BODY = 256 * 1024;

    private final Configuration.Webhook webhook;
    private final Map<String, Environment> environments;
    private final List<Pattern> applicationNames;
    private final List<Pattern> environmentNames;

    EventSubscription(Configuration.Webhook webhook, Configuration configuration) {
        this.webhook = webhook;
        this.environments = configuration.environments();
        this.applicationNames = patterns(webhook.applications());
        this.environmentNames = patterns(webhook.environments());
    }

    private static List<Pattern> patterns(List<String> names) {
        return names.stream()
                .map(name -> Pattern.compile(Wildcards.regex(name)))
                .toList();
    }

    /** What is sent. */
    private record Body(
            long sequence,
            Instant at,
            String by,
            String type,
            @CheckForNull String application,
            @CheckForNull String environment,
            @CheckForNull String tier,
            @CheckForNull Object event) {}

    @Override
    public boolean wants(LedgerEvent entry) {
        Event event = entry.event();
        if (!webhook.on().isEmpty()
                && webhook.on().stream().noneMatch(word -> EventTypes.matches(word, event.type()))) {
            return false;
        }
        String application = event.application();
        if (!applicationNames.isEmpty() && (application == null || !any(applicationNames, application))) {
            return false;
        }
        List<String> places = places(event);
        return (environmentNames.isEmpty() || places.stream().anyMatch(place -> any(environmentNames, place)))
                && (webhook.tiers().isEmpty()
                        || places.stream().map(this::tier).anyMatch(tier -> webhook.tiers()
                                .contains(tier)));
    }

    private static boolean any(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    /** The environments it concerns. */
    private static List<String> places(Event event) {
        if (event instanceof Event.EvidenceVoided voided) {
            return voided.environments();
        }
        return event.environment() == null ? List.of() : List.of(event.environment());
    }

    /** The tier it has now; empty for an environment that is not configured any more. */
    private String tier(String environment) {
        Environment found = environments.get(environment);
        return found == null ? "" : found.tier();
    }

    @Override
    public Optional<Message> message(LedgerEvent entry, LedgerView view) {
        Event event = entry.event();
        // The text of a configuration holds URLs, which others than its administrators need not know.
        Object data = event instanceof Event.ConfigurationUsed used ? Map.of("checksum", used.checksum()) : event;
        byte[] body = bytes(entry, data);
        return Optional.of(
                new Message(CONTENT_TYPE, body.length > MAX_BODY ? bytes(entry, null) : body, webhook.secret()));
    }

    private byte[] bytes(LedgerEvent entry, @CheckForNull Object data) {
        Event event = entry.event();
        String environment = event.environment();
        return EventJson.bytes(new Body(
                entry.sequence(),
                entry.at(),
                entry.by(),
                event.type(),
                event.application(),
                environment,
                environment == null || !environments.containsKey(environment) ? null : tier(environment),
                data));
    }

    @Override
    public WebhookStatus.Wish wish() {
        return new WebhookStatus.Wish(
                webhook.on(),
                webhook.applications(),
                webhook.environments(),
                webhook.tiers(),
                !webhook.secret().isEmpty());
    }
}
