package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What was where between two instants. */
public class TimelineTest extends InApiWorld {

    /** {@code 1.0 qa} for each deployment. */
    private static List<String> deployments(JsonNode answer) {
        List<String> texts = new ArrayList<>();
        answer.path("deployments")
                .forEach(one -> texts.add(one.path("version").asText() + " "
                        + one.path("environment").asText()));
        return texts;
    }

    private Instant now() {
        return world.world().clock().instant();
    }

    private void later(Duration duration) {
        world.world().clock().advance(duration);
    }

    @Test
    public void shouldTellWhatWasThereAtTheBeginAndWhatCameInBetween() {
        world.deliver("1.0");
        later(Duration.ofDays(2));
        Instant from = now();
        later(Duration.ofHours(1));
        world.world().carry("1.1", "qa");
        later(Duration.ofHours(1));
        Instant to = now();
        world.world().carry("1.2", "qa");
        JsonNode answer = world.get("/v1/timeline?application=shop&from=" + from + "&to=" + to)
                .ok();
        assertThat(deployments(answer)).containsExactly("1.0 qa", "1.0 prod", "1.1 qa");
        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(answer.path("from").asText()).isEqualTo(from.toString());
        assertThat(answer.path("to").asText()).isEqualTo(to.toString());
        assertThat(deployments(world.get("/v1/timeline?application=shop&environment=prod")
                        .ok()))
                .containsExactly("1.0 prod");
        assertThat(deployments(world.get("/v1/timeline?environment=qa").ok()))
                .containsExactly("1.0 qa", "1.1 qa", "1.2 qa");
    }

    @Test
    public void shouldTellTheNewestWhenThereIsTooMuch() {
        for (String version : List.of("1.0", "1.1", "1.2", "1.3")) {
            world.world().carry(version, "qa");
        }
        JsonNode answer = world.get("/v1/timeline?application=shop&limit=2").ok();
        assertThat(deployments(answer)).containsExactly("1.2 qa", "1.3 qa");
        assertThat(answer.path("complete").asBoolean()).isFalse();
        assertThat(answer.path("from")).isEqualTo(answer.at("/deployments/0/createdAt"));
    }

    @Test
    public void shouldTellHoldsOfThePastAndOfNow() {
        world.world().engine().holds().hold(World.BOB, "qa", "first");
        later(Duration.ofHours(1));
        Instant begin = now();
        world.world().engine().holds().release(World.BOB, "qa");
        later(Duration.ofHours(1));
        world.world().engine().holds().hold(World.BOB, "qa", "second");
        world.world().engine().holds().hold(World.BOB, "prod", "third");
        later(Duration.ofHours(1));
        JsonNode holds = world.get("/v1/timeline?application=shop").ok().path("holds");
        assertThat(holds.findValuesAsText("reason")).containsExactlyInAnyOrder("first", "second", "third");
        assertThat(holds.at("/0/endedAt").asText()).isEqualTo(begin.toString());
        assertThat(holds.at("/0/endedBy").asText()).isEqualTo("bob");
        assertThat(holds.at("/1/endedAt").isNull()).isTrue();
        JsonNode after = world.get("/v1/timeline?environment=qa&from=" + begin).ok();
        assertThat(after.path("holds").findValuesAsText("reason")).containsExactly("second");
    }

    @Test
    public void shouldTellHotfixesThatBegan() {
        world.deliver("1.0");
        world.world().engine().hotfixes().start(World.ANN, "shop", "login", "prod");
        later(Duration.ofHours(1));
        assertThat(world.get("/v1/timeline?application=shop")
                        .ok()
                        .at("/hotfixes/0/name")
                        .asText())
                .isEqualTo("login");
        assertThat(world.get("/v1/timeline?environment=qa").ok().path("hotfixes"))
                .isEmpty();
        assertThat(world.get("/v1/timeline?application=shop&from=" + now().minusSeconds(60))
                        .ok()
                        .path("hotfixes"))
                .isEmpty();
    }

    @Test
    public void shouldTellWhatPoliciesDidAboutFailures() {
        world.deliver("1.0");
        world.world().check("qa", "smoke", false);
        assertThat(world.get("/v1/timeline?application=shop")
                        .ok()
                        .at("/failures/0/environment")
                        .asText())
                .isEqualTo("qa");
    }

    @Test
    public void shouldHideWhatSomebodyMayNotSee() {
        world.fillVault();
        world.world().carry("1.0", "qa");
        world.get("/v1/timeline?environment=vault-test")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no environment 'vault-test'; configured are qa, prod");
        world.get("/v1/timeline?application=vault")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'vault'; configured are shop");
    }

    @Test
    public void shouldSayWhatIsWrongWithAQuestion() {
        world.get("/v1/timeline")
                .send()
                .isProblem(
                        Problem.BAD_REQUEST,
                        "the history of everything is too much; say application, environment or both");
        world.get("/v1/timeline?application=shop&from=2026-03-04&to=2026-03-03")
                .send()
                .isProblem(
                        Problem.INVALID,
                        "the period is from 2026-03-04T00:00:00Z to 2026-03-03T00:00:00Z; it has to end after it"
                                + " begins");
        world.get("/v1/timeline?application=shop&environment=vault-test")
                .send()
                .isProblem(
                        Problem.INVALID, "application shop has no environment 'vault-test'; its pipeline has qa, prod");
    }
}
