package io.jenkins.plugins.deploymentgates.notify;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.ledger.OnEveryDatabase;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.promotion.SettableClock;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;

/** What tests of deliveries begin with: a ledger, a receiver, a clock that stands still, and a configuration to choose. */
public abstract class InOutbox extends OnEveryDatabase {
    static final Instant BEGIN = Instant.parse("2026-03-03T09:00:00Z");

    /** Patient enough for a busy machine; what must not answer at all has a shorter one of its own. */
    static final Sender.Limits LIMITS = new Sender.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 8192);

    final SettableClock clock = new SettableClock(BEGIN);
    final Receiver receiver = new Receiver();
    final Map<String, String> environment = new HashMap<>();
    Ledger ledger;
    Configuration configuration;
    Deliveries deliveries;

    /** The way to receivers. */
    HttpProxy proxy = HttpProxy.ofJava();

    @Before
    public final void openLedger() {
        ledger = Ledgers.open(storage.address());
        configuration = configured("");
        deliveries = deliveries(LIMITS);
    }

    @After
    public final void closeLedger() {
        deliveries.close();
        ledger.close();
        receiver.close();
    }

    final Deliveries deliveries(Sender.Limits limits) {
        return new Deliveries(
                () -> configuration, ledger, clock, Secrets.ofEnvironment(environment::get), proxy, limits);
    }

    static Configuration configured(String webhooks) {
        return new ConfigurationReader()
                .parse(
                        "gates.yaml",
                        "applications: {shop: {pipeline: {qa: {}, prod: {after: [qa]}}},"
                                + " vault: {pipeline: {vault: {}}}}\n"
                                + "environments: {prod: {tier: production}}\n" + webhooks);
    }

    /** These webhooks are configured, and looked at for the first time. */
    final void given(String... webhooks) {
        configure(webhooks);
        deliver();
    }

    final void configure(String... webhooks) {
        configuration = configured("webhooks:\n- " + String.join("\n- ", webhooks) + "\n");
    }

    /** The configuration is used for the first time. */
    final void use() {
        append(new Event.ConfigurationUsed(configuration.checksum(), configuration.text()));
    }

    /** Delivers what is due. */
    final Round deliver() {
        try {
            return deliveries.deliverDue();
        } catch (InterruptedException e) {
            throw new DeploymentGatesException("interrupted", e);
        }
    }

    final long append(Event event) {
        return ledger.write(tx -> tx.append(clock.instant(), "ann", null, event));
    }

    /** Somebody holds qa, so often, each with another reason: 1, 2, 3. */
    final void holds(int count) {
        for (int i = 1; i <= count; i++) {
            append(new Event.HoldPlaced("qa", "hold " + i));
        }
    }

    /** The numbers of the holds that came in since this was asked last. */
    final List<String> got() {
        return receiver.got().stream().map(InOutbox::hold).toList();
    }

    static String hold(Receiver.Got request) {
        return request.body().replaceFirst("(?s).*\"reason\":\"hold ([0-9]+)\".*", "$1");
    }

    final Webhooks webhooks() {
        return new Webhooks(configuration, ledger);
    }

    final WebhookStatus status() {
        return webhooks().list().get(0);
    }

    final String hook() {
        return "{url: '" + receiver.url("/hook") + "'}";
    }
}
