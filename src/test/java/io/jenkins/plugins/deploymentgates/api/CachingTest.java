package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** ETags: what has not changed is not sent again. */
public class CachingTest extends InApiWorld {
    private String tag(String target) {
        return world.get(target).send().header("ETag");
    }

    private ApiWorld.Answer again(String target, String known) {
        return world.get(target).header("if-none-match", known).send();
    }

    @Test
    public void shouldKeepItsTagWhileNothingHappens() {
        world.deliver("1.0");
        for (String target : List.of(
                "/v1/matrix",
                "/v1/matrix?application=shop",
                "/v1/matrix/brief",
                "/v1/matrix?git=true",
                "/v1/metrics",
                "/v1/deployments",
                "/v1/deployments/1",
                "/v1/waiting",
                "/v1/holds",
                "/v1/events",
                "/v1/comparison?application=shop&left=qa&right=prod",
                "/v1/state?at=2026-03-03T12:00:00Z",
                "/v1/applications",
                "/openapi.json")) {
            String tag = tag(target);
            world.world().clock().advance(Duration.ofSeconds(5));
            ApiWorld.Answer answer = again(target, tag);
            assertThat(answer.status()).as(target).isEqualTo(304);
            assertThat(answer.response().body()).isEmpty();
            assertThat(answer.header("ETag")).isEqualTo(tag);
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        }
    }

    @Test
    public void shouldHaveAnotherTagOnceSomethingHappened() {
        world.deliver("1.0");
        List<String> targets = List.of("/v1/matrix", "/v1/metrics", "/v1/deployments", "/v1/events");
        List<String> tags = targets.stream().map(this::tag).toList();
        world.world().carry("1.1", "qa");
        for (int i = 0; i < targets.size(); i++) {
            ApiWorld.Answer answer = again(targets.get(i), tags.get(i));
            assertThat(answer.status()).as(targets.get(i)).isEqualTo(200);
            assertThat(answer.header("ETag")).isNotEqualTo(tags.get(i));
        }
    }

    @Test
    public void shouldHaveAnotherMatrixForAnotherConfigurationAndCaller() {
        world.fillVault();
        String ann = tag("/v1/matrix");
        assertThat(world.get("/v1/matrix").as(TestCaller.ROOT).send().header("ETag"))
                .isNotEqualTo(ann);
        assertThat(world.get("/v1/matrix").as(TestCaller.EVE).send().header("ETag"))
                .isNotEqualTo(ann);
        world.nextConfiguration(ApiWorld.YAML.replace("tier: test", "tier: other"));
        world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok();
        assertThat(tag("/v1/matrix")).isNotEqualTo(ann);
    }

    @Test
    public void shouldTellSinceWhenTheMatrixIsLikeThat() {
        String before = world.get("/v1/matrix").ok().path("at").asText();
        world.world().clock().advance(Duration.ofSeconds(5));
        assertThat(world.get("/v1/matrix").ok().path("at").asText()).isEqualTo(before);
        world.world().commit("9.9");
        world.world().promote("qa");
        assertThat(world.get("/v1/matrix").ok().path("at").asText())
                .isEqualTo(world.clock().instant().toString());
    }

    @Test
    public void shouldTakeListsOfTagsAndAnyTag() {
        String tag = tag("/v1/holds");
        assertThat(again("/v1/holds", "\"other\", W/" + tag).status()).isEqualTo(304);
        assertThat(again("/v1/holds", "*").status()).isEqualTo(304);
        assertThat(again("/v1/holds", "\"other\"").status()).isEqualTo(200);
        assertThat(again("/v1/holds", "W/\"\",,").status()).isEqualTo(200);
    }

    @Test
    public void shouldNotLetErrorsAndWritesBeKept() {
        assertThat(world.get("/v1/nothing").send().header("Cache-Control")).isEqualTo("no-store");
        assertThat(world.post("/v1/explain", "{}").send().header("Cache-Control"))
                .isEqualTo("no-store");
        assertThat(world.post("/v1/explain", "{}").send().header("ETag")).isNull();
    }
}
