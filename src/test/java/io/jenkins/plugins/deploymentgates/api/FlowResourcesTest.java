package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Test;

/** Artifacts, deployments of flows, and flows, as DeployDB's clients use them. */
public class FlowResourcesTest extends InApiWorld {
    private static final long BEGIN = World.BEGIN.toEpochMilli();
    private static final String BODY =
            "{'group': 'com.acme', 'name': 'shop-api', 'version': '1.0', 'sourceUrl': 'https://x/1.0.jar'}";
    private static final String ARTIFACT = artifact(1, "1.0");

    private static String artifact(int id, String version) {
        return "{'id': " + id + ", 'group': 'com.acme', 'name': 'shop-api', 'version': '" + version
                + "', 'sourceUrl': 'https://repo.example.com/shop-api-" + version + ".jar', 'createdAt': " + BEGIN
                + "}";
    }

    private static String deployment(int id, int artifact, String version, String environment, String status) {
        return "{'id': " + id + ", 'artifact': " + artifact(artifact, version) + ", 'environment': '" + environment
                + "', 'service': 'shop', 'status': '" + status + "', 'promotions': ["
                + check(id, "STARTED", null) + "], 'createdAt': " + BEGIN + "}";
    }

    private static String check(int id, String status, String url) {
        return "{'id': " + id + ", 'promotion': 'smoke', 'status': '" + status + "', 'infoUrl': "
                + (url == null ? "null" : "'" + url + "'") + ", 'createdAt': " + BEGIN + "}";
    }

    private void assertAnswered(String target, String expected) {
        assertThat(world.get(target).ok()).isEqualTo(ApiWorld.json(expected));
    }

    private void assertMissing(String target, String detail) {
        world.get(target).send().isProblem(Problem.NOT_FOUND, detail);
    }

    private ApiWorld.Call patch(int id, String status) {
        return world.call("PATCH", "/deployments/" + id).body("{'status': '" + status + "'}");
    }

    private ApiWorld.Call result(int id, String name, String status) {
        return world.post(
                "/deployments/" + id + "/promotions",
                "{'name': '" + name + "', 'status': '" + status + "', 'infoUrl': 'https://ci/1'}");
    }

    private void tellOf(String... versions) {
        for (String version : versions) {
            world.artifact("com.acme:shop-api", version);
        }
    }

    @Test
    public void shouldTakeAnArtifactAndBeginItsFlow() {
        ApiWorld.Answer answer = world.post("/artifacts", BODY).send();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("artifacts/1");
        assertThat(answer.json())
                .isEqualTo(ApiWorld.json("{'id': 1, 'group': 'com.acme', 'name': 'shop-api', 'version': '1.0',"
                        + " 'sourceUrl': 'https://x/1.0.jar', 'createdAt': " + BEGIN + "}"));
        assertThat(world.get("/artifacts/1").ok()).isEqualTo(answer.json());
        assertThat(world.get("/flows/1").ok().path("deployments"))
                .extracting(one -> one.path("status").asText())
                .containsExactly("CREATED", "NOT_STARTED");
        world.post("/artifacts", BODY)
                .send()
                .isProblem(
                        Problem.REFUSED,
                        "artifact com.acme:shop-api:1.0 is there already: number 1; artifacts never change, so tell of"
                                + " another version");
    }

    @Test
    public void shouldPutTheLastGoodReleaseBackWhenADeploymentFails() {
        world.nextConfiguration(ApiWorld.YAML.replace(
                "environments:\n", "environments:\n  vault-test: {onFailure: redeploy-last-good}\n"));
        world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok();
        world.artifact("com.acme:vault", "1.0");
        patch(1, "COMPLETED").as(TestCaller.ROOT).ok();
        result(1, "smoke", "SUCCESS").as(TestCaller.ROOT).ok();
        world.artifact("com.acme:vault", "2.0");
        long head = world.world().head();

        patch(3, "FAILED").as(TestCaller.ROOT).ok();

        assertThat(world.world().types(head))
                .contains("deployment.failed", "failure.redeploying", "deployment.created");
        Deployment back =
                world.world().read(view -> view.current("vault", "vault-test").orElseThrow());
        assertThat(back.version()).isEqualTo("1.0");
        assertThat(back.status()).isEqualTo(DeploymentStatus.CREATED);
        assertThat(back.by()).isEqualTo("policy:redeploy-last-good");
    }

    @Test
    public void shouldRefuseAnArtifactWithMissingOrLongFields() {
        for (String field : List.of("group", "name", "version", "sourceUrl")) {
            for (String none : List.of("null", "''", "'  '")) {
                assertThat(world.post(
                                        "/artifacts",
                                        BODY.replaceFirst("'" + field + "': '[^']*'", "'" + field + "': " + none))
                                .send()
                                .json()
                                .path("detail")
                                .asText())
                        .startsWith("the field " + field + " is missing; valid is for example ");
            }
            int most = field.equals("version") ? 255 : 8192;
            String longest = BODY.replaceFirst("('" + field + "'): '[^']*'", "$1: '" + "x".repeat(most) + "'");
            assertThat(world.post("/artifacts", longest).send().status())
                    .as(field)
                    .isEqualTo(field.equals("group") || field.equals("name") ? 404 : 201);
            world.post("/artifacts", longest.replace("xx'", "xxx'"))
                    .send()
                    .isProblem(
                            Problem.INVALID,
                            "the field " + field + " has " + (most + 1) + " characters; at most " + most
                                    + " are allowed");
        }
        world.post("/artifacts", "{'group': 'com.acme'}")
                .send()
                .isProblem(Problem.INVALID, "the field name is missing; valid is for example shop-api");
        world.post("/artifacts", BODY.replace("1.0'", "1 0'"))
                .send()
                .isProblem(
                        Problem.INVALID,
                        "version '1 0' is no valid Git tag name: it has ' ' at position 2; valid is for example 1.4.2 or"
                                + " 2026-03-03.1");
    }

    @Test
    public void shouldNotTakeAnArtifactThatNobodyHasOrIsNotToBeSeen() {
        world.post("/artifacts", BODY.replace("shop-api", "moon"))
                .send()
                .isProblem(Problem.NOT_FOUND, "no application has this artifact");
        world.post("/artifacts", BODY.replace("shop-api", "vault"))
                .send()
                .isProblem(Problem.NOT_FOUND, "no application has this artifact");
        world.post("/artifacts", BODY)
                .as(TestCaller.GUEST)
                .send()
                .isProblem(Problem.NOT_ALLOWED, "guest may not record with shop");
        assertThat(world.world().head()).isZero();
    }

    @Test
    public void shouldNotBeginFlowsOfApplicationsTheCallerMayNotRecordWith() {
        world.nextConfiguration(ApiWorld.YAML.replace("[com.acme:vault]", "[com.acme:vault, com.acme:shop-api]"));
        world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok();
        world.post("/artifacts", BODY)
                .as(TestCaller.ANN)
                .send()
                .isProblem(Problem.NOT_ALLOWED, "ann may not record with every application that has this artifact");
        assertThat(world.world().head()).isZero();
    }

    @Test
    public void shouldKeepArtifactsForEver() {
        tellOf("1.0");
        for (String method : List.of("PATCH", "DELETE", "PUT", "POST")) {
            ApiWorld.Answer answer = world.call(method, "/artifacts/1").send();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Test
    public void shouldFindArtifactsInEveryWay() {
        assertMissing("/artifacts/1", "there is no artifact 1");
        assertMissing("/artifacts/by-module/com.acme:shop-api", "there are no artifacts of this module");
        assertMissing("/artifacts/by-module/com.acme:shop-api/latest", "there are no artifacts of this module");
        tellOf("1.0", "1.1", "1.2");
        assertAnswered("/artifacts/1", ARTIFACT);
        assertAnswered("/artifacts?group=com.acme&name=shop-api&version=1.0", ARTIFACT);
        assertMissing("/artifacts?group=com.acme&name=shop-api&version=2", "there is no such artifact");
        assertAnswered(
                "/artifacts/by-module/com.acme:shop-api",
                "[" + artifact(3, "1.2") + "," + artifact(2, "1.1") + "," + ARTIFACT + "]");
        assertAnswered("/artifacts/by-module/com.acme:shop-api?pageNumber=1&perPageSize=2", "[" + ARTIFACT + "]");
        assertMissing(
                "/artifacts/by-module/com.acme:shop-api?pageNumber=2&perPageSize=2",
                "there are no artifacts of this module on page 2 of 2 each");
        assertAnswered("/artifacts/by-module/com.acme:shop-api/latest", artifact(3, "1.2"));
        world.get("/artifacts/0xdeadbeef")
                .send()
                .isProblem(
                        Problem.BAD_REQUEST, "'0xdeadbeef' in the path is no number; valid is a whole number from 1");
        world.get("/artifacts/by-module/shop-api")
                .send()
                .isProblem(
                        Problem.BAD_REQUEST,
                        "'shop-api' in the path is no module; valid is group:name, such as com.acme:shop-api");
        world.get("/artifacts?group=com.acme&name=shop-api")
                .send()
                .isProblem(Problem.BAD_REQUEST, "the parameter version is missing; valid is for example 1.4.2");
    }

    @Test
    public void shouldListDeploymentsNewestFirstInEveryWay() {
        for (String target : List.of(
                "/deployments",
                "/deployments/latest",
                "/deployments/by-service/shop",
                "/environments/qa/deployments")) {
            assertMissing(target, "there are no deployments");
        }
        assertMissing("/deployments/by-artifact/1", "there are no deployments of artifact 1");
        assertMissing("/deployments/1", "there is no deployment 1");
        tellOf("1.0", "1.1");
        String first = deployment(1, 1, "1.0", "qa", "CREATED");
        String second = deployment(2, 1, "1.0", "prod", "NOT_STARTED");
        String third = deployment(3, 2, "1.1", "qa", "CREATED");
        String fourth = deployment(4, 2, "1.1", "prod", "NOT_STARTED");
        String all = "[" + String.join(",", fourth, third, second, first) + "]";
        assertAnswered("/deployments", all);
        assertAnswered("/deployments?pageNumber=1&perPageSize=3", "[" + first + "]");
        assertMissing("/deployments?pageNumber=2&perPageSize=2", "there are no deployments on page 2 of 2 each");
        assertAnswered("/deployments/latest", fourth);
        assertAnswered("/deployments/2", second);
        assertAnswered("/deployments/by-artifact/1", "[" + second + "," + first + "]");
        assertAnswered("/deployments/by-artifact/1?pageNumber=1&perPageSize=1", "[" + first + "]");
        assertAnswered("/deployments/by-service/shop", all);
        assertAnswered("/environments/qa/deployments", "[" + third + "," + first + "]");
        assertMissing("/environments/moon/deployments", "there is no environment 'moon'; configured are qa, prod");
        assertMissing("/deployments/by-service/moon", "there is no application 'moon'; configured are shop");
        assertThat(world.get("/deployments").as(TestCaller.ROOT).ok()).isEqualTo(ApiWorld.json(all));
        assertThat(world.get("/deployments?perPageSize=0").send().status()).isEqualTo(400);
        assertThat(world.get("/deployments?pageNumber=-1").send().status()).isEqualTo(400);
    }

    @Test
    public void shouldTellWhereADeploymentOfNoFlowIs() {
        world.world().carry("1.0", "qa");
        assertMissing(
                "/deployments/1", "deployment 1 (shop 1.0 at qa) is of no artifact's flow; it is at /v1/deployments/1");
        assertMissing("/deployments", "there are no deployments");
    }

    @Test
    public void shouldShowFlows() {
        assertMissing("/flows", "there are no flows");
        assertMissing("/flows/1", "there is no flow 1");
        tellOf("1.0", "1.1");
        String first = "{'id': 1, 'artifact': " + ARTIFACT + ", 'service': 'shop', 'deployments': ["
                + deployment(1, 1, "1.0", "qa", "CREATED") + "," + deployment(2, 1, "1.0", "prod", "NOT_STARTED")
                + "], 'createdAt': " + BEGIN + "}";
        assertAnswered("/flows/1", first);
        assertThat(world.get("/flows").ok()).hasSize(2);
        assertAnswered("/flows?pageNumber=1&perPageSize=1", "[" + first + "]");
    }

    @Test
    public void shouldMoveADeploymentOnlyWhereItMay() {
        tellOf("1.0");
        JsonNode started = patch(1, "STARTED").ok();
        assertThat(started).isEqualTo(ApiWorld.json(deployment(1, 1, "1.0", "qa", "STARTED")));
        patch(1, "STARTED")
                .send()
                .isProblem(
                        Problem.ILLEGAL_MOVE,
                        "deployment 1 (shop 1.0 at qa) cannot move from STARTED to STARTED; from STARTED it can become"
                                + " COMPLETED, FAILED");
        assertThat(patch(1, "COMPLETED").ok().path("status").asText()).isEqualTo("COMPLETED");
        for (String status : List.of("NOT_STARTED", "CREATED", "STARTED", "COMPLETED", "VERIFIED", "FAILED")) {
            assertThat(patch(1, status).send().status()).as(status).isEqualTo(406);
            assertThat(patch(2, status).send().status()).as(status).isEqualTo(406);
        }
        patch(1, "DONE")
                .send()
                .isProblem(
                        Problem.BAD_REQUEST,
                        "there is no status 'DONE'; there are NOT_STARTED, CREATED, STARTED, COMPLETED, VERIFIED, FAILED");
        world.call("PATCH", "/deployments/1")
                .body("{}")
                .send()
                .isProblem(Problem.INVALID, "the field status is missing; valid is for example STARTED");
        patch(9, "STARTED").send().isProblem(Problem.NOT_FOUND, "there is no deployment 9");
        tellOf("1.1", "1.2");
        assertThat(patch(3, "COMPLETED").send().status()).isEqualTo(200);
        assertThat(patch(5, "FAILED").ok().path("status").asText()).isEqualTo("FAILED");
    }

    @Test
    public void shouldTakeResultsOfTheChecksADeploymentHas() {
        tellOf("1.0");
        patch(1, "COMPLETED").ok();
        result(1, "smoke", "STARTED")
                .send()
                .isProblem(Problem.ILLEGAL_MOVE, "the result of a check is SUCCESS or FAILED, not 'STARTED'");
        result(1, "other", "SUCCESS")
                .send()
                .isProblem(Problem.NOT_FOUND, "deployment 1 (shop 1.0 at qa) has no check 'other'; it has smoke");
        result(9, "smoke", "SUCCESS").send().isProblem(Problem.NOT_FOUND, "there is no deployment 9");
        result(2, "smoke", "SUCCESS")
                .send()
                .isProblem(
                        Problem.ILLEGAL_MOVE,
                        "deployment 2 (shop 1.0 at prod) is NOT_STARTED, so no check can report on it yet");
        world.post("/deployments/1/promotions", "{'status': 'SUCCESS'}")
                .send()
                .isProblem(Problem.INVALID, "the field name is missing; valid is for example smoke");

        ApiWorld.Answer answer = result(1, "smoke", "SUCCESS").send();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("promotions/1");
        assertThat(answer.json()).isEqualTo(ApiWorld.json(check(1, "SUCCESS", "https://ci/1")));
        assertAnswered("/deployments/1/promotions/1", check(1, "SUCCESS", "https://ci/1"));
        assertAnswered("/deployments/2/promotions/2", check(2, "STARTED", null));
        assertMissing("/deployments/1/promotions/2", "deployment 1 (shop 1.0 at qa) has no check with the number 2");
        assertThat(world.get("/deployments/1").ok().path("status").asText()).isEqualTo("VERIFIED");
        assertThat(world.get("/deployments/2").ok().path("status").asText())
                .as("prod has a gate")
                .isEqualTo("NOT_STARTED");
        world.call("POST", "/v1/promotions/1/approve").as(TestCaller.BOB).ok();
        assertThat(world.get("/deployments/2").ok().path("status").asText()).isEqualTo("CREATED");
        result(2, "smoke", "FAILED").ok();
        assertThat(world.get("/deployments/2").ok().path("status").asText()).isEqualTo("FAILED");
    }

    @Test
    public void shouldSpeakDeployDbsMediaTypeWhereItIsAskedFor() {
        ApiWorld.Answer answer = world.post("/artifacts", BODY)
                .header("content-type", "application/vnd.deploydb.v1+json")
                .header("accept", "application/vnd.deploydb.v1+json")
                .send();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.response().contentType()).isEqualTo("application/vnd.deploydb.v1+json");
        ApiWorld.Answer read = world.get("/deployments/1")
                .header("accept", "application/vnd.deploydb.v1+json")
                .send();
        assertThat(read.response().contentType()).isEqualTo("application/vnd.deploydb.v1+json");
        assertThat(world.get("/deployments/1")
                        .header("if-none-match", read.header("ETag"))
                        .send()
                        .status())
                .isEqualTo(304);
        world.get("/artifacts/1")
                .header("accept", "application/xml")
                .send()
                .isProblem(
                        Problem.NOT_ACCEPTABLE,
                        "the header Accept is 'application/xml'; this can be had as application/json or"
                                + " application/vnd.deploydb.v1+json");
    }

    @Test
    public void shouldDoNothingTwiceUnderOneKey() {
        for (int i = 0; i < 2; i++) {
            assertThat(world.post("/artifacts", BODY)
                            .header("idempotency-key", "a")
                            .ok()
                            .path("id")
                            .asInt())
                    .isEqualTo(1);
            assertThat(patch(1, "COMPLETED")
                            .header("idempotency-key", "b")
                            .ok()
                            .path("id")
                            .asInt())
                    .isEqualTo(1);
            assertThat(result(1, "smoke", "SUCCESS")
                            .header("idempotency-key", "c")
                            .send()
                            .status())
                    .isEqualTo(201);
        }
        assertThat(world.world().list(view -> view.verifications(1))).hasSize(1);
    }

    @Test
    public void shouldTakeAnArtifactFromOneOfManyClientsOnly() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> calls = Collections.nCopies(
                    24, () -> world.post("/artifacts", BODY).send().status());
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> call : clients.invokeAll(calls)) {
                statuses.add(call.get());
            }
            assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
        } finally {
            clients.shutdownNow();
        }
        assertThat(world.get("/artifacts/by-module/com.acme:shop-api").ok()).hasSize(1);
    }
}
