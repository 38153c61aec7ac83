package io.jenkins.plugins.deploymentgates.promotion.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Test;

/** Both APIs of Jira as their documentation shows what they answer. */
public class JiraTest {
    private static final String MARK = "4f1c2b6e-8a5d-3f7e-9c0b-1d2e3f4a5b6c";

    /** Cloud: GET /rest/api/3/issue/SHOP-2?fields=status. */
    private static final String ISSUE =
            """
            {"expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations", "id": "10002",
             "self": "https://acme.atlassian.net/rest/api/3/issue/10002", "key": "SHOP-2",
             "fields": {"status": {"self": "https://acme.atlassian.net/rest/api/3/status/10001", "description": "",
               "iconUrl": "https://acme.atlassian.net/", "name": "Ready for release", "id": "10001",
               "statusCategory": {"id": 3, "key": "done", "colorName": "green", "name": "Done"}}}}
            """;

    private static final String VERSIONS =
            """
            [{"self": "https://jira.example.com/rest/api/2/version/10000", "id": "10000", "description": "First",
              "name": "shop 1.3", "archived": false, "released": true, "releaseDate": "2026-02-01", "projectId": 10500}]
            """;

    private static final String PROJECT =
            """
            {"expand": "description,lead,url,projectKeys", "self": "https://jira.example.com/rest/api/2/project/SHOP",
             "id": "10500", "key": "SHOP", "name": "Shop", "issueTypes": [], "versions": []}
            """;

    private static final String MISSING =
            "{\"errorMessages\": [\"Issue does not exist or you do not have permission to see it.\"], \"errors\": {}}";

    private final WireMockServer server =
            new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());

    public JiraTest() {
        server.start();
    }

    @After
    public void stop() {
        server.stop();
    }

    private Jira jira(JiraSettings.Type type, String secret) {
        return new Jira(
                new WebCalls(HttpProxy.ofJava(), Duration.ofSeconds(30), Jira.MOST),
                new JiraSettings(type, server.baseUrl() + "/", "jira", null, true, List.of(), null),
                secret);
    }

    private Jira cloud() {
        return jira(JiraSettings.Type.CLOUD, "ann@example.com:t0ken");
    }

    private Jira dataCenter() {
        return jira(JiraSettings.Type.DATA_CENTER, "NjY1OTk4");
    }

    private void on(MappingBuilder request, ResponseDefinitionBuilder answer) {
        server.stubFor(request.willReturn(answer));
    }

    private String said() {
        return "Jira at " + server.baseUrl();
    }

    @Test
    public void shouldTellTheStatusOfAnIssue() throws InterruptedException {
        on(WireMock.get("/rest/api/3/issue/SHOP-2?fields=status"), okJson(ISSUE));
        on(
                WireMock.get("/rest/api/3/issue/SHOP-9?fields=status"),
                okJson(MISSING).withStatus(404));

        assertThat(cloud().status("SHOP-2")).hasValue("Ready for release");
        assertThat(cloud().status("SHOP-9")).isEmpty();
        server.verify(getRequestedFor(urlEqualTo("/rest/api/3/issue/SHOP-2?fields=status"))
                .withHeader("Authorization", WireMock.equalTo("Basic YW5uQGV4YW1wbGUuY29tOnQwa2Vu")));
    }

    @Test
    public void shouldMakeAVersionThatIsMissingAndSetIt() throws InterruptedException {
        on(WireMock.get("/rest/api/2/issue/SHOP-2?fields=status"), okJson(ISSUE));
        on(WireMock.get("/rest/api/2/project/SHOP/versions"), okJson(VERSIONS));
        on(WireMock.get("/rest/api/2/project/SHOP"), okJson(PROJECT));
        on(
                WireMock.post("/rest/api/2/version"),
                okJson("{\"id\": \"10001\", \"name\": \"shop 1.4\"}").withStatus(201));
        on(WireMock.put("/rest/api/2/issue/SHOP-2"), ok().withStatus(204));

        assertThat(dataCenter().addFixVersion("SHOP-2", "shop 1.4")).isTrue();

        server.verify(
                1,
                postRequestedFor(urlEqualTo("/rest/api/2/version"))
                        .withHeader("Authorization", WireMock.equalTo("Bearer NjY1OTk4"))
                        .withRequestBody(WireMock.equalToJson("{\"name\": \"shop 1.4\", \"projectId\": 10500}")));
        server.verify(
                1,
                putRequestedFor(urlEqualTo("/rest/api/2/issue/SHOP-2"))
                        .withRequestBody(WireMock.equalToJson(
                                "{\"update\": {\"fixVersions\": [{\"add\": {\"name\": \"shop 1.4\"}}]}}")));
    }

    @Test
    public void shouldTakeAVersionThatIsThere() throws InterruptedException {
        on(WireMock.get("/rest/api/3/issue/SHOP-2?fields=status"), okJson(ISSUE));
        on(WireMock.get("/rest/api/3/project/SHOP/versions"), okJson(VERSIONS));
        on(WireMock.put("/rest/api/3/issue/SHOP-2"), ok().withStatus(204));

        assertThat(cloud().addFixVersion("SHOP-2", "shop 1.3")).isTrue();

        server.verify(0, postRequestedFor(anyUrl()));
        server.verify(1, putRequestedFor(urlEqualTo("/rest/api/3/issue/SHOP-2")));
    }

    @Test
    public void shouldCommentWithADocumentInTheCloud() throws InterruptedException {
        on(
                WireMock.get("/rest/api/3/issue/SHOP-2/comment?orderBy=-created&startAt=0&maxResults=100"),
                okJson("{\"startAt\": 0, \"maxResults\": 100, \"total\": 0, \"comments\": []}"));
        on(
                WireMock.post("/rest/api/3/issue/SHOP-2/comment"),
                okJson("{\"id\": \"10100\"}").withStatus(201));

        assertThat(cloud().comment("SHOP-2", List.of("shop 1.4 *is* there"), MARK))
                .isTrue();

        server.verify(
                1,
                postRequestedFor(urlEqualTo("/rest/api/3/issue/SHOP-2/comment"))
                        .withRequestBody(
                                WireMock.equalToJson("{\"body\": {\"type\": \"doc\", \"version\": 1, \"content\": ["
                                        + "{\"type\": \"paragraph\", \"content\": [{\"type\": \"text\", \"text\": \"shop 1.4 *is*"
                                        + " there\"}]}, {\"type\": \"paragraph\", \"content\": [{\"type\": \"text\", \"text\": \""
                                        + MARK + "\"}]}]}}")));
    }

    @Test
    public void shouldCommentWithTextThatIsNoMarkupInADataCenter() throws InterruptedException {
        on(
                WireMock.get("/rest/api/2/issue/SHOP-2/comment?orderBy=-created&startAt=0&maxResults=100"),
                okJson(
                        "{\"startAt\": 0, \"maxResults\": 100, \"total\": 1, \"comments\": [{\"id\": \"10000\", \"body\":"
                                + " \"by hand\"}]}"));
        on(
                WireMock.post("/rest/api/2/issue/SHOP-2/comment"),
                okJson("{\"id\": \"10100\"}").withStatus(201));

        assertThat(dataCenter().comment("SHOP-2", List.of("shop {1.4} [x|http://y] *is* there"), MARK))
                .isTrue();

        server.verify(
                1,
                postRequestedFor(urlEqualTo("/rest/api/2/issue/SHOP-2/comment"))
                        .withRequestBody(WireMock.equalToJson("{\"body\": \"shop \\\\{1.4\\\\} \\\\[x\\\\|http://y\\\\]"
                                + " \\\\*is\\\\* there\\n" + MARK + "\"}")));
    }

    @Test
    public void shouldNotCommentTwice() throws InterruptedException {
        on(
                WireMock.get("/rest/api/3/issue/SHOP-2/comment?orderBy=-created&startAt=0&maxResults=100"),
                okJson(
                        "{\"startAt\": 0, \"maxResults\": 100, \"total\": 1, \"comments\": [{\"id\": \"10000\", \"body\":"
                                + " {\"type\": \"doc\", \"version\": 1, \"content\": [{\"type\": \"paragraph\", \"content\":"
                                + " [{\"type\": \"text\", \"text\": \"" + MARK + "\"}]}]}}]}"));

        assertThat(cloud().comment("SHOP-2", List.of("again"), MARK)).isTrue();

        server.verify(0, postRequestedFor(anyUrl()));
    }

    /** As a server answers that gives fewer at once than were asked for. */
    @Test
    public void shouldLookThroughAllCommentsForItsOwn() throws InterruptedException {
        String path = "/rest/api/2/issue/SHOP-2/comment?orderBy=-created&startAt=";
        on(
                WireMock.get(path + "0&maxResults=100"),
                okJson("{\"startAt\": 0, \"maxResults\": 2, \"total\": 3, \"comments\": [{\"id\": \"10002\", \"body\":"
                        + " \"three\"}, {\"id\": \"10001\", \"body\": \"two\"}]}"));
        on(
                WireMock.get(path + "2&maxResults=100"),
                okJson("{\"startAt\": 2, \"maxResults\": 2, \"total\": 3, \"comments\": [{\"id\": \"10000\", \"body\":"
                        + " \"one\\n" + MARK + "\"}]}"));

        assertThat(dataCenter().comment("SHOP-2", List.of("again"), MARK)).isTrue();
        server.verify(0, postRequestedFor(anyUrl()));

        on(
                WireMock.post("/rest/api/2/issue/SHOP-2/comment"),
                okJson("{\"id\": \"10003\"}").withStatus(201));
        assertThat(dataCenter().comment("SHOP-2", List.of("new"), "another mark"))
                .isTrue();
        server.verify(1, postRequestedFor(urlEqualTo("/rest/api/2/issue/SHOP-2/comment")));
    }

    @Test
    public void shouldTellThatThereIsNoSuchIssue() throws InterruptedException {
        on(WireMock.get(anyUrl()), okJson(MISSING).withStatus(404));

        assertThat(cloud().addFixVersion("UTF-8", "shop 1.4")).isFalse();
        assertThat(cloud().comment("UTF-8", List.of("x"), MARK)).isFalse();
    }

    @Test
    public void shouldSayWhatJiraSays() {
        on(WireMock.get("/rest/api/3/issue/SHOP-2?fields=status"), okJson(ISSUE));
        on(WireMock.get("/rest/api/3/project/SHOP/versions"), okJson(VERSIONS));
        on(
                WireMock.put("/rest/api/3/issue/SHOP-2"),
                okJson(
                                "{\"errorMessages\": [], \"errors\": {\"fixVersions\": \"Field 'fixVersions' cannot be set. It is"
                                        + " not on the appropriate screen, or unknown.\"}}")
                        .withStatus(400));

        assertThatThrownBy(() -> cloud().addFixVersion("SHOP-2", "shop 1.3"))
                .hasMessage(said() + " was asked to fix SHOP-2 in shop 1.3 and answered 400: fixVersions: Field"
                        + " 'fixVersions' cannot be set. It is not on the appropriate screen, or unknown.")
                .satisfies(e -> assertThat(((JiraException) e).mayPass()).isFalse());
    }

    @Test
    public void shouldTellWhatMayPass() {
        on(WireMock.get("/rest/api/3/issue/SHOP-1?fields=status"), aResponse().withStatus(503));
        on(WireMock.get("/rest/api/3/issue/SHOP-2?fields=status"), aResponse().withStatus(401));
        on(WireMock.get("/rest/api/3/issue/SHOP-3?fields=status"), ok("<h1>Log in</h1>"));
        on(WireMock.get("/rest/api/3/issue/SHOP-4?fields=status"), aResponse().withStatus(302));

        assertThatThrownBy(() -> cloud().status("SHOP-1"))
                .hasMessage(said() + " was asked for the status of SHOP-1 and answered 503")
                .satisfies(e -> assertThat(((JiraException) e).mayPass()).isTrue());
        assertThatThrownBy(() -> cloud().status("SHOP-2"))
                .hasMessage(said() + " was asked for the status of SHOP-2 and answered 401")
                .satisfies(e -> assertThat(((JiraException) e).mayPass()).isTrue());
        assertThatThrownBy(() -> cloud().status("SHOP-3"))
                .hasMessage(
                        said() + " was asked for the status of SHOP-3, and its answer is no JSON; is the url right?");
        assertThatThrownBy(() -> cloud().status("SHOP-4"))
                .hasMessage(said() + " was asked for the status of SHOP-4 and answered 302");
        String url = server.baseUrl();
        Jira gone = cloud();
        server.stop();
        assertThatThrownBy(() -> gone.status("SHOP-1"))
                .hasMessage("Jira at " + url
                        + " cannot be reached or did not answer in time; it was asked for the status of SHOP-1")
                .satisfies(e -> assertThat(((JiraException) e).mayPass()).isTrue());
    }
}
