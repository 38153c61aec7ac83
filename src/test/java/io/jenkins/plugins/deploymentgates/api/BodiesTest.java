package io.jenkins.plugins.deploymentgates.api;

import static io.jenkins.plugins.deploymentgates.api.Problem.BAD_REQUEST;
import static io.jenkins.plugins.deploymentgates.api.Problem.INVALID;
import static io.jenkins.plugins.deploymentgates.api.Problem.TOO_LARGE;
import static io.jenkins.plugins.deploymentgates.api.Problem.UNSUPPORTED_MEDIA_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.Test;

/** What is answered when a body is not what it should be, word by word. */
public class BodiesTest extends InApiWorld {
    private void post(String target, String body, Problem problem, String detail) {
        long head = world.world().head();
        world.post(target, body).as(TestCaller.ROOT).send().isProblem(problem, detail);
        assertThat(world.world().head()).isEqualTo(head);
    }

    @Test
    public void shouldNameTheFormOfBodies() {
        String send = "; send JSON in UTF-8 with Content-Type: application/json";
        byte[] body = "a=1".getBytes(StandardCharsets.UTF_8);
        world.call("POST", "/v1/explain")
                .bytes(body)
                .send()
                .isProblem(UNSUPPORTED_MEDIA_TYPE, "the body is of no declared type" + send);
        for (String type :
                new String[] {"application/x-www-form-urlencoded", "text/plain", "application/json; charset=latin1", ""
                }) {
            world.call("POST", "/v1/explain")
                    .bytes(body)
                    .header("content-type", type)
                    .send()
                    .isProblem(UNSUPPORTED_MEDIA_TYPE, "the body is '" + type + "'" + send);
        }
        assertThat(world.post("/v1/explain", "{}")
                        .header("content-type", "application/vnd.acme.v1+json; charset=\"UTF-8\"")
                        .send()
                        .status())
                .isEqualTo(422);
    }

    @Test
    public void shouldTakeNoMoreThanAMegabyte() {
        world.post("/v1/explain", " ".repeat(ApiRequest.MAX_BODY + 1))
                .send()
                .isProblem(TOO_LARGE, "the body has 1048577 bytes; at most 1048576 are taken");
        assertThat(world.post("/v1/explain", " ".repeat(ApiRequest.MAX_BODY))
                        .send()
                        .status())
                .isEqualTo(422);
    }

    @Test
    public void shouldSayWhereABodyIsNoJson() {
        post("/v1/explain", "", BAD_REQUEST, "the body is empty; send a JSON object");
        post("/v1/explain", "null", BAD_REQUEST, "the body is null; send a JSON object");
        post(
                "/v1/explain",
                "{'to': }",
                BAD_REQUEST,
                "the body is no JSON, line 1, column 8: Unexpected character ('}' (code 125)): expected a value");
        post(
                "/v1/explain",
                "{'to': 'prod', 'to': 'qa'}",
                BAD_REQUEST,
                "the body is no JSON, line 1, column 20: Duplicate field 'to'");
    }

    @Test
    public void shouldSayWhatABodyMustHold() {
        post(
                "/v1/explain",
                "{'application': 'shop', 'target': 'prod'}",
                INVALID,
                "the body has the unknown key 'target'; known are application, artifacts, branch, cherryPick, fingerprint, from, modules, override,"
                        + " sameVersion, to, version");
        post("/v1/explain", "[]", INVALID, "the body is not a JSON object");
        post("/v1/explain", "'shop'", INVALID, "the body is not a JSON object");
        post("/v1/explain", "{} {}", INVALID, "the body is not a JSON object");
        post("/v1/explain", "{'application': 1}", INVALID, "the field application is not a text");
        post("/v1/explain", "{'application': {}}", INVALID, "the field application is not a text");
        post("/v1/explain", "{'cherryPick': 'true'}", INVALID, "the field cherryPick is not true or false");
        post("/v1/explain", "{'artifacts': 'a:b:c'}", INVALID, "the field artifacts is not a list");
        post("/v1/explain", "{'artifacts': [1]}", INVALID, "the field artifacts[0] is not a text");
        post(
                "/v1/deployments",
                "{'status': 'VERIFIED'}",
                INVALID,
                "the field status is not one of STARTED, COMPLETED, FAILED");
        post("/v1/explain", "{}", INVALID, "the field application is missing; valid is for example shop");
        post(
                "/v1/explain",
                "{'application': 'shop', 'to': ' '}",
                INVALID,
                "the field to is missing; valid is for example prod");
        post(
                "/v1/explain",
                "{'application': 'shop', 'to': 'qa', 'artifacts': [null]}",
                INVALID,
                "the field artifacts is missing; valid is for example com.acme:shop-api:1.4.2");
        post(
                "/v1/rollback",
                "{'application': 'shop'}",
                INVALID,
                "name either the environments to roll back, as a list, or their tier");
        post("/tasks/configReload", "{'a': 1}", INVALID, "the body has the unknown key 'a'; known are none");
    }
}
