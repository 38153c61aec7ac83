package io.jenkins.plugins.deploymentgates.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Signature;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Got;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

/** Receivers that drop, delay, refuse, redirect and are gone: nothing is lost, nothing overtakes, nobody is flooded. */
public class FailingReceiversTest extends InOutbox {

    private void later(Duration duration) {
        clock.advance(duration);
    }

    /** To the instant at which the next attempt is made. */
    private void untilNextAttempt() {
        clock.set(status().nextAttempt());
    }

    @Test
    public void shouldTryAgainUntilItIsTakenAndSendNothingElseBefore() {
        given(hook());
        holds(2);
        receiver.answers(Reply.status(503), Reply.drop(), Reply.status(500));
        deliver();
        assertThat(status().problem()).isEqualTo("answered 503");
        assertThat(status().state()).isEqualTo(WebhookStatus.State.RETRYING);
        assertThat(status().waiting()).isEqualTo(2);
        assertThat(Duration.between(BEGIN, status().nextAttempt()))
                .isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
        later(Duration.ofMillis(799));
        assertThat(deliver().failedCount()).isZero();
        untilNextAttempt();
        deliver();
        assertThat(status().problem()).isEqualTo("the connection was lost before it had answered");
        untilNextAttempt();
        deliver();
        assertThat(status().failures()).isEqualTo(3);
        assertThat(status().failingSince()).isEqualTo(BEGIN);
        untilNextAttempt();
        assertThat(deliver().deliveredCount()).isEqualTo(2);

        List<Got> got = receiver.got();
        assertThat(got).extracting(InOutbox::hold).containsExactly("1", "1", "1", "1", "2");
        assertThat(got.subList(0, 4))
                .extracting(Got::id)
                .containsOnly(got.get(0).id());
        assertThat(status())
                .isEqualTo(new WebhookStatus(
                        status().webhook(),
                        receiver.url("/hook"),
                        WebhookStatus.Format.EVENTS,
                        status().wishes(),
                        WebhookStatus.State.READY,
                        2L,
                        0,
                        0,
                        null,
                        null,
                        clock.instant(),
                        0,
                        ""));
    }

    @Test
    public void shouldOpenTheBreakerAfterFiveFailuresAndCloseItWithTheFirstSuccess() {
        given(hook());
        holds(3);
        receiver.answers(request -> Reply.status(503));
        for (int i = 1; i <= 4; i++) {
            deliver();
            assertThat(status().state()).isEqualTo(WebhookStatus.State.RETRYING);
            untilNextAttempt();
        }
        deliver();
        assertThat(status().state()).isEqualTo(WebhookStatus.State.OPEN);
        Instant probe = status().nextAttempt();
        assertThat(Duration.between(clock.instant(), probe)).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
        receiver.got();
        append(new Event.HoldPlaced("qa", "hold 4"));
        clock.set(probe.minusMillis(1));
        deliver();
        assertThat(got()).isEmpty();
        clock.set(probe);
        deliver();
        assertThat(got()).containsExactly("1");

        receiver.answers(request -> Reply.status(200));
        untilNextAttempt();
        assertThat(deliver().deliveredCount()).isEqualTo(4);
        assertThat(got()).containsExactly("1", "2", "3", "4");
        assertThat(status().state()).isEqualTo(WebhookStatus.State.READY);
    }

    @Test
    public void shouldDeliverToOthersMeanwhile() {
        given(hook(), "{url: '" + receiver.url("/well") + "'}");
        holds(2);
        receiver.answers(request -> Reply.status(request.target().equals("/well") ? 204 : 503));
        deliver();
        assertThat(receiver.got())
                .extracting(got -> got.target() + " " + hold(got))
                .containsExactly("/hook 1", "/well 1", "/well 2");
    }

    @Test
    public void shouldGiveUpAfterADayWhateverCouldHaveBeenSentForADay() {
        given(hook());
        holds(2);
        receiver.answers(request -> Reply.status(503));
        deliver();
        later(Duration.ofHours(12));
        append(new Event.HoldPlaced("qa", "hold 3"));
        deliver();
        assertThat(status().dead()).isZero();
        later(Duration.ofHours(12));
        assertThat(deliver().deadCount()).isEqualTo(2);
        assertThat(webhooks().dead(10))
                .extracting(DeadDelivery::sequence, DeadDelivery::attempts, DeadDelivery::problem)
                .containsExactly(tuple(1L, 3, "answered 503"), tuple(2L, 0, "answered 503"));
        receiver.answers(request -> Reply.status(204));
        receiver.got();
        untilNextAttempt();
        deliver();
        assertThat(got()).containsExactly("3");
    }

    @Test
    public void shouldNotGiveUpWhatWaitedForADeliverer() {
        given(hook());
        holds(1);
        later(Duration.ofDays(9));
        receiver.answers(Reply.status(503));
        deliver();
        untilNextAttempt();
        assertThat(deliver().deliveredCount()).isEqualTo(1);
        assertThat(status().dead()).isZero();
    }

    @Test
    public void shouldGiveUpAtOnceWhatIsRefusedAndGoOn() {
        given(hook());
        holds(2);
        receiver.answers(Reply.status(404));
        Round round = deliver();
        assertThat(round.deadCount()).isEqualTo(1);
        assertThat(round.deliveredCount()).isEqualTo(1);
        List<Got> got = receiver.got();
        assertThat(webhooks().dead(10))
                .containsExactly(new DeadDelivery(
                        got.get(0).id(),
                        status().webhook(),
                        receiver.url("/hook"),
                        1,
                        "hold.placed",
                        null,
                        "qa",
                        BEGIN,
                        1,
                        BEGIN,
                        "answered 404",
                        false));
        assertThat(status().dead()).isEqualTo(1);
    }

    @Test
    public void shouldTryAgainWhereTheStatusSaysThatItMayHelp() {
        for (int status : List.of(408, 425, 429, 500, 502, 503, 504, 300, 304)) {
            given("{url: '" + receiver.url("/" + status) + "'}");
            holds(1);
            receiver.answers(Reply.status(status));
            assertThat(deliver().failedCount()).as("%d", status).isEqualTo(1);
            untilNextAttempt();
            assertThat(deliver().deliveredCount()).as("%d", status).isEqualTo(1);
        }
        for (int status : List.of(200, 201, 202, 204, 303)) {
            given("{url: '" + receiver.url("/" + status) + "'}");
            holds(1);
            receiver.answers(Reply.status(status));
            assertThat(deliver().deliveredCount()).as("%d", status).isEqualTo(1);
        }
        for (int status : List.of(400, 401, 403, 404, 405, 410, 413, 422)) {
            given("{url: '" + receiver.url("/" + status) + "'}");
            holds(1);
            receiver.answers(Reply.status(status));
            assertThat(deliver().deadCount()).as("%d", status).isEqualTo(1);
        }
    }

    private Duration waitsAfter(String retryAfter) {
        given("{url: '" + receiver.url("/" + retryAfter.hashCode()) + "'}");
        holds(1);
        receiver.answers(Reply.status(429, "Retry-After: " + retryAfter));
        deliver();
        return Duration.between(clock.instant(), status().nextAttempt());
    }

    @Test
    public void shouldLeaveAReceiverAloneAsLongAsItWishesWithinBounds() {
        assertThat(waitsAfter("90")).isEqualTo(Duration.ofSeconds(90));
        assertThat(waitsAfter("Tue, 03 Mar 2026 09:10:00 GMT")).isEqualTo(Duration.ofMinutes(10));
        assertThat(waitsAfter("0")).isEqualTo(Duration.ofSeconds(1));
        assertThat(waitsAfter("Tue, 03 Mar 2020 09:10:00 GMT")).isEqualTo(Duration.ofSeconds(1));
        assertThat(waitsAfter("999999999")).isEqualTo(Duration.ofHours(1));
        assertThat(waitsAfter("soon")).isLessThan(Duration.ofSeconds(2));
        assertThat(waitsAfter("99999999999999999999")).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    public void shouldFollowRedirectsOfTheSameOriginOnly() {
        given("{url: '" + receiver.url("/a?token=secret") + "', on: [hold.placed]}");
        holds(1);
        receiver.answers(Reply.status(307, "Location: /b"), Reply.status(308, "Location: " + receiver.url("/c")));
        assertThat(deliver().deliveredCount()).isEqualTo(1);
        List<Got> got = receiver.got();
        assertThat(got).extracting(Got::target).containsExactly("/a?token=secret", "/b", "/c");
        assertThat(got).extracting(Got::body).containsOnly(got.get(0).body());

        try (Receiver elsewhere = new Receiver()) {
            holds(1);
            receiver.answers(Reply.status(307, "Location: " + elsewhere.url("/d?token=x")));
            deliver();
            assertThat(status().problem())
                    .isEqualTo("answered 307 and sends to " + elsewhere.url("")
                            + ", where nothing is sent; name the right URL");
            assertThat(elsewhere.got()).isEmpty();
        }
        untilNextAttempt();
        receiver.answers(Reply.status(302, "Location: https://127.0.0.1/x"));
        deliver();
        assertThat(status().problem())
                .isEqualTo("answered 302 and sends to https://127.0.0.1, where nothing is sent; name the right URL");
        untilNextAttempt();
        receiver.answers(Reply.status(301));
        deliver();
        assertThat(status().problem()).isEqualTo("answered 301 without saying where to go; name the right URL");
        untilNextAttempt();
        receiver.answers(Reply.status(307, "Location: http://[/"));
        deliver();
        assertThat(status().problem()).isEqualTo("answered 307 without saying where to go; name the right URL");
        untilNextAttempt();
        receiver.got();
        receiver.answers(request -> Reply.status(307, "Location: /again"));
        deliver();
        assertThat(status().problem()).isEqualTo("answered 307 too often; name the right URL");
        assertThat(receiver.got()).hasSize(4);
    }

    @Test
    public void shouldReadLittleOfAnAnswer() {
        given(hook());
        holds(3);
        receiver.answers(Reply.huge(200, 50_000_000), Reply.huge(500, 50_000_000));
        Round round = deliver();
        assertThat(round.deliveredCount()).isEqualTo(1);
        assertThat(round.failedCount()).isEqualTo(1);
        untilNextAttempt();
        assertThat(deliver().deliveredCount()).isEqualTo(2);
    }

    @Test
    public void shouldNotWaitForeverForAnAnswer() {
        CountDownLatch over = new CountDownLatch(1);
        given(hook());
        holds(1);
        receiver.answers(request -> {
            DeliveriesTest.await(over);
            return Reply.status(204);
        });
        deliveries.close();
        deliveries = deliveries(new Sender.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 100));
        assertThat(deliver().failedCount()).isEqualTo(1);
        assertThat(status().problem()).isEqualTo("did not answer within 1 s");
        over.countDown();
        receiver.answers(request -> Reply.status(204));
        untilNextAttempt();
        deliveries.close();
        deliveries = deliveries(LIMITS);
        assertThat(deliver().deliveredCount()).isEqualTo(1);
    }

    @Test
    public void shouldSayWhyAReceiverCannotBeReached() {
        String gone;
        try (Receiver other = new Receiver()) {
            gone = other.url("/x?token=secret");
        }
        given("{url: '" + gone + "'}");
        holds(1);
        deliver();
        assertThat(status().problem()).isEqualTo("cannot be reached: no connection");
        given("{url: 'http://no-such-host.invalid/x?token=secret'}");
        holds(1);
        deliver();
        assertThat(status().problem()).isEqualTo("its host is not known");
        assertThat(status().url()).isEqualTo("http://no-such-host.invalid/x?…");
        given("{url: '" + receiver.url("/").replace("http", "https") + "'}");
        holds(1);
        receiver.answers(request -> Reply.drop());
        deliver();
        assertThat(status().problem()).startsWith("no TLS connection that can be trusted: ");
    }

    @Test
    public void shouldSendDeadLettersAgain() {
        given(hook());
        holds(3);
        receiver.answers(Reply.status(400), Reply.status(400), Reply.status(400));
        deliver();
        List<DeadDelivery> dead = webhooks().dead(10);
        assertThat(dead).hasSize(3);
        List<Got> first = receiver.got();

        assertThat(webhooks().resend(dead.get(1).id()).resend()).isTrue();
        assertThat(webhooks().resend(dead.get(1).id()).resend()).isTrue();
        assertThat(deliver().deliveredCount()).isEqualTo(1);
        Got again = receiver.got().get(0);
        assertThat(again.id()).isEqualTo(first.get(1).id());
        assertThat(again.body()).isEqualTo(first.get(1).body());
        assertThat(webhooks().dead(10)).extracting(DeadDelivery::sequence).containsExactly(1L, 3L);

        later(Duration.ofMinutes(1));
        receiver.answers(Reply.status(410), Reply.status(503));
        assertThat(webhooks().resendAll()).isEqualTo(2);
        assertThat(deliver().deadCount()).isEqualTo(2);
        assertThat(webhooks().dead(10))
                .extracting(
                        DeadDelivery::sequence,
                        DeadDelivery::attempts,
                        DeadDelivery::problem,
                        DeadDelivery::resend,
                        DeadDelivery::diedAt)
                .containsExactly(
                        tuple(1L, 2, "answered 410", false, clock.instant()),
                        tuple(3L, 2, "answered 503", false, clock.instant()));
        assertThat(webhooks().dead(1)).hasSize(1);
    }

    @Test
    public void shouldRefuseToSendAgainWhatIsNotThere() {
        given(hook());
        holds(1);
        receiver.answers(Reply.status(400));
        deliver();
        String id = webhooks().dead(1).get(0).id();
        assertThatThrownBy(() -> webhooks().resend("none"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("there is no dead letter 'none'");
        configure("{url: 'http://127.0.0.1:1/other'}");
        assertThat(webhooks().dead(1).get(0).url()).isNull();
        assertThat(webhooks().resendAll()).isZero();
        assertThatThrownBy(() -> webhooks().resend(id))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the webhook of the dead letter '" + id
                        + "' is not in the configuration any more; configure its URL again to have it sent there");
    }

    @Test
    public void shouldSendNothingWithoutItsSecret() {
        given("{url: '" + receiver.url("/hook") + "', secret: hook-hmac}");
        holds(1);
        assertThat(deliver().failedCount()).isEqualTo(1);
        assertThat(receiver.got()).isEmpty();
        assertThat(status().problem())
                .isEqualTo("there is no secret 'hook-hmac'; set DEPLOYMENT_GATES_SECRET_HOOK_HMAC, or"
                        + " DEPLOYMENT_GATES_SECRET_HOOK_HMAC_FILE to the file that has it");
        assertThat(status().failures()).isZero();
        environment.put("DEPLOYMENT_GATES_SECRET_HOOK_HMAC", "one two");
        later(Duration.ofMinutes(1));
        assertThat(deliver().deliveredCount()).isEqualTo(1);
        Got got = receiver.got().get(0);
        assertThat(got.header("webhook-signature"))
                .isEqualTo(Signature.of(
                        "one\ntwo", got.id(), clock.instant(), got.body().getBytes(StandardCharsets.UTF_8)));
    }
}
