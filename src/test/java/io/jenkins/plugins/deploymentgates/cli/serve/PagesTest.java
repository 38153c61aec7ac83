package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the server shows besides the API: metrics, and the API's description in a browser. */
public class PagesTest {
    /** Two regions of a shop, and a vault beside it. */
    private static final String YAML = World.REGIONS.replace(
            "environments:\n", "  vault:\n    artifacts: [com.acme:vault]\n    pipeline: {qa: {}}\nenvironments:\n");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Served served;

    @Before
    public void make() throws Exception {
        served = new Served(folder.getRoot().toPath(), YAML);
    }

    @After
    public void end() {
        served.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = served.get(path);
        return served.send(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    public void shouldTellPrometheusWhatHappensAndWhatIsWhere() throws Exception {
        served.start(Served.MANY);
        served.world.carry("1.0", "qa");
        served.world.promote("prod-eu");
        get("/api/v1/matrix");
        String metrics = get("/metrics").body();
        assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
                .contains(
                        "deployment_gates_deployments{environment=\"qa\",status=\"VERIFIED\"} 1.0",
                        "deployment_gates_drifted{environment=\"qa\"} 0.0",
                        "deployment_gates_deployments{environment=\"prod-eu\",status=\"CREATED\"} 1.0",
                        "deployment_gates_events_total{type=\"deployment.verified\"} 1.0",
                        "deployment_gates_promotions_total{status=\"REQUESTED\"} 2.0",
                        "deployment_gates_promotions_total{status=\"PROMOTED\"} 2.0",
                        "deployment_gates_promotions_open{status=\"WAITING\"} 0.0",
                        "deployment_gates_waiters 0.0",
                        "http_server_requests_seconds_count{operation=\"GET /v1/matrix\",status=\"200\"} 1");
        assertThat(metrics).contains("jvm_memory_used_bytes", "deployment_gates_ledger_commits_total ");
        served.world.deliver("prod-eu");
        assertThat(get("/metrics").body())
                .contains("deployment_gates_deployments{environment=\"prod-eu\",status=\"COMPLETED\"} 1.0")
                .doesNotContain("environment=\"prod-eu\",status=\"CREATED\"");
    }

    @Test
    public void shouldTellTheSameToManyWhoAskAtOnce() throws Exception {
        served.start(Served.MANY);
        served.world.carry("1.0", "qa", "prod-eu", "prod-us");
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<Integer>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            asked.add(client.sendAsync(served.get("/metrics").build(), BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode));
        }
        assertThat(asked).allSatisfy(status -> assertThat(status.join()).isEqualTo(200));
    }

    @Test
    public void shouldTellMetricsToWhoMaySeeAllApplicationsOnly() throws Exception {
        String all = served.token("prometheus", Role.READER);
        String some = served.token("shopkeeper", List.of(Role.OPERATOR), List.of("shop"), null);
        served.start(Served.MANY);
        assertThat(get("/metrics").statusCode()).isEqualTo(401);
        assertThat(get("/metrics", "Authorization", "Bearer " + all).statusCode())
                .isEqualTo(200);
        assertThat(get("/metrics", "Authorization", "Bearer " + some).body())
                .isEqualTo("{\"type\":\"urn:deployment-gates:problem:not-allowed\",\"title\":\"You may not do this\","
                        + "\"status\":403,\"detail\":\"shopkeeper may not read the metrics, which are about all"
                        + " applications\"}");
    }

    @Test
    public void shouldShowTheDescriptionFromItsOwnFilesOnly() throws Exception {
        served.token("ci", Role.READER);
        served.start(Served.MANY);
        HttpResponse<String> page = get("/api/docs/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'self'; ")
                .doesNotContain("script-src", "unsafe");
        assertThat(page.body()).doesNotContain("http:", "https:", "<style", "onclick");
        for (String file : List.of("docs.js", "docs.css", "swagger-ui-bundle.js", "swagger-ui.css")) {
            assertThat(page.body()).contains("\"" + file + "\"");
            assertThat(get("/api/docs/" + file).statusCode()).isEqualTo(200);
        }
        assertThat(get("/api/docs").headers().firstValue("location")).hasValue("/api/docs/");
        assertThat(served.send(served.get("/api/docs/").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        assertThat(get("/api/docs/../../simplelogger.properties").statusCode()).isIn(401, 404);
    }

    @Test
    public void shouldShowThePagesFromItsOwnFilesOnly() throws Exception {
        served.token("ci", Role.READER);
        served.start(Served.MANY);
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValue("default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src"
                        + " 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
        assertThat(page.body()).doesNotContain("http:", "https:", "<style", "{{");
        List<String> files = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(files).hasSize(6).allSatisfy(file -> {
            HttpResponse<String> answer = get("/" + file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            assertThat(answer.headers().firstValue("cache-control")).hasValue("public, max-age=31536000, immutable");
        });
        String tag = page.headers().firstValue("etag").orElseThrow();
        assertThat(get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get("/", "If-None-Match", tag).headers().firstValue("Content-Type"))
                .isEmpty();
    }

    @Test
    public void shouldHaveNoOtherFilesAndNoneOfAnotherVersion() throws Exception {
        served.start(Served.MANY);
        String known = get("/").body().replaceFirst("(?s).*href=\"(pages/[0-9a-f]+)/icon.svg.*", "$1");
        assertThat(get("/" + known + "/theme.js").statusCode()).isEqualTo(200);
        for (String path : List.of(
                "/pages/0000000000000000/theme.js",
                "/" + known + "/shell.html",
                "/" + known + "/core",
                "/" + known + "/core/none.js",
                "/" + known + "/core/../theme.js",
                "/" + known + "/%2e%2e/FrontDoor.class",
                "/pages/",
                "/nothing")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(served.send(served.get("/").POST(BodyPublishers.noBody())).body())
                .contains("\"detail\":\"'/' knows GET and HEAD only\"");
    }

    @Test
    public void shouldReadTheConfigurationAgainWhenItsFileChanged() throws Exception {
        ConfigurationWatch watch = new ConfigurationWatch(served.host);
        assertThat(watch.readIfChanged()).isFalse();
        String yaml = Files.readString(served.configuration);
        Files.writeString(served.configuration, yaml.replace("prod-us", "production-us"));
        assertThat(watch.readIfChanged()).isTrue();
        assertThat(served.host.configuration().environments()).containsKey("production-us");
        Files.writeString(served.configuration, "nonsense: true");
        assertThatThrownBy(watch::readIfChanged).isInstanceOf(ConfigurationException.class);
        assertThat(watch.readIfChanged()).isFalse();
        assertThat(served.host.configuration().environments()).containsKey("production-us");
    }
}
