package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.Test;

/** A writing call that is repeated under its key. */
public class IdempotencyTest extends InApiWorld {

    private ApiWorld.Call keyed(String method, String target, String body) {
        ApiWorld.Call call = world.call(method, target).header("idempotency-key", "k1");
        return body.isEmpty() ? call : call.body(body);
    }

    /** Sends it twice and asserts that the second time nothing happens and the answer is the same. */
    private JsonNode twice(TestCaller caller, String method, String target, String body) {
        JsonNode first = keyed(method, target, body).as(caller).ok();
        long head = world.world().head();
        JsonNode second = keyed(method, target, body).as(caller).ok();
        assertThat(world.world().head()).isEqualTo(head);
        assertThat(outcome(second)).isEqualTo(outcome(first));
        return first;
    }

    /** What became of it; how the gates came to it is told once. */
    private static String outcome(JsonNode answer) {
        return answer.toString()
                .replaceAll("\"explanation\":(null|\\{.*?\"outlook\":\"[^\"]*\"})", "\"explanation\":…")
                .replaceAll("\"changed\":(true|false)", "\"changed\":…")
                .replaceAll("\"notes\":\\[[^]]*]", "\"notes\":…");
    }

    private void refuses(TestCaller caller, String method, String target, String body, String type) {
        long head = world.world().head();
        long sequence = world.world().read(view -> view.events(0, 10_000)).stream()
                .filter(event -> event.idempotencyKey() != null)
                .findFirst()
                .orElseThrow()
                .sequence();
        keyed(method, target, body)
                .as(caller)
                .send()
                .isProblem(
                        Problem.INVALID,
                        "the idempotency key 'k1' was used for something else: " + type + " in event " + sequence
                                + "; use a new key for something new");
        assertThat(world.world().head()).isEqualTo(head);
    }

    private long waiting() {
        world.world().carry("1.0", "qa");
        return world.world().promote("prod").promotion().id();
    }

    @Test
    public void shouldRecordOnce() {
        String body = "{'application': 'vault', 'environment': 'vault-test', 'version': '7'}";
        twice(TestCaller.EVE, "POST", "/v1/deployments", body);
        refuses(TestCaller.EVE, "POST", "/v1/deployments", body.replace('7', '8'), "deployment.completed");
        refuses(
                TestCaller.EVE,
                "POST",
                "/v1/deployments",
                body.replace("vault-test", "vault-prod"),
                "deployment.completed");
    }

    @Test
    public void shouldVerifyOnce() {
        world.fillVault();
        world.post("/v1/deployments", "{'application': 'vault', 'environment': 'vault-prod', 'version': '7'}")
                .as(TestCaller.EVE)
                .ok();
        String body = "{'application': 'vault', 'environment': 'vault-test', 'check': 'smoke', 'passed': true}";
        twice(TestCaller.EVE, "POST", "/v1/verifications", body);
        refuses(TestCaller.EVE, "POST", "/v1/verifications", body.replace("true", "false"), "verification.passed");
        refuses(
                TestCaller.EVE,
                "POST",
                "/v1/verifications",
                body.replace("vault-test", "vault-prod"),
                "verification.passed");
    }

    @Test
    public void shouldPromoteOnce() {
        world.world().carry("1.0", "qa");
        twice(TestCaller.ANN, "POST", "/v1/promotions", "{'application': 'shop', 'to': 'prod'}");
        refuses(
                TestCaller.ANN,
                "POST",
                "/v1/promotions",
                "{'application': 'shop', 'to': 'prod', 'cherryPick': true}",
                "promotion.requested");
    }

    @Test
    public void shouldTellOfTheSamePromotionWhenAnotherReleaseCameSince() {
        world.world().carry("1.0", "qa");
        String body = "{'application': 'shop', 'to': 'prod'}";
        JsonNode first = keyed("POST", "/v1/promotions", body).ok();
        world.world().carry("1.1", "qa");
        JsonNode second = keyed("POST", "/v1/promotions", body).ok();
        assertThat(second.at("/promotion/id")).isEqualTo(first.at("/promotion/id"));
    }

    @Test
    public void shouldApproveOnce() {
        String path = "/v1/promotions/" + waiting();
        twice(TestCaller.BOB, "POST", path + "/approve", "");
        refuses(TestCaller.BOB, "POST", path + "/approve", "{'reason': 'other'}", "approval.given");
        refuses(TestCaller.BOB, "POST", path + "/refuse", "{'reason': 'no'}", "approval.given");
    }

    @Test
    public void shouldRefuseOnce() {
        String path = "/v1/promotions/" + waiting();
        twice(TestCaller.BOB, "POST", path + "/refuse", "{'reason': 'no'}");
        refuses(TestCaller.BOB, "POST", path + "/refuse", "{'reason': 'never'}", "approval.refused");
    }

    @Test
    public void shouldCancelOnce() {
        String path = "/v1/promotions/" + waiting() + "/cancel";
        twice(TestCaller.ANN, "POST", path, "");
        refuses(TestCaller.ANN, "POST", "/v1/promotions/1/cancel", "", "promotion.cancelled");
    }

    @Test
    public void shouldHoldOnceAndTellOfTheHoldThatWas() {
        String body = "{'environment': 'prod', 'reason': 'stop'}";
        JsonNode first = twice(TestCaller.BOB, "POST", "/v1/holds", body);
        world.call("DELETE", "/v1/holds/prod").as(TestCaller.BOB).ok();
        assertThat(keyed("POST", "/v1/holds", body).as(TestCaller.BOB).ok()).isEqualTo(first);
        assertThat(world.get("/v1/holds").ok()).isEmpty();
        refuses(TestCaller.BOB, "POST", "/v1/holds", body.replace("stop", "halt"), "hold.placed");
    }

    @Test
    public void shouldReleaseOnceAndNoLaterHold() {
        world.post("/v1/holds", "{'environment': 'prod', 'reason': 'stop'}")
                .as(TestCaller.BOB)
                .ok();
        twice(TestCaller.BOB, "DELETE", "/v1/holds/prod", "");
        world.post("/v1/holds", "{'environment': 'prod', 'reason': 'again'}")
                .as(TestCaller.BOB)
                .ok();
        keyed("DELETE", "/v1/holds/prod", "").as(TestCaller.BOB).ok();
        assertThat(world.get("/v1/holds").ok()).hasSize(1);
        refuses(TestCaller.BOB, "DELETE", "/v1/holds/qa", "", "hold.released");
    }

    @Test
    public void shouldGoNoFurtherBackWhenARollbackIsRepeated() {
        world.deliver("1.0");
        world.deliver("1.1");
        world.deliver("1.2");
        String body = "{'application': 'shop', 'environments': ['qa', 'prod']}";
        twice(TestCaller.ANN, "POST", "/v1/rollback", body);
        assertThat(world.world().matrix()).containsEntry("prod", "1.1 CREATED").containsEntry("qa", "1.1 CREATED");
        refuses(
                TestCaller.ANN,
                "POST",
                "/v1/rollback",
                "{'application': 'shop', 'environments': ['prod']}",
                "promotion.requested");
    }

    @Test
    public void shouldRememberTheKeyOfARollbackThatWasAskedForAlready() {
        world.deliver("1.0");
        world.deliver("1.1");
        world.deliver("1.2");
        world.post("/v1/holds", "{'environment': 'prod', 'reason': 'stop'}")
                .as(TestCaller.BOB)
                .ok();
        String body = "{'application': 'shop', 'environments': ['prod']}";
        world.post("/v1/rollback", body).ok();
        twice(TestCaller.ANN, "POST", "/v1/rollback", body);
        world.call("DELETE", "/v1/holds/prod").as(TestCaller.BOB).ok();
        keyed("POST", "/v1/rollback", body).ok();
        assertThat(world.world().matrix()).containsEntry("prod", "1.1 CREATED");
    }

    @Test
    public void shouldStartAHotfixOnce() {
        world.deliver("1.0");
        String body = "{'application': 'shop', 'name': 'login', 'from': 'prod'}";
        twice(TestCaller.ANN, "POST", "/v1/hotfixes", body);
        refuses(TestCaller.ANN, "POST", "/v1/hotfixes", body.replace("login", "logout"), "push.intended");
    }

    @Test
    public void shouldFinishAndResumeAHotfixOnce() {
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        world.world().promote("prod");
        world.world().engine().hotfixes().start(TestCaller.ANN.actor(), "shop", "login", "prod");
        world.world().origin().commit("hotfix/login", "Fix login", Map.of("login.txt", "fixed\n"));
        world.world().enter("qa", "1.0.1");
        world.world().deliver("qa");
        world.world().verify("qa");
        long fix = world.world().promote("prod").promotion().id();
        world.world().engine().promotions().approve(TestCaller.BOB.actor(), fix, "");
        twice(TestCaller.ANN, "POST", "/v1/hotfixes/finish", "{'application': 'shop', 'name': 'login'}");
        refuses(TestCaller.ANN, "POST", "/v1/hotfixes/resume", "{'application': 'shop'}", "push.intended");
        JsonNode resumed = world.post("/v1/hotfixes/resume", "{'application': 'shop'}")
                .header("idempotency-key", "k2")
                .ok();
        assertThat(resumed.path("resumed")).hasSize(1);
        long head = world.world().head();
        JsonNode again = world.post("/v1/hotfixes/resume", "{'application': 'shop'}")
                .header("idempotency-key", "k2")
                .ok();
        assertThat(outcome(again)).isEqualTo(outcome(resumed));
        assertThat(world.world().head()).isEqualTo(head);
    }

    @Test
    public void shouldSayWhenTheHotfixOfTheFirstCallDidNotComeAbout() {
        world.deliver("1.0");
        String body = "{'application': 'shop', 'name': 'login', 'from': 'prod'}";
        world.world().origin().hook("pre-receive", "echo no; exit 1");
        assertThat(keyed("POST", "/v1/hotfixes", body).send().status()).isEqualTo(409);
        keyed("POST", "/v1/hotfixes", body)
                .send()
                .isProblem(
                        Problem.REFUSED,
                        "hotfix login of shop was not changed: the push of the first call under this idempotency key did"
                                + " not go through; look at the branches and try again under a new key");
    }

    @Test
    public void shouldKeepTheKeysOfCallersApart() {
        world.deliver("1.0");
        String body = "{'environment': '%s', 'reason': 'stop'}";
        keyed("POST", "/v1/holds", body.formatted("prod")).as(TestCaller.BOB).ok();
        keyed("POST", "/v1/holds", body.formatted("qa")).as(TestCaller.ROOT).ok();
        assertThat(world.get("/v1/holds").ok()).hasSize(2);
    }
}
