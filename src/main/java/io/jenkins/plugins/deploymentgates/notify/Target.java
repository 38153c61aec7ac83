package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Webhook;
import io.jenkins.plugins.deploymentgates.config.DeployDbWebhook;
import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A URL, and all that is sent there in one format, which is in order among itself. Immutable.
 *
 * @param name the same as long as URL and format are; tells nothing of the URL
 * @param subscriptions the first that wants an event decides how it is sent
 */
record Target(String name, URI url, WebhookStatus.Format format, List<Subscription> subscriptions) {
    Target {
        subscriptions = List.copyOf(subscriptions);
    }

    /** What a configuration has, in its order. */
    static List<Target> of(Configuration configuration) {
        Map<String, List<Subscription>> events = new LinkedHashMap<>();
        for (Webhook webhook : configuration.webhooks()) {
            events.computeIfAbsent(webhook.url(), url -> new ArrayList<>())
                    .add(new EventSubscription(webhook, configuration));
        }
        Map<String, List<Subscription>> deployDb = new LinkedHashMap<>();
        for (DeployDbWebhook webhook : configuration.deployDbWebhooks()) {
            deployDb.computeIfAbsent(webhook.url(), url -> new ArrayList<>()).add(new DeployDbSubscription(webhook));
        }
        List<Target> targets = new ArrayList<>();
        configuration.applications().values().forEach(application -> {
            JiraSettings jira = application.jira();
            if (jira != null && jira.isTold()) {
                targets.add(new Target(
                        Release.sha256("JIRA " + application.name() + " " + jira.url())
                                .substring(0, 16),
                        URI.create(jira.url()),
                        WebhookStatus.Format.JIRA,
                        List.of(new JiraSubscription(application.name(), jira))));
            }
        });
        events.forEach((url, all) -> targets.add(new Target(WebhookStatus.Format.EVENTS, url, all)));
        deployDb.forEach((url, all) -> targets.add(new Target(WebhookStatus.Format.DEPLOYDB, url, all)));
        return targets;
    }

    private Target(WebhookStatus.Format format, String url, List<Subscription> subscriptions) {
        this(Release.sha256(format + " " + url).substring(0, 16), URI.create(url), format, subscriptions);
    }

    /** Who sends the event there; nothing when nobody does. */
    Optional<Subscription> subscription(LedgerEvent event) {
        return subscriptions.stream().filter(one -> one.wants(event)).findFirst();
    }

    /** The id of the event's delivery there: the same however often it is sent, and of no other ledger's. */
    String deliveryId(LedgerEvent event) {
        String digest = Release.sha256(name + " " + event.hash());
        return new UUID(
                        Long.parseUnsignedLong(digest.substring(0, 16), 16),
                        Long.parseUnsignedLong(digest.substring(16, 32), 16))
                .toString();
    }

    /** The URL for people: its query may hold a token. */
    String shownUrl() {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return url.getScheme() + "://" + url.getRawAuthority() + path + (url.getRawQuery() == null ? "" : "?…");
    }
}
