package io.jenkins.plugins.deploymentgates.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Jira is told what was promoted, as durably as webhooks are. */
public class JiraDeliveryTest extends InOutbox {
    private static final String COMMENTS = "/rest/api/2/issue/SHOP-2/comment";

    private final WireMockServer jira =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    @Before
    public void startJira() {
        jira.start();
        environment.put("DEPLOYMENT_GATES_SECRET_JIRA", "t0ken");
        jira.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(404)));
        jira.stubFor(WireMock.get("/rest/api/2/issue/SHOP-2?fields=status")
                .willReturn(okJson("{\"key\": \"SHOP-2\", \"fields\": {\"status\": {\"name\": \"Done\"}}}")));
        jira.stubFor(WireMock.get("/rest/api/2/project/SHOP/versions")
                .willReturn(okJson("[{\"name\": \"shop 1.4 in prod\"}]")));
        jira.stubFor(
                WireMock.put("/rest/api/2/issue/SHOP-2").willReturn(aResponse().withStatus(204)));
        jira.stubFor(WireMock.get(COMMENTS + "?orderBy=-created&startAt=0&maxResults=100")
                .willReturn(okJson("{\"comments\": []}")));
        jira.stubFor(post(COMMENTS).willReturn(aResponse().withStatus(201)));
        configuration = new ConfigurationReader()
                .parse(
                        "gates.yaml",
                        "applications: {shop: {pipeline: {qa: {}, prod: {after: [qa]}}, tickets: {jira: {url: '"
                                + jira.baseUrl() + "', type: data-center, credentials: jira, fixVersion: '{application}"
                                + " {version} in {environment}', comment: true, environments: [prod]}}}}\n");
        deliver();
    }

    @After
    public void stopJira() {
        jira.stop();
    }

    private void promoted(long id, String environment, String... tickets) {
        Release release = Release.of("shop", "1.4", List.of(), null, null);
        if (ledger.read(view -> view.release(release.fingerprint())).isEmpty()) {
            append(new Event.ReleaseRecorded(release));
        }
        append(new Event.PromotionRequested(
                id, "shop", List.of(), environment, release.fingerprint(), "1.4", null, PromotionKind.FORWARD, null));
        append(new Event.PromotionMoved(
                id,
                "shop",
                environment,
                PromotionStatus.REQUESTED,
                PromotionStatus.EXECUTING,
                "",
                null,
                new Grounds("c", List.of(), List.of(), List.of(tickets))));
        append(new Event.PromotionMoved(
                id, "shop", environment, PromotionStatus.EXECUTING, PromotionStatus.PROMOTED, "", null));
    }

    private void commented(int times) {
        jira.verify(times, postRequestedFor(urlEqualTo(COMMENTS)));
    }

    @Test
    public void shouldSetTheFixVersionAndCommentOnWhatIsThere() {
        promoted(1, "prod", "SHOP-2", "UTF-8", "no key");

        assertThat(deliver().deliveredCount()).isEqualTo(1);

        jira.verify(1, putRequestedFor(urlEqualTo("/rest/api/2/issue/SHOP-2")));
        commented(1);
        assertThat(jira.findAll(postRequestedFor(urlEqualTo(COMMENTS))).get(0).getBodyAsString())
                .startsWith("{\"body\":\"shop 1.4 was promoted to prod: promotion 1, asked for by ann\\n");
        assertThat(status().format()).isEqualTo(WebhookStatus.Format.JIRA);
        deliver();
        commented(1);
    }

    @Test
    public void shouldTellOnlyWhatIsWanted() {
        promoted(1, "qa", "SHOP-2");
        promoted(2, "prod");

        assertThat(deliver().deliveredCount()).isZero();
        commented(0);
    }

    @Test
    public void shouldTryAgainUntilItIsTaken() {
        jira.stubFor(post(COMMENTS).willReturn(aResponse().withStatus(503)));
        promoted(1, "prod", "SHOP-2");

        assertThat(deliver().failedCount()).isEqualTo(1);
        assertThat(status().problem())
                .isEqualTo("Jira at " + jira.baseUrl() + " was asked to comment on SHOP-2 and answered 503");
        jira.stubFor(post(COMMENTS).willReturn(aResponse().withStatus(201)));
        clock.advance(Duration.ofHours(1));

        assertThat(deliver().deliveredCount()).isEqualTo(1);
        commented(2);
    }

    @Test
    public void shouldNotCommentAgainWhenOnlyTheAnswerWasLost() {
        jira.stubFor(post(COMMENTS).willReturn(aResponse().withStatus(504)));
        promoted(1, "prod", "SHOP-2");
        deliver();
        String written =
                jira.findAll(postRequestedFor(urlEqualTo(COMMENTS))).get(0).getBodyAsString();
        jira.stubFor(WireMock.get(COMMENTS + "?orderBy=-created&startAt=0&maxResults=100")
                .willReturn(okJson("{\"comments\": [" + written + "]}")));
        clock.advance(Duration.ofHours(1));

        assertThat(deliver().deliveredCount()).isEqualTo(1);
        commented(1);
    }

    @Test
    public void shouldKeepWhatJiraDoesNotTakeToBeSentAgain() {
        jira.stubFor(WireMock.put("/rest/api/2/issue/SHOP-2")
                .willReturn(okJson("{\"errorMessages\": [\"No\"]}").withStatus(400)));
        promoted(1, "prod", "SHOP-2");

        assertThat(deliver().deadCount()).isEqualTo(1);
        assertThat(webhooks().dead(9).get(0).problem())
                .isEqualTo("Jira at " + jira.baseUrl()
                        + " was asked to fix SHOP-2 in shop 1.4 in prod and answered 400: No");
        jira.stubFor(
                WireMock.put("/rest/api/2/issue/SHOP-2").willReturn(aResponse().withStatus(204)));
        webhooks().resendAll();
        assertThat(deliver().deliveredCount()).isEqualTo(1);
        commented(1);
    }

    @Test
    public void shouldWaitForASecretThatIsMissing() {
        environment.clear();
        promoted(1, "prod", "SHOP-2");

        assertThat(deliver().failedCount()).isEqualTo(1);
        assertThat(status().problem())
                .isEqualTo("there is no secret 'jira'; set DEPLOYMENT_GATES_SECRET_JIRA, or"
                        + " DEPLOYMENT_GATES_SECRET_JIRA_FILE to the file that has it");
        commented(0);
    }
}
