package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Before;
import org.junit.Test;

/** A ticket of Jira that gets a status asks for a promotion. */
public class JiraWebhookTest extends InApiWorld {
    /** As Jira Cloud and Data Center send it, shortened. */
    private static final String UPDATED =
            """
            {"timestamp": 1772528400000, "webhookEvent": "jira:issue_updated", "issue_event_type_name": "issue_generic",
             "user": {"accountId": "5b10a2844c20165700ede21g", "displayName": "Ann", "active": true},
             "issue": {"id": "10002", "self": "https://acme.atlassian.net/rest/api/2/issue/10002", "key": "SHOP-42",
              "fields": {"summary": "Carts keep their currency",
               "status": {"self": "https://acme.atlassian.net/rest/api/2/status/10001", "name": "Ready for prod", "id": "10001"},
               "fixVersions": [{"id": "10000", "name": "blog 7"}, {"id": "10001", "name": "shop 1.4.2", "released": false}]}},
             "changelog": {"id": "10124", "items": [{"field": "status", "fieldtype": "jira", "fieldId": "status",
              "from": "3", "fromString": "In Progress", "to": "10001", "toString": "Ready for prod"}]}}
            """;

    /** Who may do nothing, as hosts tell of those they do not know. */
    private static final TestCaller STRANGER =
            new TestCaller(Actor.person("anonymous", Set.of()), Set.of(), Set.of(), false);

    @Before
    public void bringOneToQa() {
        world.world().carry("1.4.2", "qa");
    }

    private ApiWorld.Call known(String body) {
        return world.call("POST", "/v1/jira/shop")
                .bytes(body.getBytes(StandardCharsets.UTF_8))
                .header("content-type", "application/json");
    }

    private ApiWorld.Call signed(String body, String signature) {
        return world.call("POST", "/v1/jira/shop/signed")
                .as(STRANGER)
                .bytes(body.getBytes(StandardCharsets.UTF_8))
                .header("content-type", "application/json; charset=UTF-8")
                .header("x-hub-signature", signature);
    }

    private static String hmac(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private int promotions() {
        return world.world().read(view -> view.promotions("shop", "prod", 10)).size();
    }

    private static void ignored(JsonNode answer, String why) {
        assertThat(answer.toString()).isEqualTo("{\"requested\":false,\"reason\":\"" + why + "\",\"result\":null}");
    }

    @Test
    public void shouldAskForAPromotionOnce() {
        ApiWorld.Answer answer = known(UPDATED).send();
        JsonNode heard = answer.json();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .isEqualTo(
                        "/api/v1/promotions/" + heard.at("/result/promotion/id").asLong());
        assertThat(heard.at("/requested").asBoolean()).isTrue();
        assertThat(heard.at("/result/promotion/version").asText()).isEqualTo("1.4.2");
        assertThat(heard.at("/result/promotion/to").asText()).isEqualTo("prod");
        assertThat(heard.at("/result/promotion/status").asText()).isEqualTo("REQUESTED");
        assertThat(heard.at("/result/promotion/trigger").asText()).isEqualTo("ann");
        assertThat(known(UPDATED).ok().at("/result/promotion/id")).isEqualTo(heard.at("/result/promotion/id"));
        assertThat(promotions()).isEqualTo(1);
    }

    @Test
    public void shouldTellWebhooksApartByJirasOwnName() {
        long id = known(UPDATED)
                .header("x-atlassian-webhook-identifier", "w-1")
                .ok()
                .at("/result/promotion/id")
                .asLong();
        world.world().engine().promotions().cancel(TestCaller.ANN.actor(), id);

        assertThat(known(UPDATED)
                        .header("x-atlassian-webhook-identifier", "w-1")
                        .ok()
                        .at("/result/promotion/status")
                        .asText())
                .isEqualTo("CANCELLED");
        assertThat(known(UPDATED)
                        .header("x-atlassian-webhook-identifier", "w-2")
                        .ok()
                        .at("/result/promotion/status")
                        .asText())
                .isEqualTo("REQUESTED");
        assertThat(promotions()).isEqualTo(2);
    }

    @Test
    public void shouldTakeWhatJiraSigned() {
        JsonNode heard = signed(UPDATED, hmac(UPDATED, ApiWorld.JIRA_SECRET)).ok();

        assertThat(heard.at("/result/promotion/trigger").asText()).isEqualTo("jira-bot");
    }

    @Test
    public void shouldTakeNothingThatIsNotSigned() {
        String problem =
                "the header X-Hub-Signature does not sign this body with the secret of" + " tickets.jira.promoteOn";
        signed(UPDATED, hmac(UPDATED, "another")).send().isProblem(Problem.UNAUTHENTICATED, problem);
        signed(UPDATED, hmac(UPDATED + " ", ApiWorld.JIRA_SECRET)).send().isProblem(Problem.UNAUTHENTICATED, problem);
        signed(UPDATED, "sha256=").send().isProblem(Problem.UNAUTHENTICATED, problem);
        world.call("POST", "/v1/jira/shop/signed")
                .as(STRANGER)
                .body("{}")
                .send()
                .isProblem(Problem.UNAUTHENTICATED, problem);
        world.call("POST", "/v1/jira/vault/signed")
                .as(STRANGER)
                .body("{}")
                .header("x-hub-signature", hmac("{}", ApiWorld.JIRA_SECRET))
                .send()
                .isProblem(Problem.UNAUTHENTICATED, problem);
        assertThat(promotions()).isZero();
    }

    @Test
    public void shouldPassOverWhatAsksForNothing() {
        ignored(known(UPDATED.replace("Ready for prod", "Done")).ok(), "SHOP-42 is 'Done', not 'Ready for prod'");
        ignored(
                known(UPDATED.replace("\"field\": \"status\"", "\"field\": \"summary\""))
                        .ok(),
                "the status of SHOP-42 did not change");
        ignored(
                known(UPDATED.replace("jira:issue_updated", "jira:issue_deleted"))
                        .ok(),
                "it is a 'jira:issue_deleted'; only jira:issue_updated asks for a promotion");
        ignored(known(UPDATED.replace("shop 1.4.2", "blog 8")).ok(), "SHOP-42 has no fix version of shop");
        ignored(
                known(UPDATED.replace("blog 7", "shop 1.4.1")).ok(),
                "SHOP-42 has several fix versions of shop: 1.4.1, 1.4.2");
        assertThat(promotions()).isZero();
    }

    @Test
    public void shouldRefuseWhatIsNoWebhook() {
        known("[]").send().isProblem(Problem.INVALID, "the body is not a JSON object");
        known("{}")
                .send()
                .isProblem(
                        Problem.INVALID,
                        "the field webhookEvent is no text, such as jira:issue_updated; is this a webhook of Jira about an"
                                + " issue?");
        known(UPDATED.replace("\"name\": \"Ready for prod\"", "\"name\": 7"))
                .send()
                .isProblem(
                        Problem.INVALID,
                        "the field issue.fields.status.name is no text, such as Ready for prod; is this a webhook of Jira"
                                + " about an issue?");
        known(UPDATED.replace("1772528400000", "\"now\""))
                .send()
                .isProblem(
                        Problem.INVALID,
                        "the field timestamp is no number, and there is no header X-Atlassian-Webhook-Identifier; one of"
                                + " them tells this webhook from others");
        known(UPDATED.replace("1.4.2", "9"))
                .send()
                .isProblem(
                        Problem.REFUSED,
                        "shop '9' was never deployed at qa, so there is nothing to promote to prod; deploy and record it"
                                + " there first");
        world.call("POST", "/v1/jira/vault")
                .as(TestCaller.ROOT)
                .body("{}")
                .send()
                .isProblem(Problem.REFUSED, "vault takes no webhooks of Jira: configure tickets.jira.promoteOn");
    }
}
