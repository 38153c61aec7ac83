package io.jenkins.plugins.deploymentgates.api;

import static io.jenkins.plugins.deploymentgates.api.ApiWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** What can be asked. */
public class ReadingTest extends InApiWorld {
    private static List<String> texts(JsonNode list, String pointer) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.at(pointer).asText()));
        return texts;
    }

    @Test
    public void shouldTellThatItIsUpAndReady() {
        assertThat(world.get("/health").ok()).isEqualTo(json("{'status': 'up'}"));
        assertThat(world.get("/ready").ok()).isEqualTo(json("{'status': 'ready'}"));
    }

    @Test
    public void shouldTellCallersWhoTheyAre() {
        assertThat(world.get("/v1/caller").as(TestCaller.BOB).ok())
                .isEqualTo(json("{'name': 'bob', 'groups': ['release-managers'], 'administers': false,"
                        + " 'applications': ['shop'], 'may': ['PROMOTE', 'APPROVE', 'OVERRIDE', 'HOLD']}"));
    }

    @Test
    public void shouldTellCallersWhatTheyMayDoWithAnApplication() {
        assertThat(world.get("/v1/caller?application=shop")
                        .as(TestCaller.ANN)
                        .ok()
                        .path("may"))
                .isEqualTo(json("['RECORD', 'PROMOTE']"));
        assertThat(world.get("/v1/caller").as(TestCaller.GUEST).ok().path("may"))
                .isEmpty();
        assertThat(world.get("/v1/caller?application=vault")
                        .as(TestCaller.ANN)
                        .send()
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("there is no application 'vault'; configured are shop");
    }

    @Test
    public void shouldTellWhoseYesIsMissing() {
        world.world().carry("1.0", "qa");
        world.world().promote("prod");
        assertThat(world.get("/v1/waiting?mine=true").as(TestCaller.BOB).ok()).hasSize(1);
        assertThat(world.get("/v1/waiting?mine=true").as(TestCaller.ANN).ok()).isEmpty();
        assertThat(world.get("/v1/waiting?mine=true").as(TestCaller.GUEST).ok()).isEmpty();
    }

    @Test
    public void shouldPreviewAPromotionThatWaits() {
        world.world().carry("1.0", "qa");
        world.world().promote("prod");
        JsonNode preview = world.get("/v1/promotions/2/preview").ok();
        assertThat(preview.at("/explanation/subject/promotion").asLong()).isEqualTo(2);
        assertThat(texts(preview.at("/incoming/commits"), "/commit/message")).containsExactly("Shop 1.0");
        assertThat(preview.at("/incoming/files")).isEqualTo(json("['M app.yaml']"));
        world.world().engine().promotions().cancel(World.ANN, 2, null);
        assertThat(world.get("/v1/promotions/2/preview")
                        .send()
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("promotion 2 (shop 1.0 to prod) is CANCELLED; its gates are not asked any more");
    }

    @Test
    public void shouldTellWhereAnEnvironmentCanGoBackTo() {
        world.world().carry("1.0", "qa");
        world.world().carry("1.1", "qa");
        world.world().carry("1.2", "qa");
        JsonNode choices =
                world.get("/v1/rollback?application=shop&environment=qa").ok();
        assertThat(texts(choices, "/deployment/version")).containsExactly("1.1", "1.0");
        assertThat(texts(choices, "/next")).containsExactly("true", "false");
        assertThat(world.get("/v1/rollback?application=shop&environment=prod").ok())
                .isEmpty();
        assertThat(world.get("/v1/rollback?application=shop&environment=moon")
                        .send()
                        .json()
                        .path("detail")
                        .asText())
                .isEqualTo("application shop has no environment 'moon'; its pipeline has qa, prod");
    }

    @Test
    public void shouldTellOfTheApplications() {
        assertThat(world.get("/v1/applications").ok())
                .isEqualTo(json("[{'name': 'shop', 'description': 'Web shop', 'artifacts': ['com.acme:shop-api'],"
                        + " 'combination': 'EXACT', 'mechanic': 'FAST_FORWARD', 'pipeline': ["
                        + "{'environment': 'qa', 'tier': 'test', 'after': [], 'checks': ['smoke']},"
                        + "{'environment': 'prod', 'tier': 'production', 'after': ['qa'], 'checks': ['smoke']}]}]"));
    }

    @Test
    public void shouldShowTheMatrixAsAPersonMaySeeIt() {
        world.fillVault();
        world.world().carry("1.0", "qa");
        JsonNode shop = world.get("/v1/matrix").ok();
        assertThat(texts(shop.path("rows"), "/application")).containsExactly("shop");
        JsonNode qa = shop.at("/rows/0/places/0");
        assertThat(qa.at("/deployment/version").asText()).isEqualTo("1.0");
        assertThat(qa.at("/deployment/status").asText()).isEqualTo("VERIFIED");
        assertThat(shop.at("/rows/0/places/1/newer"))
                .isEqualTo(json("[{'environment': 'qa', 'version': '1.0', 'label': '1.0'}]"));
        JsonNode all = world.get("/v1/matrix").as(TestCaller.ROOT).ok();
        assertThat(texts(all.path("rows"), "/application")).containsExactly("shop", "vault");
        JsonNode vault =
                world.get("/v1/matrix?application=vault").as(TestCaller.ROOT).ok();
        assertThat(texts(vault.path("rows"), "/application")).containsExactly("vault");
    }

    @Test
    public void shouldAskGitForTheMatrixWhenToldTo() {
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        assertThat(world.get("/v1/matrix?git=true")
                        .ok()
                        .at("/rows/0/places/1/behind")
                        .asInt())
                .isEqualTo(1);
        assertThat(world.get("/v1/matrix").ok().at("/rows/0/places/1/behind").isNull())
                .isTrue();
    }

    @Test
    public void shouldCompareTwoEnvironments() {
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        JsonNode compared =
                world.get("/v1/comparison?application=shop&left=qa&right=prod").ok();
        assertThat(compared.path("artifacts"))
                .isEqualTo(json("[{'module': 'com.acme:shop-api', 'left': '1.1', 'right': '1.0', 'kind': 'CHANGED'}]"));
        assertThat(texts(compared.path("onlyLeft"), "/commit/message")).containsExactly("Shop 1.1");
        assertThat(compared.path("onlyRight")).isEmpty();
        assertThat(compared.path("files")).isEqualTo(json("['M app.yaml']"));
    }

    @Test
    public void shouldTellWhatWasWhereAtAnInstant() {
        world.fillVault();
        world.deliver("1.0");
        String then = world.clock().instant().toString();
        world.world().clock().advance(Duration.ofHours(1));
        world.deliver("1.1");
        JsonNode state = world.get("/v1/state?at=" + then).ok();
        assertThat(texts(state.path("applications"), "/application")).containsExactly("shop");
        assertThat(texts(state.at("/applications/0/places"), "/deployment/version"))
                .containsExactly("1.0", "1.0");
        assertThat(world.get("/v1/state?at=2020-01-01").ok().path("applications"))
                .isEmpty();
    }

    @Test
    public void shouldMeasureDelivery() {
        world.fillVault();
        world.deliver("1.0");
        world.world().clock().advance(Duration.ofHours(1));
        JsonNode metrics = world.get("/v1/metrics?days=7").ok();
        assertThat(texts(metrics.path("places"), "/environment")).containsExactly("qa", "prod");
        assertThat(metrics.at("/places/1/changeFailureRate"))
                .isEqualTo(json("{'value': 0.0, 'sample': 1, 'few': true, 'reason': null}"));
        assertThat(world.get("/v1/metrics?from=2020-01-01&to=2020-02-01")
                        .ok()
                        .at("/places/0/pace")
                        .asText())
                .isEqualTo("NONE");
        assertThat(texts(
                        world.get("/v1/metrics?tier=production&environment=prod&trend=true")
                                .ok()
                                .path("places"),
                        "/environment"))
                .containsExactly("prod");
        ApiWorld.Answer csv =
                world.get("/v1/metrics?days=7").header("accept", "text/csv").send();
        assertThat(csv.response().headers())
                .containsEntry("Content-Disposition", "attachment; filename=\"metrics.csv\"");
        assertThat(csv.text().lines()).hasSize(4);
        world.get("/v1/metrics?tier=produktion")
                .send()
                .isProblem(Problem.INVALID, "nothing is deployed to tier 'produktion'; there is production, test");
        world.get("/v1/metrics?environment=prd")
                .send()
                .isProblem(Problem.INVALID, "nothing is deployed to environment 'prd'; there is prod, qa");
    }

    @Test
    public void shouldCompareAFile() {
        world.deliver("1.0");
        world.world().carry("1.1", "qa");
        String sides = "/v1/comparison/file?application=shop&left=qa&right=prod&path=";
        JsonNode compared = world.get(sides + "app.yaml").ok();
        assertThat(compared.path("file").asText()).isEqualTo("M app.yaml");
        assertThat(compared.at("/text/hunks/0/lines").size()).isGreaterThan(1);
        world.get(sides + "secret.yaml")
                .send()
                .isProblem(
                        Problem.INVALID,
                        "'secret.yaml' does not differ between qa and prod; the comparison lists the files that do");
    }

    @Test
    public void shouldTellOfReleases() {
        world.deliver("1.0");
        JsonNode releases =
                world.get("/v1/releases?application=shop&version=1.0").ok();
        assertThat(texts(releases, "/version")).containsExactly("1.0");
        String fingerprint = releases.at("/0/fingerprint").asText();
        JsonNode details = world.get("/v1/releases/" + fingerprint).ok();
        assertThat(details.path("release")).isEqualTo(releases.get(0));
        assertThat(texts(details.path("deployments"), "/environment")).containsExactly("qa", "prod");
        assertThat(world.get("/v1/releases?application=shop&version=9.9").ok()).isEmpty();
    }

    @Test
    public void shouldTellOfADeployment() {
        world.world().carry("1.0", "qa");
        JsonNode details = world.get("/v1/deployments/1").ok();
        assertThat(details.at("/deployment/environment").asText()).isEqualTo("qa");
        assertThat(details.at("/release/version").asText()).isEqualTo("1.0");
        assertThat(texts(details.path("verifications"), "/check")).containsExactly("smoke");
    }

    @Test
    public void shouldPageThroughHistory() {
        world.deliver("1.0");
        world.deliver("1.1");
        JsonNode first = world.get("/v1/deployments?limit=3").ok();
        assertThat(texts(first.path("deployments"), "/id")).containsExactly("4", "3", "2");
        assertThat(first.path("next").asLong()).isEqualTo(2);
        JsonNode second = world.get("/v1/deployments?limit=3&before=2").ok();
        assertThat(texts(second.path("deployments"), "/id")).containsExactly("1");
        assertThat(second.path("next").isNull()).isTrue();
        JsonNode prod =
                world.get("/v1/deployments?application=shop&environment=prod").ok();
        assertThat(texts(prod.path("deployments"), "/version")).containsExactly("1.1", "1.0");
    }

    @Test
    public void shouldFillPagesWithWhatTheCallerMaySee() {
        world.world().carry("1.0", "qa");
        for (int i = 0; i < 5; i++) {
            world.post(
                            "/v1/deployments",
                            "{'application': 'vault', 'environment': 'vault-test', 'version': '" + i + "'}")
                    .as(TestCaller.EVE)
                    .ok();
        }
        world.world().carry("1.1", "qa");
        JsonNode ann = world.get("/v1/deployments?limit=2").ok();
        assertThat(texts(ann.path("deployments"), "/id")).containsExactly("7", "1");
        assertThat(ann.path("next").isNull()).isTrue();
        JsonNode root = world.get("/v1/deployments?limit=2").as(TestCaller.ROOT).ok();
        assertThat(texts(root.path("deployments"), "/id")).containsExactly("7", "6");
        assertThat(root.path("next").asLong()).isEqualTo(6);
    }

    @Test
    public void shouldTellOfPromotions() {
        world.world().carry("1.0", "qa");
        world.world().promote("prod");
        JsonNode waiting = world.get("/v1/waiting").ok();
        assertThat(texts(waiting, "/status")).containsExactly("WAITING");
        assertThat(world.get("/v1/waiting?application=shop").ok()).isEqualTo(waiting);
        JsonNode into =
                world.get("/v1/promotions?application=shop&environment=qa").ok();
        assertThat(texts(into, "/status")).containsExactly("PROMOTED");
        JsonNode details = world.get("/v1/promotions/2").ok();
        assertThat(details.path("promotion")).isEqualTo(waiting.get(0));
        assertThat(details.path("approvals")).isEmpty();
        JsonNode explanation = world.get("/v1/promotions/2/explanation").ok();
        assertThat(explanation.path("outlook").asText()).isEqualTo("it waits for somebody to act: approvals");
    }

    @Test
    public void shouldAnswerHeadWithoutTheBody() {
        ApiWorld.Answer get = world.get("/v1/applications").send();
        ApiWorld.Answer head = world.call("HEAD", "/v1/applications").send();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.response().body()).isEmpty();
        assertThat(head.response().headers()).isEqualTo(get.response().headers());
    }

    @Test
    public void shouldReadTheConfigurationAgain() {
        world.nextConfiguration(ApiWorld.YAML.replace("Web shop", "Shop"));
        assertThat(world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok())
                .isEqualTo(json("{'status': 'reloaded'}"));
        assertThat(world.get("/v1/applications").ok().at("/0/description").asText())
                .isEqualTo("Shop");
    }

    @Test
    public void shouldKeepTheConfigurationWhenTheNextOneHasMistakes() {
        world.nextConfiguration("applications: {shop: {pipeline: {qa: {after: [dev]}}}}");
        world.call("POST", "/tasks/configReload")
                .as(TestCaller.ROOT)
                .send()
                .isProblem(
                        Problem.REFUSED,
                        "gates.yaml:1:47: applications.shop.pipeline.qa.after: there is no environment 'dev' in this"
                                + " pipeline; it has qa");
        assertThat(world.get("/v1/applications").ok()).hasSize(1);
    }
}
