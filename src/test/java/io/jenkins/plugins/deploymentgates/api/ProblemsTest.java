package io.jenkins.plugins.deploymentgates.api;

import static io.jenkins.plugins.deploymentgates.api.Problem.BAD_REQUEST;
import static io.jenkins.plugins.deploymentgates.api.Problem.INVALID;
import static io.jenkins.plugins.deploymentgates.api.Problem.METHOD_NOT_ALLOWED;
import static io.jenkins.plugins.deploymentgates.api.Problem.NOT_ACCEPTABLE;
import static io.jenkins.plugins.deploymentgates.api.Problem.NOT_FOUND;
import static io.jenkins.plugins.deploymentgates.api.Problem.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.Test;

/** What is answered when something is wrong, word by word. */
public class ProblemsTest extends InApiWorld {
    private void get(String target, Problem problem, String detail) {
        world.get(target).send().isProblem(problem, detail);
    }

    private void post(String target, String body, Problem problem, String detail) {
        long head = world.world().head();
        world.post(target, body).as(TestCaller.ROOT).send().isProblem(problem, detail);
        assertThat(world.world().head()).isEqualTo(head);
    }

    @Test
    public void shouldKeepTheTypesOfProblems() {
        assertThat(Stream.of(Problem.values()).map(problem -> problem.status() + " " + problem.type()))
                .containsExactly(
                        "400 urn:deployment-gates:problem:bad-request",
                        "401 urn:deployment-gates:problem:unauthenticated",
                        "403 urn:deployment-gates:problem:not-allowed",
                        "404 urn:deployment-gates:problem:not-found",
                        "405 urn:deployment-gates:problem:method-not-allowed",
                        "406 urn:deployment-gates:problem:not-acceptable",
                        "406 urn:deployment-gates:problem:illegal-move",
                        "409 urn:deployment-gates:problem:refused",
                        "413 urn:deployment-gates:problem:too-large",
                        "415 urn:deployment-gates:problem:unsupported-media-type",
                        "422 urn:deployment-gates:problem:invalid",
                        "429 urn:deployment-gates:problem:too-many-requests",
                        "500 urn:deployment-gates:problem:internal",
                        "502 urn:deployment-gates:problem:upstream",
                        "503 urn:deployment-gates:problem:unavailable");
        assertThat(Problem.REFUSED.response("no").text())
                .isEqualTo("{\"type\":\"urn:deployment-gates:problem:refused\",\"title\":\"It cannot be done as things"
                        + " stand\",\"status\":409,\"detail\":\"no\"}");
    }

    @Test
    public void shouldSayThatThereIsNothing() {
        get("/v1/nothing", NOT_FOUND, "there is nothing at '/v1/nothing'; /openapi.json lists all there is");
        get("/v1/matrix/", NOT_FOUND, "there is nothing at '/v1/matrix/'; /openapi.json lists all there is");
        get("", NOT_FOUND, "there is nothing at ''; /openapi.json lists all there is");
        get(
                "/%00" + "x".repeat(100),
                NOT_FOUND,
                "there is nothing at '/U+0000" + "x".repeat(58) + "…'; /openapi.json lists all there is");
    }

    @Test
    public void shouldNameTheMethods() {
        ApiWorld.Answer answer = world.call("PUT", "/v1/deployments").send();
        answer.isProblem(
                METHOD_NOT_ALLOWED, "'/v1/deployments' does not know the method 'PUT'; it knows GET, HEAD, POST");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST");
        world.call("GET", "/v1/holds/prod")
                .send()
                .isProblem(METHOD_NOT_ALLOWED, "'/v1/holds/prod' does not know the method 'GET'; it knows DELETE");
        world.call("get", "/health")
                .send()
                .isProblem(METHOD_NOT_ALLOWED, "'/health' does not know the method 'get'; it knows GET, HEAD");
    }

    @Test
    public void shouldNameTheFormsOfAnswers() {
        world.get("/v1/matrix")
                .header("accept", "text/html, application/xml;q=0.9")
                .send()
                .isProblem(
                        NOT_ACCEPTABLE,
                        "the header Accept is 'text/html, application/xml;q=0.9'; this can be had as application/json");
        world.get("/v1/events")
                .header("accept", "image/png")
                .send()
                .isProblem(
                        NOT_ACCEPTABLE,
                        "the header Accept is 'image/png'; this can be had as application/json or text/event-stream");
    }

    @Test
    public void shouldSayWhatParametersMustHold() {
        get("/v1/matrix?app=shop", BAD_REQUEST, "there is no parameter 'app' here; known are application, git");
        get("/health?a=1", BAD_REQUEST, "there is no parameter 'a' here; it takes none");
        get("/v1/matrix?git=yes", BAD_REQUEST, "the parameter git is 'yes'; valid is true or false");
        get("/v1/matrix?git=true&git=true", BAD_REQUEST, "the parameter git is given 2 times; give it once");
        get(
                "/v1/deployments?limit=0",
                BAD_REQUEST,
                "the parameter limit is '0'; valid is a whole number from 1 to 10000");
        get(
                "/v1/deployments?limit=many",
                BAD_REQUEST,
                "the parameter limit is 'many'; valid is a whole number from 1 to 10000");
        get("/v1/events?wait=61", BAD_REQUEST, "the parameter wait is '61'; valid is a whole number from 0 to 60");
        get("/v1/releases", BAD_REQUEST, "the parameter application is missing; valid is for example shop");
        get(
                "/v1/comparison?application=shop&left=",
                BAD_REQUEST,
                "the parameter left is missing; valid is for example qa");
        get(
                "/v1/state?at=yesterday",
                INVALID,
                "'yesterday' is no instant; valid is for example 2026-03-03T09:00:00Z, 2026-03-03T10:00:00+01:00 or"
                        + " 2026-03-03, which is its begin in UTC");
        get(
                "/v1/metrics?from=2026-01-01&days=3",
                BAD_REQUEST,
                "from and days both name the begin of the period; leave one out");
        get("/v1/deployments/one", BAD_REQUEST, "'one' in the path is no number; valid is a whole number from 1");
        get("/v1/deployments/0", BAD_REQUEST, "'0' in the path is no number; valid is a whole number from 1");
    }

    @Test
    public void shouldSayWhatHeadersMustHold() {
        world.post("/v1/holds", "{'environment': 'prod', 'reason': 'stop'}")
                .as(TestCaller.BOB)
                .header("idempotency-key", "two words")
                .send()
                .isProblem(
                        BAD_REQUEST,
                        "the header Idempotency-Key is 'two words'; valid are 1 to 255 visible ASCII characters");
        world.get("/v1/events")
                .header("accept", "text/event-stream")
                .header("last-event-id", "x1")
                .send()
                .isProblem(
                        BAD_REQUEST, "the header Last-Event-ID is 'x1'; valid is the id of an event, a whole number");
    }

    @Test
    public void shouldSayThatThereIsNoSuchThing() {
        get("/v1/matrix?application=ship", NOT_FOUND, "there is no application 'ship'; configured are shop");
        get("/v1/promotions/9", NOT_FOUND, "there is no promotion 9; none is waiting");
        get("/v1/deployments/9", NOT_FOUND, "there is no deployment 9");
        get("/v1/releases/ff", NOT_FOUND, "there is no release with this fingerprint");
        world.call("DELETE", "/v1/holds/moon")
                .as(TestCaller.ROOT)
                .send()
                .isProblem(
                        NOT_FOUND, "there is no environment 'moon'; configured are qa, prod, vault-test, vault-prod");
    }

    @Test
    public void shouldSayWhyItCannotBeDone() {
        world.world().carry("1.0", "qa");
        post(
                "/v1/promotions/1/cancel",
                "",
                REFUSED,
                "promotion 1 (shop 1.0 to qa) cannot move from PROMOTED to CANCELLED: PROMOTED is final");
        get(
                "/v1/promotions/1/explanation",
                REFUSED,
                "promotion 1 (shop 1.0 to qa) is PROMOTED; its gates are not asked any more");
        world.call("DELETE", "/v1/holds/prod").as(TestCaller.BOB).send().isProblem(REFUSED, "prod is not held");
        post(
                "/v1/hotfixes/resume",
                "{'application': 'shop'}",
                REFUSED,
                "shop has had no hotfix; there is nothing to resume");
    }

    @Test
    public void shouldSayWhatIsNotValid() {
        post(
                "/v1/deployments",
                "{'application': 'shop', 'environment': 'qa', 'version': 'a b'}",
                INVALID,
                "version 'a b' is no valid Git tag name: it has ' ' at position 2; valid is for example 1.4.2 or"
                        + " 2026-03-03.1");
        post(
                "/v1/deployments",
                "{'application': 'shop', 'environment': 'qa', 'version': '1', 'artifacts': ['shop']}",
                INVALID,
                "artifact 'shop' is not of the form group:name:version, such as com.acme:shop-api:1.4.2; its digest may"
                        + " follow, as in com.acme:shop-api:1.4.2@sha256:9f86d081");
    }

    @Test
    public void shouldTakeInstantsOfYearsWithFourDigitsOnly() {
        String valid = " is no instant; valid is for example 2026-03-03T09:00:00Z, 2026-03-03T10:00:00+01:00 or"
                + " 2026-03-03, which is its begin in UTC";
        get("/v1/state?at=-999999999-01-01", INVALID, "'-999999999-01-01'" + valid);
        get("/v1/metrics?to=%2B10000-01-01", INVALID, "'+10000-01-01'" + valid);
    }

    @Test
    public void shouldSayThatTheRepositoryDoesNotAnswer() throws Exception {
        world.deliver("1.0");
        Path origin = folder.getRoot().toPath().resolve("deploy.git");
        Files.move(origin, origin.resolveSibling("gone.git"));
        world.get("/v1/matrix?git=true").ok();
        ApiWorld.Answer answer =
                world.get("/v1/changes?application=shop&base=qa&head=main").send();
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:deployment-gates:problem:upstream");
        assertThat(answer.json().path("detail").asText()).contains(origin.toString());
    }

    @Test
    public void shouldNotTellWhatIsForTheLog() {
        world.reading(view -> {
            throw new LedgerException("the file /srv/gates.db is locked");
        });
        get("/ready", Problem.UNAVAILABLE, "the ledger cannot be used at the moment; the server's log says why");
        world.reading(view -> {
            throw new IllegalStateException("secret");
        });
        get("/v1/matrix", Problem.INTERNAL, "the request failed; the server's log says why");
    }
}
