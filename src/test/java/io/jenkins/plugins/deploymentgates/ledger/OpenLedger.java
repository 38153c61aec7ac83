package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;

/** What tests of the ledger begin with: an empty one in a real database, and events to append. */
abstract class OpenLedger extends OnEveryDatabase {
    static final Artifact API = new Artifact(
            new Module("com.acme", "shop-api"), "1.4.2", "https://repo.example.com/shop-api.jar", "sha256:ab");
    static final Release RELEASE = Release.of("shop", "1.4.2", List.of(API), "c1", null);

    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    /** A fresh one for each test. */
    Ledger ledger;

    @Before
    public final void openLedger() {
        ledger = Ledgers.open(storage.address());
    }

    @After
    public final void closeLedger() {
        ledger.close();
    }

    /** The instant so many minutes after the begin. */
    static Instant at(int minute) {
        return T0.plusSeconds(60L * minute);
    }

    final long append(int minute, String by, Event event) {
        return ledger.write(transaction -> transaction.append(at(minute), by, null, event));
    }

    final <T> List<T> all(Function<LedgerView, List<T>> question) {
        return ledger.read(question);
    }

    final <T> Optional<T> one(Function<LedgerView, Optional<T>> question) {
        return ledger.read(question);
    }

    final long head() {
        return ledger.read(LedgerView::head);
    }

    /** The release is deployed. */
    static Event created(long id, String environment) {
        return new Event.DeploymentCreated(
                id, "shop", environment, RELEASE.fingerprint(), "1.4.2", "c1", Deployment.Cause.RECORD, null, null);
    }

    static Event moved(long id, String environment, DeploymentStatus from, DeploymentStatus to) {
        return new Event.DeploymentMoved(id, "shop", environment, from, to, "");
    }
}
