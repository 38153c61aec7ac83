package io.jenkins.plugins.deploymentgates.promotion;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The gate ticket, asking Jira for the statuses of what comes in. */
public class TicketStatusTest {
    private static final String YAML =
            """
            applications:
              shop:
                git: {repository: ORIGIN}
                tickets: {jira: {url: 'JIRA', type: cloud}}
                pipeline: {qa: {}}
            environments:
              qa: {gates: [{ticket: {status: [Done, Ready for release]}}]}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final WireMockServer jira =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    private World world;

    @Before
    public void start() throws IOException {
        jira.start();
        jira.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        world(YAML);
    }

    private void world(String yaml) throws IOException {
        if (world != null) {
            world.close();
        }
        world = World.create(folder.newFolder().toPath(), yaml.replace("JIRA", jira.baseUrl()));
        world.origin().commit("main", "SHOP-1: one", Map.of("a.txt", "1\n"));
        world.origin().commit("main", "SHOP-2: two", Map.of("a.txt", "2\n"));
    }

    @After
    public void stop() {
        world.close();
        jira.stop();
    }

    private void status(String key, String status) {
        jira.stubFor(get("/rest/api/3/issue/" + key + "?fields=status")
                .willReturn(okJson("{\"id\": \"10002\", \"key\": \"" + key
                        + "\", \"fields\": {\"status\": {\"name\": \"" + status + "\", \"id\": \"10001\"}}}")));
    }

    private GateOutcome said() {
        return world.engine().promotions().explain(World.ANN, PromoteRequest.of("shop", "qa")).outcomes().stream()
                .filter(outcome -> outcome.gate().equals("ticket"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void shouldPassWhenEveryTicketHasOneOfTheStatuses() {
        status("SHOP-1", "Done");
        status("SHOP-2", "ready for Release");

        assertThat(said())
                .isEqualTo(GateOutcome.passed(
                        "ticket",
                        "every ticket is Done or Ready for release: SHOP-1 Done, SHOP-2 ready for Release",
                        "SHOP-1 Done, SHOP-2 ready for Release"));
        PromotionResult result = world.engine().promotions().promote(World.ANN, PromoteRequest.of("shop", "qa"));
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.read(view -> view.grounds(result.promotion().id()))
                        .orElseThrow()
                        .tickets())
                .containsExactly("SHOP-1", "SHOP-2");
    }

    @Test
    public void shouldRefuseNamingTicketAndStatus() {
        status("SHOP-1", "In Progress");

        assertThat(said())
                .isEqualTo(GateOutcome.refused(
                        "ticket",
                        "SHOP-1 is 'In Progress'; Jira shows no ticket SHOP-2; every ticket must be Done or Ready for"
                                + " release",
                        "SHOP-1 In Progress, SHOP-2 is not there",
                        "bring the tickets there, then ask for the promotion again"));
    }

    @Test
    public void shouldWaitWhileJiraCannotBeAsked() {
        status("SHOP-1", "Done");
        jira.stubFor(get("/rest/api/3/issue/SHOP-2?fields=status")
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "120")));

        assertThat(said())
                .isEqualTo(GateOutcome.waitingUntil(
                        "ticket",
                        "Jira at " + jira.baseUrl() + " was asked for the status of SHOP-2 and answered 503",
                        "SHOP-1 Done",
                        world.clock().instant().plusSeconds(120)));
        String url = jira.baseUrl();
        jira.stop();
        assertThat(said().verdict()).isEqualTo(Verdict.WAITING);
        assertThat(said().reason())
                .isEqualTo("Jira at " + url
                        + " cannot be reached or did not answer in time; it was asked for the status of SHOP-1");
        assertThat(said().earliest()).isEqualTo(world.clock().instant().plusSeconds(60));
    }

    @Test
    public void shouldRefuseWithoutAJira() throws IOException {
        world(YAML.replace("tickets: {jira: {url: 'JIRA', type: cloud}}", "description: none"));

        assertThat(said())
                .isEqualTo(GateOutcome.refused(
                        "ticket",
                        "nobody can say whether tickets are Done or Ready for release: shop has no Jira",
                        "no Jira",
                        "configure applications.shop.tickets.jira, or take status out of the gate"));
    }

    @Test
    public void shouldAskForTicketsFirst() throws IOException {
        world.origin().commit("main", "no ticket", Map.of("a.txt", "3\n"));

        assertThat(said().verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(said().reason()).startsWith("1 incoming commit of 3 names no ticket");
    }
}
