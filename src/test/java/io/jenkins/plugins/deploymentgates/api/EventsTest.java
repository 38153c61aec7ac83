package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.ledger.LedgerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** The feed of events: pages, long polls, streams, and those who wait for them. */
public class EventsTest extends InApiWorld {
    private static List<String> types(JsonNode page) {
        List<String> types = new ArrayList<>();
        page.path("events").forEach(event -> types.add(event.path("type").asText()));
        return types;
    }

    private void hold(String environment) {
        world.world().engine().holds().hold(TestCaller.ROOT.actor(), environment, "stop");
    }

    private PendingResponse poll(long after) {
        return (PendingResponse) world.get("/v1/events?wait=30&after=" + after).answer();
    }

    private EventStream stream(String target) {
        return (EventStream)
                world.get(target).header("accept", "text/event-stream").answer();
    }

    private static String next(EventStream stream) {
        return new String(stream.next(), StandardCharsets.UTF_8);
    }

    private long head() {
        return world.world().head();
    }

    @Test
    public void shouldPageThroughWhatTheCallerMaySee() {
        world.fillVault();
        hold("vault-prod");
        hold("qa");
        JsonNode ann = world.get("/v1/events").ok();
        assertThat(types(ann)).containsExactly("hold.placed");
        assertThat(ann.at("/events/0/environment").asText()).isEqualTo("qa");
        assertThat(ann.path("next").asLong()).isEqualTo(head());
        assertThat(types(world.get("/v1/events").as(TestCaller.EVE).ok()))
                .containsExactly("release.recorded", "deployment.created", "deployment.completed", "hold.placed");
        JsonNode first = world.get("/v1/events?limit=2").as(TestCaller.ROOT).ok();
        assertThat(types(first)).containsExactly("configuration.used", "release.recorded");
        assertThat(types(world.get(
                                "/v1/events?limit=2&after=" + first.path("next").asLong())
                        .as(TestCaller.ROOT)
                        .ok()))
                .containsExactly("deployment.created", "deployment.completed");
        JsonNode end = world.get("/v1/events?after=" + head()).ok();
        assertThat(types(end)).isEmpty();
        assertThat(end.path("next").asLong()).isEqualTo(head());
    }

    @Test
    public void shouldTellEveryKindOfEventAsTheDocumentSays() {
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        world.world().engine().hotfixes().start(TestCaller.ANN.actor(), "shop", "login", "prod");
        hold("qa");
        world.world().engine().holds().release(TestCaller.ROOT.actor(), "qa");
        assertThat(types(world.get("/v1/events").as(TestCaller.ROOT).ok()))
                .contains("push.done", "hotfix.started", "evidence.voided", "hold.released", "approval.given");
    }

    @Test
    public void shouldAnswerALongPollAtOnceWhenThereIsSomething() {
        hold("qa");
        assertThat(types(world.get("/v1/events?wait=30").ok())).containsExactly("hold.placed");
        assertThat(types(world.get("/v1/events?after=" + head()).ok())).isEmpty();
    }

    @Test
    public void shouldAnswerALongPollWhenSomethingHappens() {
        PendingResponse pending = poll(0);
        assertThat(pending.poll()).isEmpty();
        hold("vault-prod");
        assertThat(pending.poll()).isEmpty();
        hold("qa");
        ApiWorld.Answer answer = new ApiWorld.Answer(pending.poll().orElseThrow());
        assertThat(types(answer.json())).containsExactly("hold.placed");
        assertThat(answer.header("ETag")).isNotNull();
    }

    @Test
    public void shouldAnswerALongPollWithNothingWhenItsTimeIsUp() {
        PendingResponse pending = poll(0);
        hold("vault-prod");
        world.world().clock().advance(Duration.ofSeconds(29));
        assertThat(pending.poll()).isEmpty();
        world.world().clock().advance(Duration.ofSeconds(1));
        assertThat(pending.poll().orElseThrow().text()).isEqualTo("{\"events\":[],\"next\":" + head() + "}");
    }

    @Test
    public void shouldAnswerALongPollWithAProblemWhenTheLedgerFails() {
        PendingResponse pending = poll(0);
        world.reading(view -> {
            throw new LedgerException("the file /srv/gates.db is gone");
        });
        new ApiWorld.Answer(pending.poll().orElseThrow())
                .isProblem(Problem.UNAVAILABLE, "the ledger cannot be used at the moment; the server's log says why");
    }

    @Test
    public void shouldStreamEventsFromNowOn() {
        hold("prod");
        EventStream stream = stream("/v1/events");
        assertThat(stream.head().contentType()).isEqualTo("text/event-stream");
        assertThat(next(stream)).isEqualTo("retry: 3000\n\n");
        assertThat(next(stream)).isEmpty();
        hold("vault-prod");
        assertThat(next(stream)).isEmpty();
        hold("qa");
        assertThat(next(stream))
                .startsWith("id: " + head() + "\ndata: {\"sequence\":" + head() + ",")
                .contains("\"type\":\"hold.placed\"")
                .endsWith("}\n\n");
        assertThat(next(stream)).isEmpty();
    }

    @Test
    public void shouldStreamFromWhereTheBrowserWas() {
        hold("prod");
        long seen = head();
        hold("qa");
        EventStream stream = (EventStream) world.get("/v1/events?after=0")
                .header("accept", "text/event-stream")
                .header("last-event-id", String.valueOf(seen))
                .answer();
        assertThat(next(stream)).contains("id: " + head()).doesNotContain("id: " + seen);
        assertThat(next(stream("/v1/events?after=0"))).contains("id: " + seen, "id: " + head());
    }

    @Test
    public void shouldGiveASignOfLifeInSilence() {
        EventStream stream = stream("/v1/events");
        next(stream);
        world.world().clock().advance(Duration.ofSeconds(15));
        assertThat(next(stream)).isEqualTo(":\n\n");
        assertThat(next(stream)).isEmpty();
    }

    @Test
    public void shouldStreamWhatThereIsForAHostThatCannotWait() {
        hold("qa");
        ApiResponse response = stream("/v1/events?after=0").now();
        assertThat(response.contentType()).isEqualTo("text/event-stream");
        assertThat(response.text()).startsWith("retry: 3000\n\nid: ").endsWith("\n\n");
    }

    /** A client of a stream. */
    private static final class Client implements Waiters.Sink {
        private final StringBuilder got = new StringBuilder();
        private boolean keepsUp = true;
        private boolean ended;

        @Override
        public boolean send(byte[] bytes) {
            got.append(new String(bytes, StandardCharsets.UTF_8));
            return keepsUp;
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    @Test
    public void shouldServeAllWhoWait() {
        try (Waiters waiters = new Waiters(world, 10)) {
            List<ApiResponse> answers = new ArrayList<>();
            Client client = new Client();
            assertThat(waiters.add(poll(0), answers::add)).isTrue();
            assertThat(waiters.add(stream("/v1/events"), client)).isTrue();
            waiters.pump();
            assertThat(answers).isEmpty();
            hold("qa");
            waiters.pump();
            assertThat(answers).hasSize(1);
            assertThat(client.got).contains("hold.placed");
            assertThat(waiters.size()).isEqualTo(1);
            waiters.add(poll(head()), answers::add);
            world.world().clock().advance(Duration.ofSeconds(30));
            waiters.pump();
            assertThat(answers).hasSize(2);
            assertThat(client.got.toString()).endsWith(":\n\n");
        }
    }

    @Test
    public void shouldServeWhatHappenedBeforeSomebodyWasTakenIn() {
        try (Waiters waiters = new Waiters(world, 10)) {
            Client other = new Client();
            waiters.add(stream("/v1/events"), other);
            PendingResponse pending = poll(0);
            hold("qa");
            waiters.pump();
            List<ApiResponse> answers = new ArrayList<>();
            waiters.add(pending, answers::add);
            waiters.pump();
            assertThat(answers).hasSize(1);
        }
    }

    @Test
    public void shouldTakeInNoMoreThanThereIsRoomFor() {
        try (Waiters waiters = new Waiters(world, 1)) {
            assertThat(waiters.add(stream("/v1/events"), new Client())).isTrue();
            assertThat(waiters.add(stream("/v1/events"), new Client())).isFalse();
        }
    }

    @Test
    public void shouldLetGoOfWhoeverDoesNotKeepUp() {
        try (Waiters waiters = new Waiters(world, 10)) {
            Client client = new Client();
            client.keepsUp = false;
            waiters.add(stream("/v1/events"), client);
            waiters.pump();
            assertThat(client.ended).isTrue();
            assertThat(waiters.size()).isZero();
        }
    }

    @Test
    public void shouldOutliveAFailureOfTheLedger() {
        try (Waiters waiters = new Waiters(world, 10)) {
            Client client = new Client();
            waiters.add(stream("/v1/events"), client);
            waiters.pump();
            world.reading(view -> {
                throw new LedgerException("the file is gone");
            });
            waiters.pump();
            world.reading(view -> view);
            hold("qa");
            waiters.pump();
            assertThat(client.got).contains("hold.placed");
        }
    }

    @Test
    public void shouldServeTheOthersWhenOneFails() {
        try (Waiters waiters = new Waiters(world, 10)) {
            Client client = new Client();
            waiters.add(poll(0), answer -> {
                throw new IllegalStateException("the connection is gone");
            });
            waiters.add(stream("/v1/events"), client);
            waiters.pump();
            hold("qa");
            waiters.pump();
            assertThat(client.got).contains("hold.placed");
            assertThat(waiters.size()).isEqualTo(1);
        }
    }

    @Test
    public void shouldEndForAllWhenItCloses() {
        Waiters waiters = new Waiters(world, 10);
        List<ApiResponse> answers = new ArrayList<>();
        Client client = new Client();
        waiters.add(poll(0), answers::add);
        waiters.add(stream("/v1/events"), client);
        waiters.pump();
        waiters.close();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).text()).isEqualTo("{\"events\":[],\"next\":0}");
        assertThat(client.ended).isTrue();
        assertThat(waiters.size()).isZero();
        assertThat(waiters.add(poll(0), answers::add)).isFalse();
    }
}
