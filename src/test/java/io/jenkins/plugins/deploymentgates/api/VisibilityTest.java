package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Duration;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** An application that the caller may not see is answered as if there were none. */
public class VisibilityTest extends InApiWorld {
    @Before
    public void fill() {
        world.artifact("com.acme:shop-api", "9.0");
        world.world().carry("1.0", "qa");
        world.world().promote("prod");
        world.fillVault();
        world.world().engine().holds().hold(TestCaller.ROOT.actor(), "prod", "stop the shop");
        world.world().engine().holds().hold(TestCaller.ROOT.actor(), "vault-prod", "stop the vault");
    }

    /** The same call about what does not exist. */
    private static Samples.Sample elsewhere(Samples.Sample sample) {
        return new Samples.Sample(
                sample.operation(),
                strange(sample.target()).replace("FINGERPRINT", "f".repeat(64)),
                strange(sample.body()));
    }

    private static String strange(String text) {
        return text.replace("shop", "ship")
                .replace("holds/prod", "holds/prad")
                .replace("environments/prod", "environments/prad")
                .replace("'environment': 'prod'", "'environment': 'prad'")
                .replaceAll("(promotions|deployments|artifacts?|flows)/[0-9]+", "$1/999");
    }

    @Test
    public void shouldAnswerAsIfThereWereNoSuchThing() {
        int compared = 0;
        for (Samples.Sample sample : new Samples().all()) {
            Samples.Sample other = elsewhere(sample);
            if (sample.equals(other)) {
                continue;
            }
            long head = world.world().head();
            ApiWorld.Answer hidden =
                    Samples.call(world, sample).as(TestCaller.EVE).send();
            ApiWorld.Answer missing =
                    Samples.call(world, other).as(TestCaller.EVE).send();
            // Whoever does not sign learns nothing at all.
            assertThat(hidden.status())
                    .as(sample.operation())
                    .isEqualTo(sample.operation().endsWith("/signed") ? 401 : 404);
            assertThat(hidden.text()
                            .replace("'shop'", "'ship'")
                            .replace("'prod'", "'prad'")
                            .replaceAll("(promotion|deployment|artifact|flow) [0-9]+", "$1 999"))
                    .as(sample.operation())
                    .isEqualTo(missing.text());
            assertThat(hidden.response().headers()).isEqualTo(missing.response().headers());
            assertThat(world.world().head()).isEqualTo(head);
            compared++;
        }
        assertThat(compared).isEqualTo(62);
    }

    @Test
    public void shouldNameInListsOnlyWhatMayBeSeen() {
        for (String target : List.of(
                "/v1/matrix",
                "/v1/matrix/brief",
                "/v1/applications",
                "/v1/deployments",
                "/v1/deployments?environment=qa",
                "/v1/waiting",
                "/v1/holds",
                "/v1/metrics",
                "/v1/state?at=2026-03-04",
                "/v1/events",
                "/v1/caller",
                "/artifacts/by-module/com.acme:vault",
                "/flows",
                "/deployments",
                "/environments/vault-test/deployments",
                "/environments",
                "/pipelines",
                "/promotions",
                "/services")) {
            assertThat(world.get(target).as(TestCaller.EVE).send().text())
                    .as(target)
                    .doesNotContain("shop", "qa", "\"prod\"");
        }
        assertThat(world.get("/v1/holds").as(TestCaller.EVE).ok()).hasSize(1);
        assertThat(world.get("/v1/waiting").as(TestCaller.ROOT).ok()).hasSize(1);
    }

    @Test
    public void shouldNotNameOthersEnvironmentsInMessages() {
        world.post("/v1/deployments", "{'application': 'vault', 'environment': 'prod', 'version': '7'}")
                .as(TestCaller.EVE)
                .send()
                .isProblem(
                        Problem.INVALID,
                        "application vault has no environment 'prod'; its pipeline has vault-test, vault-prod");
        world.post(
                        "/v1/verifications",
                        "{'application': 'vault', 'environment': 'pre', 'check': 'smoke', 'passed': true}")
                .as(TestCaller.EVE)
                .send()
                .isProblem(
                        Problem.INVALID,
                        "application vault has no environment 'pre'; its pipeline has vault-test, vault-prod");
        world.post("/v1/promotions", "{'application': 'vault', 'to': 'vault-prod', 'from': 'qa'}")
                .as(TestCaller.EVE)
                .send()
                .isProblem(
                        Problem.INVALID,
                        "application vault has no environment 'qa'; its pipeline has vault-test, vault-prod");
        world.get("/v1/comparison?application=vault&left=vault-test&right=qa")
                .as(TestCaller.EVE)
                .send()
                .isProblem(
                        Problem.INVALID,
                        "application vault has no environment 'qa'; its pipeline has vault-test, vault-prod");
    }

    @Test
    public void shouldNotTellWhoseWaitingPromotionsMovedOn() {
        world.world().engine().promotions().approve(TestCaller.BOB.actor(), 2, "");
        // As by another process that ends before it asks the waiting promotions again.
        world.world()
                .ledger()
                .write(tx -> tx.append(world.clock().instant(), "root", null, new Event.HoldReleased("prod")));
        JsonNode moved =
                world.call("DELETE", "/v1/holds/vault-prod").as(TestCaller.EVE).ok();
        assertThat(moved).isEmpty();
        assertThat(world.world().standing(2)).isEqualTo("PROMOTED: promoted");
    }

    @Test
    public void shouldShowWhatIsNotConfiguredAnyMoreToAdministratorsOnly() {
        world.nextConfiguration(
                """
                applications:
                  vault:
                    pipeline:
                      vault-prod: {}
                """);
        world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok();
        assertThat(world.get("/v1/deployments").ok().path("deployments")).isEmpty();
        assertThat(world.get("/v1/events").ok().path("events")).isEmpty();
        assertThat(world.get("/v1/state?at=2026-03-04").ok().path("applications"))
                .isEmpty();
        world.get("/v1/deployments/1").send().isProblem(Problem.NOT_FOUND, "there is no deployment 1");
        world.get("/v1/matrix?application=shop")
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no application 'shop'; you may see none");
        assertThat(world.get("/v1/deployments/1").as(TestCaller.ROOT).send().status())
                .isEqualTo(200);
        assertThat(world.get("/v1/deployments").as(TestCaller.ROOT).ok().path("deployments"))
                .hasSize(3);
    }

    @Test
    public void shouldNotTellThePasswordOfARepository() {
        world.world().clock().advance(Duration.ofMinutes(1));
        String then = world.clock().instant().toString();
        world.world().carry("1.1", "qa");
        world.nextConfiguration(ApiWorld.YAML.replace("ORIGIN", "'https://ann:s3cret@git.example.com/shop.git'"));
        world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok();
        ApiWorld.Answer state = world.get("/v1/state?at=" + then).send();
        assertThat(state.json().at("/applications/0/setBranches/0").asText())
                .isEqualTo("git clone --bare https://git.example.com/shop.git shop.git");
        assertThat(state.text()).doesNotContain("s3cret");
    }

    @Test
    public void shouldGiveTheWholeTextOfTheConfigurationToAdministratorsOnly() {
        assertThat(world.get("/v1/events").as(TestCaller.ROOT).send().text()).contains("configuration.used");
        assertThat(world.get("/v1/events").send().text()).doesNotContain("configuration.used");
    }
}
