package io.jenkins.plugins.deploymentgates.api;

import static io.jenkins.plugins.deploymentgates.api.ApiWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;

/** What can be done. */
public class WritingTest extends InApiWorld {
    private long waiting() {
        world.world().carry("1.0", "qa");
        return world.post("/v1/promotions", "{'application': 'shop', 'to': 'prod'}")
                .ok()
                .at("/promotion/id")
                .asLong();
    }

    @Test
    public void shouldBringAVersionFromTheBranchIntoProduction() {
        world.world().commit("1.0");
        JsonNode entered = world.post(
                        "/v1/promotions",
                        "{'application': 'shop', 'to': 'qa', 'version': '1.0', 'artifacts': ['com.acme:shop-api:1.0']}")
                .ok();
        assertThat(entered.at("/promotion/status").asText()).isEqualTo("PROMOTED");
        assertThat(entered.at("/deployment/status").asText()).isEqualTo("CREATED");
        JsonNode started = world.post(
                        "/v1/deployments",
                        "{'application': 'shop', 'environment': 'qa', 'version': '1.0', 'status': 'STARTED'}")
                .ok();
        assertThat(started.at("/deployment/status").asText()).isEqualTo("STARTED");
        JsonNode completed = world.post(
                        "/v1/deployments", "{'application': 'shop', 'environment': 'qa', 'version': '1.0'}")
                .ok();
        assertThat(completed.at("/deployment/id")).isEqualTo(entered.at("/deployment/id"));
        assertThat(completed.at("/deployment/status").asText()).isEqualTo("COMPLETED");
        JsonNode verified = world.post(
                        "/v1/verifications",
                        "{'application': 'shop', 'environment': 'qa', 'check': 'smoke', 'passed': true,"
                                + " 'url': 'https://ci.example.com/7'}")
                .ok();
        assertThat(verified.at("/deployment/status").asText()).isEqualTo("VERIFIED");
        JsonNode asked = world.post("/v1/promotions", "{'application': 'shop', 'to': 'prod'}")
                .ok();
        assertThat(asked.at("/promotion/status").asText()).isEqualTo("WAITING");
        JsonNode approved = world.post("/v1/promotions/2/approve", "{'reason': 'fine'}")
                .as(TestCaller.BOB)
                .ok();
        assertThat(approved.at("/promotion/status").asText()).isEqualTo("PROMOTED");
        assertThat(world.world().origin().head("prod"))
                .isEqualTo(world.world().origin().head("main"));
        assertThat(world.get("/v1/promotions/2").ok().at("/approvals/0/reason").asText())
                .isEqualTo("fine");
    }

    @Test
    public void shouldWriteDownWhatIsAskedForByWhoDoesNotWait() {
        world.world().carry("1.0", "qa");
        ApiWorld.Answer asked = world.post("/v1/promotions", "{'application': 'shop', 'to': 'prod'}")
                .header("prefer", "return=minimal, respond-async; wait=5")
                .send();
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().at("/promotion/status").asText()).isEqualTo("REQUESTED");
        assertThat(asked.header("Location"))
                .isEqualTo(
                        "/api/v1/promotions/" + asked.json().at("/promotion/id").asLong());
        assertThat(asked.header("Preference-Applied")).isEqualTo("respond-async");
        assertThat(world.post("/v1/promotions", "{'application': 'shop', 'to': 'prod'}")
                        .header("prefer", "respond-asynchronously")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    public void shouldExplainAndChangeNothing() {
        world.world().carry("1.0", "qa");
        long head = world.world().head();
        JsonNode explained = world.post("/v1/explain", "{'application': 'shop', 'to': 'prod'}")
                .ok();
        assertThat(explained.at("/explanation/verdict").asText()).isEqualTo("WAITING");
        assertThat(explained.at("/incoming/commits/0/commit/message").asText()).isEqualTo("Shop 1.0");
        assertThat(world.world().head()).isEqualTo(head);
    }

    @Test
    public void shouldExplainAnEnvironmentWithoutGit() {
        world.fillVault();
        JsonNode explained = world.post("/v1/explain", "{'application': 'vault', 'to': 'vault-prod'}")
                .as(TestCaller.EVE)
                .ok();
        assertThat(explained.path("incoming").isNull()).isTrue();
        assertThat(explained.at("/explanation/verdict").asText()).isEqualTo("WAITING");
    }

    @Test
    public void shouldTakeANo() {
        long id = waiting();
        JsonNode refused = world.post("/v1/promotions/" + id + "/refuse", "{'reason': 'not today'}")
                .as(TestCaller.BOB)
                .ok();
        assertThat(refused.at("/promotion/status").asText()).isEqualTo("REFUSED");
        assertThat(refused.at("/promotion/reason").asText()).isEqualTo("refused by bob: not today");
    }

    @Test
    public void shouldTakeAYesWithoutABody() {
        long id = waiting();
        assertThat(world.call("POST", "/v1/promotions/" + id + "/approve")
                        .as(TestCaller.BOB)
                        .ok()
                        .at("/promotion/status")
                        .asText())
                .isEqualTo("PROMOTED");
    }

    @Test
    public void shouldCallAPromotionOff() {
        long id = waiting();
        assertThat(world.call("POST", "/v1/promotions/" + id + "/cancel")
                        .ok()
                        .at("/promotion/reason")
                        .asText())
                .isEqualTo("cancelled by ann");
    }

    @Test
    public void shouldOverrideWithAReason() {
        world.world().carry("1.0", "qa");
        JsonNode promoted = world.post(
                        "/v1/promotions", "{'application': 'shop', 'to': 'prod', 'override': 'the shop is down'}")
                .as(TestCaller.BOB)
                .ok();
        assertThat(promoted.at("/promotion/status").asText()).isEqualTo("PROMOTED");
        assertThat(promoted.at("/promotion/overrideReason").asText()).isEqualTo("the shop is down");
    }

    @Test
    public void shouldPromoteNothingButWhatWasLookedAt() {
        world.world().carry("1.0", "qa");
        String seen = world.post("/v1/explain", "{'application': 'shop', 'to': 'prod'}")
                .ok()
                .at("/explanation/subject/fingerprint")
                .asText();
        String wish = "{'application': 'shop', 'to': 'prod', 'fingerprint': '" + seen + "'}";
        world.world().carry("1.1", "qa");
        long head = world.world().head();
        world.post("/v1/promotions", wish)
                .send()
                .isProblem(
                        Problem.REFUSED,
                        "what would go to prod by now is shop 1.1, which is another release than the one that was"
                                + " looked at; look again, then ask again");
        assertThat(world.world().head()).isEqualTo(head);
        JsonNode asked = world.post("/v1/promotions", wish.replace("'to'", "'version': '1.0', 'to'"))
                .ok();
        assertThat(asked.at("/promotion/fingerprint").asText()).isEqualTo(seen);
    }

    @Test
    public void shouldPutTheLastGoodReleaseBack() {
        world.deliver("1.0");
        world.deliver("1.1");
        JsonNode back = world.post("/v1/rollback", "{'application': 'shop', 'environments': ['prod']}")
                .ok();
        assertThat(back.at("/0/promotion/status").asText()).isEqualTo("PROMOTED");
        assertThat(back.at("/0/deployment/version").asText()).isEqualTo("1.0");
    }

    @Test
    public void shouldPutAWholeTierBackToAVersion() {
        world.deliver("1.0");
        world.deliver("1.1");
        world.deliver("1.2");
        JsonNode back = world.post("/v1/rollback", "{'application': 'shop', 'tier': 'production', 'version': '1.0'}")
                .ok();
        assertThat(back).hasSize(1);
        assertThat(back.at("/0/deployment/environment").asText()).isEqualTo("prod");
        assertThat(back.at("/0/deployment/version").asText()).isEqualTo("1.0");
    }

    @Test
    public void shouldHoldAnEnvironmentAndLetItGo() {
        long id = waiting();
        JsonNode hold = world.post("/v1/holds", "{'environment': 'prod', 'reason': 'database move'}")
                .as(TestCaller.BOB)
                .ok();
        assertThat(hold)
                .isEqualTo(json("{'environment': 'prod', 'reason': 'database move', 'by': 'bob', 'at': '"
                        + world.clock().instant() + "'}"));
        assertThat(world.get("/v1/holds").ok().get(0)).isEqualTo(hold);
        assertThat(world.call("POST", "/v1/promotions/" + id + "/approve")
                        .as(TestCaller.BOB)
                        .ok()
                        .at("/promotion/status")
                        .asText())
                .isEqualTo("WAITING");
        JsonNode moved =
                world.call("DELETE", "/v1/holds/prod").as(TestCaller.BOB).ok();
        assertThat(moved.at("/0/promotion/id").asLong()).isEqualTo(id);
        assertThat(moved.at("/0/promotion/status").asText()).isEqualTo("PROMOTED");
        assertThat(world.get("/v1/holds").ok()).isEmpty();
    }

    @Test
    public void shouldTakeAHotfixFromStartToEnd() {
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        world.world().promote("prod");
        JsonNode started = world.post("/v1/hotfixes", "{'application': 'shop', 'name': 'login', 'from': 'prod'}")
                .ok();
        assertThat(started.at("/hotfix/status").asText()).isEqualTo("STARTED");
        assertThat(started.at("/hotfix/cancelled")).hasSize(1);
        world.world().origin().commit("hotfix/login", "Fix login", Map.of("login.txt", "fixed\n"));
        world.world().enter("qa", "1.0.1");
        world.world().deliver("qa");
        world.world().verify("qa");
        long fix = world.world().promote("prod").promotion().id();
        world.call("POST", "/v1/promotions/" + fix + "/approve")
                .as(TestCaller.BOB)
                .ok();
        JsonNode finished = world.post("/v1/hotfixes/finish", "{'application': 'shop', 'name': 'login'}")
                .ok();
        assertThat(finished.at("/hotfix/status").asText()).isEqualTo("FINISHED");
        assertThat(finished.path("notes")).isEqualTo(json("['main has 1 commit on top of the hotfix']"));
        JsonNode resumed =
                world.post("/v1/hotfixes/resume", "{'application': 'shop'}").ok();
        assertThat(resumed.at("/hotfix/status").asText()).isEqualTo("RESUMED");
        assertThat(resumed.at("/resumed/0/promotion/version").asText()).isEqualTo("1.1");
        JsonNode all = world.get("/v1/hotfixes?application=shop").ok();
        assertThat(all).hasSize(1);
        assertThat(all.get(0)).isEqualTo(resumed.path("hotfix"));
    }

    @Test
    public void shouldCherryPickOneVersion() {
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        world.world().clock().advance(Duration.ofMinutes(1));
        world.world().origin().commit("main", "Shop 1.2", Map.of("other.txt", "2\n"));
        world.world().enter("qa", "1.2");
        world.world().deliver("qa");
        world.world().verify("qa");
        JsonNode picked = world.post(
                        "/v1/promotions",
                        "{'application': 'shop', 'to': 'prod', 'version': '1.2', 'cherryPick': true,"
                                + " 'override': 'only this one'}")
                .as(TestCaller.BOB)
                .ok();
        assertThat(picked.at("/promotion/kind").asText()).isEqualTo("CHERRY_PICK");
        assertThat(picked.at("/promotion/status").asText()).isEqualTo("PROMOTED");
        assertThat(world.world().origin().subjects("prod")).startsWith("Shop 1.2", "Shop 1.0");
    }
}
