package io.jenkins.plugins.deploymentgates.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerRebuild;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Got;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

/** What is sent to whom, in which order, and from where on. */
public class DeliveriesTest extends InOutbox {
    private static final Release RELEASE = Release.of("shop", "1.4.2", List.of(), "c1", null);

    private void deployed(String environment, long id) {
        append(new Event.DeploymentCreated(
                id, "shop", environment, RELEASE.fingerprint(), "1.4.2", "c1", Deployment.Cause.RECORD, null, null));
    }

    private void moved(String environment, long id, DeploymentStatus from, DeploymentStatus to) {
        append(new Event.DeploymentMoved(id, "shop", environment, from, to, "smoke failed"));
    }

    @Test
    public void shouldSendWhatHappenedAsJson() {
        given(hook());
        append(new Event.ReleaseRecorded(RELEASE));
        deployed("prod", 1);
        moved("prod", 1, DeploymentStatus.CREATED, DeploymentStatus.FAILED);
        assertThat(deliver().deliveredCount()).isEqualTo(3);

        Got failed = receiver.got().get(2);
        assertThat(failed.target()).isEqualTo("/hook");
        assertThat(failed.header("content-type")).isEqualTo("application/json");
        assertThat(failed.header("user-agent")).isEqualTo("deployment-gates");
        assertThat(failed.header("webhook-timestamp")).isEqualTo("" + BEGIN.getEpochSecond());
        assertThat(failed.headers()).doesNotContainKey("webhook-signature");
        assertThat(failed.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(failed.body())
                .isEqualTo(
                        "{\"sequence\":3,\"at\":\"2026-03-03T09:00:00Z\",\"by\":\"ann\",\"type\":\"deployment.failed\","
                                + "\"application\":\"shop\",\"environment\":\"prod\",\"tier\":\"production\",\"event\":"
                                + "{\"deployment\":1,\"application\":\"shop\",\"environment\":\"prod\",\"from\":\"CREATED\","
                                + "\"to\":\"FAILED\",\"reason\":\"smoke failed\"}}");
    }

    @Test
    public void shouldSendEveryEventOnceAndInOrder() {
        given(hook());
        holds(120);
        assertThat(deliver().deliveredCount()).isEqualTo(120);
        List<Got> got = receiver.got();
        assertThat(got).extracting(InOutbox::hold).containsExactlyElementsOf(numbers(1, 120));
        assertThat(got).extracting(Got::id).doesNotHaveDuplicates();
        assertThat(deliver().deliveredCount()).isZero();
    }

    private static List<String> numbers(int from, int to) {
        List<String> numbers = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            numbers.add(String.valueOf(i));
        }
        return numbers;
    }

    @Test
    public void shouldSendOnlyWhatIsAskedFor() {
        given(
                "{url: '" + receiver.url("/failed") + "', on: [deployment.failed]}",
                "{url: '" + receiver.url("/deployments") + "', on: ['deployment.*']}",
                "{url: '" + receiver.url("/vault") + "', applications: [vault]}",
                "{url: '" + receiver.url("/qa") + "', environments: ['q*']}",
                "{url: '" + receiver.url("/production") + "', tiers: [production], on: ['deployment.*']}");
        append(new Event.ReleaseRecorded(RELEASE));
        deployed("qa", 1);
        moved("qa", 1, DeploymentStatus.CREATED, DeploymentStatus.FAILED);
        deployed("prod", 2);
        append(new Event.EvidenceVoided("vault", List.of("vault", "qa"), "hotfix"));
        deliver();

        assertThat(receiver.got())
                .extracting(got -> got.target() + " " + got.body().replaceFirst("(?s).*\"type\":\"([^\"]*)\".*", "$1"))
                .containsExactly(
                        "/failed deployment.failed",
                        "/deployments deployment.created",
                        "/deployments deployment.failed",
                        "/deployments deployment.created",
                        "/vault evidence.voided",
                        "/qa deployment.created",
                        "/qa deployment.failed",
                        "/qa evidence.voided",
                        "/production deployment.created");
    }

    @Test
    public void shouldSendOneUrlWhatAnyOfItsEntriesAsksForOnce() {
        given(
                "{url: '" + receiver.url("/hook") + "', on: [hold.placed]}",
                "{url: '" + receiver.url("/hook") + "', on: ['hold.*']}");
        holds(1);
        append(new Event.HoldReleased("qa"));
        deliver();
        assertThat(receiver.got())
                .extracting(got -> got.body().contains("hold.placed"))
                .containsExactly(true, false);
        assertThat(webhooks().list()).hasSize(1);
        assertThat(status().wishes()).hasSize(2);
    }

    @Test
    public void shouldNotSendTheTextOfAConfiguration() {
        given(hook());
        use();
        deliver();
        assertThat(receiver.got().get(0).body())
                .endsWith("\"event\":{\"checksum\":\"" + configuration.checksum() + "\"}}");
    }

    @Test
    public void shouldSendALongEventWithoutItsData() {
        given(hook());
        append(new Event.HoldPlaced("qa", "x".repeat(EventSubscription.MAX_BODY)));
        deliver();
        assertThat(receiver.got().get(0).body())
                .isEqualTo("{\"sequence\":1,\"at\":\"2026-03-03T09:00:00Z\",\"by\":\"ann\",\"type\":\"hold.placed\","
                        + "\"application\":null,\"environment\":\"qa\",\"tier\":\"test\",\"event\":null}");
    }

    @Test
    public void shouldBeginWhereTheWebhookIsSeenFirst() {
        holds(2);
        given(hook());
        append(new Event.HoldPlaced("qa", "hold 3"));
        deliver();
        assertThat(got()).containsExactly("3");
    }

    @Test
    public void shouldBeginWithTheConfigurationThatBroughtItWhoeverDeliversLater() {
        use();
        holds(1);
        configure("{url: '" + receiver.url("/hook") + "', on: ['hold.*']}");
        use();
        append(new Event.HoldPlaced("qa", "hold 2"));
        configure("{url: '" + receiver.url("/hook") + "', on: [hold.placed]}");
        use();
        append(new Event.HoldPlaced("qa", "hold 3"));
        configure("{url: '" + receiver.url("/hook") + "', on: [hold.placed, hold.released]}");
        deliver();
        assertThat(got()).containsExactly("2", "3");
    }

    @Test
    public void shouldGoOnWhereItWasAfterARestartAndOtherWishes() {
        given(hook());
        holds(2);
        deliver();
        deliveries.close();
        append(new Event.HoldPlaced("qa", "hold 3"));
        append(new Event.HoldReleased("qa"));
        configure("{url: '" + receiver.url("/hook") + "', on: [hold.placed]}");
        deliveries = deliveries(LIMITS);
        deliver();
        assertThat(got()).containsExactly("1", "2", "3");
    }

    @Test
    public void shouldNotSendWhatIsAskedForOnlyNowFromBefore() {
        given("{url: '" + receiver.url("/hook") + "', on: [hold.released]}");
        holds(2);
        deliver();
        configure("{url: '" + receiver.url("/hook") + "', on: ['hold.*']}");
        deliver();
        append(new Event.HoldPlaced("qa", "hold 3"));
        deliver();
        assertThat(got()).containsExactly("3");
    }

    @Test
    public void shouldSendEachWebhookUnderIdsOfItsOwn() {
        given(hook(), "{url: '" + receiver.url("/other") + "'}");
        holds(1);
        deliver();
        assertThat(receiver.got()).extracting(Got::id).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    public void shouldKeepWhatWasDeliveredOverARebuild() {
        given(hook());
        holds(2);
        deliver();
        ledger.close();
        LedgerRebuild.rebuild(storage.address(), count -> {});
        deliveries.close();
        ledger = Ledgers.open(storage.address());
        deliveries = deliveries(LIMITS);
        assertThat(deliver().deliveredCount()).isZero();
        assertThat(status().delivered()).isEqualTo(2);
    }

    @Test
    public void shouldDeliverInTheBackgroundUntilClosed() throws InterruptedException {
        configure(hook());
        use();
        deliveries.start();
        assertThat(receiver.next().body()).contains("configuration.used");
        holds(2);
        deliveries.wake();
        assertThat(hold(receiver.next())).isEqualTo("1");
        assertThat(hold(receiver.next())).isEqualTo("2");
        // Without being told.
        append(new Event.HoldPlaced("qa", "hold 3"));
        assertThat(hold(receiver.next())).isEqualTo("3");
        deliveries.close();
        append(new Event.HoldPlaced("qa", "hold 4"));
        assertThat(receiver.got()).isEmpty();
    }

    @Test
    public void shouldMakeAnAttemptAgainThatWasUnderWayWhenItWasClosed() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        configure(hook());
        deliver();
        holds(1);
        receiver.answers(request -> {
            await(never);
            return Receiver.Reply.status(204);
        });
        deliveries.start();
        String id = receiver.next().id();
        deliveries.close();
        never.countDown();

        receiver.answers(request -> Receiver.Reply.status(204));
        deliveries = deliveries(LIMITS);
        assertThat(deliver().deliveredCount()).isEqualTo(1);
        assertThat(receiver.got()).extracting(Got::id).containsExactly(id);
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void shouldDeliverOnceAndInOrderWhenTwoHostsDeliver() throws InterruptedException {
        configure(hook());
        deliver();
        try (Ledger second = Ledgers.open(storage.address());
                Deliveries other =
                        new Deliveries(() -> configuration, second, clock, name -> "", HttpProxy.ofJava(), LIMITS)) {
            deliveries.start();
            other.start();
            List<String> seen = new ArrayList<>();
            for (int i = 1; i <= 40; i++) {
                append(new Event.HoldPlaced("qa", "hold " + i));
                deliveries.wake();
                other.wake();
                if (i % 10 == 0) {
                    clock.advance(Duration.ofSeconds(3));
                    while (seen.size() < i) {
                        seen.add(hold(receiver.next()));
                        clock.advance(Duration.ofSeconds(3));
                    }
                }
            }
            assertThat(seen).isEqualTo(numbers(1, 40));
        }
        assertThat(receiver.got()).isEmpty();
    }
}
