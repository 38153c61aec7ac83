package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.Test;

/** What administrators see of webhooks, and have sent again. */
public class WebhooksApiTest extends InApiWorld {
    @Test
    public void shouldShowNoSecretOfAUrl() {
        String text = world.get("/v1/webhooks").as(TestCaller.ROOT).send().text();
        assertThat(text).contains("https://hooks.example.com/deployments?…").doesNotContain("token");
    }

    @Test
    public void shouldSendADeadLetterAgain() {
        world.world().carry("1.0", "qa");
        world.dead("letter");
        JsonNode asked = world.call("POST", "/v1/webhooks/dead/letter/resend")
                .as(TestCaller.ROOT)
                .ok();
        assertThat(asked.get("resend").asBoolean()).isTrue();
        assertThat(world.get("/v1/webhooks/dead").as(TestCaller.ROOT).ok().get(0))
                .isEqualTo(asked);
    }

    @Test
    public void shouldRefuseWhatIsNotThereOrNotValid() {
        world.call("POST", "/v1/webhooks/dead/none/resend")
                .as(TestCaller.ROOT)
                .send()
                .isProblem(Problem.NOT_FOUND, "there is no dead letter 'none'");
        world.world().carry("1.0", "qa");
        world.dead("letter");
        world.nextConfiguration(ApiWorld.YAML.substring(0, ApiWorld.YAML.indexOf("webhooks:")));
        world.reloadConfiguration();
        world.call("POST", "/v1/webhooks/dead/letter/resend")
                .as(TestCaller.ROOT)
                .send()
                .isProblem(
                        Problem.INVALID,
                        "the webhook of the dead letter 'letter' is not in the configuration any more; configure its URL"
                                + " again to have it sent there");
        world.get("/v1/webhooks/dead?limit=0")
                .as(TestCaller.ROOT)
                .send()
                .isProblem(Problem.BAD_REQUEST, "the parameter limit is '0'; valid is a whole number from 1 to 1000");
    }
}
