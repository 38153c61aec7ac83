package io.jenkins.plugins.deploymentgates.jenkins.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.deploymentgates.api.ApiRequest;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** {@code /deployments/api} over HTTP: who comes in, what they see, and how Jenkins answers. */
public class ApiEndpointTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String YAML =
            """
            applications:
              shop:
                pipeline:
                  qa: {}
                  prod: {after: [qa]}
              vault:
                pipeline:
                  vault-test: {}
              begun:
                artifacts: [com.acme:begun]
                pipeline:
                  first: {}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();

    @Before
    public void begin() throws Exception {
        GatesFixture.fresh(YAML);
        for (String name : List.of("shop", "vault")) {
            FreeStyleProject job = Jenkins.get().getItemByFullName(name, FreeStyleProject.class);
            if (job == null) {
                job = JENKINS.createFreeStyleProject(name);
            }
            String environment = name.equals("shop") ? "qa" : "vault-test";
            DeploymentGates.get()
                    .engine()
                    .recordings()
                    .record(
                            new Actor("ann", Set.of(), new Build(job.getFullName(), 1, null)),
                            new RecordRequest(
                                    name, environment, "1.0", List.of(), null, DeploymentStatus.COMPLETED, "", null));
        }
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("ann", "eve")
                .grant(Item.READ, DeploymentPermissions.RECORD)
                .onItems(JENKINS.jenkins.getItem("shop"))
                .to("ann"));
    }

    private static String token(String user) throws IOException {
        ApiTokenProperty property = User.getById(user, true).getProperty(ApiTokenProperty.class);
        return property.generateNewToken("test").plainValue;
    }

    private static HttpRequest.Builder request(String method, String target, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(JENKINS.getURL() + "deployments/api" + target));
        return body.isEmpty()
                ? request.method(method, BodyPublishers.noBody())
                : request.method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                        .header("Content-Type", "application/json");
    }

    private static HttpRequest.Builder as(String user, HttpRequest.Builder request) throws IOException {
        String login = user + ":" + token(user);
        return request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> send(String user, String method, String target, String body) throws Exception {
        return client.send(as(user, request(method, target, body)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        assertThat(response.headers().firstValue("content-type").orElse("")).contains("json");
        return MAPPER.readTree(response.body());
    }

    @Test
    public void shouldShowUsersTheApplicationsOfJobsTheyMayRead() throws Exception {
        assertThat(json(send("ann", "GET", "/v1/caller", "")).toString())
                .isEqualTo("{\"name\":\"ann\",\"groups\":[\"authenticated\"],\"administers\":false,"
                        + "\"applications\":[\"shop\"],\"may\":[]}");
        assertThat(json(send("admin", "GET", "/v1/caller", "")).path("applications"))
                .hasSize(3);
        assertThat(json(send("eve", "GET", "/v1/caller", "")).path("applications"))
                .isEmpty();
        assertThat(send("eve", "GET", "/v1/matrix?application=shop", "").statusCode())
                .isEqualTo(404);
        assertThat(send("ann", "GET", "/v1/events", "").body()).contains("shop").doesNotContain("vault");
    }

    @Test
    public void shouldLetUsersDoWhatTheirPermissionsAllow() throws Exception {
        String body = "{'application': 'shop', 'environment': 'qa', 'version': '1.1'}";
        assertThat(send("ann", "POST", "/v1/deployments", body).statusCode()).isEqualTo(200);
        assertThat(GatesFixture.current("shop", "qa").by()).isEqualTo("ann");
        HttpResponse<String> hold = send("ann", "POST", "/v1/holds", "{'environment': 'qa', 'reason': 'stop'}");
        assertThat(hold.statusCode()).isEqualTo(403);
        assertThat(json(hold).path("type").textValue()).isEqualTo("urn:deployment-gates:problem:not-allowed");
        assertThat(send("admin", "POST", "/v1/holds", "{'environment': 'qa', 'reason': 'stop'}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    public void shouldLetWhoReadsAllJobsBeginForAnApplicationWithoutAny() throws Exception {
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, DeploymentPermissions.RECORD)
                .everywhere()
                .to("ci")
                .grant(Jenkins.READ, DeploymentPermissions.RECORD)
                .everywhere()
                .to("eve"));
        String artifact =
                "{'group': 'com.acme', 'name': 'begun', 'version': '1', 'sourceUrl': 'https://repo.example.com/1'}";

        assertThat(send("eve", "POST", "/artifacts", artifact).statusCode()).isEqualTo(404);
        assertThat(send("ci", "POST", "/artifacts", artifact).statusCode()).isEqualTo(201);
        assertThat(GatesFixture.current("begun", "first").status()).isEqualTo(DeploymentStatus.CREATED);
    }

    @Test
    public void shouldLeaveThoseOutWhomJenkinsDoesNotLetIn() throws Exception {
        HttpResponse<String> response =
                client.send(request("GET", "/health", "").build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    public void shouldDemandACrumbOfASessionForEveryMethodThatWrites() throws Exception {
        JenkinsRule.WebClient browser = JENKINS.createWebClient().login("admin");
        String cookie = browser.getCookieManager().getCookies().stream()
                .map(one -> one.getName() + "=" + one.getValue())
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow();
        for (String method : List.of("POST", "PATCH", "DELETE")) {
            // A connection of its own for each: Jenkins' filter refuses without reading the body, and the server may
            // hang up then.
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            request(method, "/v1/holds", "{}")
                                    .header("Cookie", cookie)
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).as(method).isEqualTo(403);
            if (!method.equals("POST")) {
                assertThat(json(response).path("detail").textValue())
                        .isEqualTo("a session needs a crumb in the header Jenkins-Crumb; an API token needs none");
            }
        }
        HttpResponse<String> crumb = client.send(
                HttpRequest.newBuilder(URI.create(JENKINS.getURL() + "crumbIssuer/api/json"))
                        .header("Cookie", cookie)
                        .build(),
                BodyHandlers.ofString());
        String text = json(crumb).path("crumb").textValue();
        assertThat(client.send(
                                request("POST", "/v1/holds", "{'environment': 'prod', 'reason': 'stop'}")
                                        .header("Cookie", cookie)
                                        .header("Jenkins-Crumb", text)
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
        assertThat(client.send(
                                request("PATCH", "/v1/holds", "{}")
                                        .header("Cookie", cookie)
                                        .header("Jenkins-Crumb", text)
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    public void shouldReadTargetsAsTheyWereSent() throws Exception {
        assertThat(json(send("admin", "GET", "/v1/matrix?application=sh%6fp", "")))
                .isNotEmpty();
        assertThat(json(send("admin", "GET", "/v1/ma%74rix", ""))).isNotEmpty();
        assertThat(json(send("admin", "GET", "/v1/nothing%20here", ""))
                        .path("detail")
                        .textValue())
                .startsWith("there is nothing at '/v1/nothing here'");
        assertThat(json(send("admin", "GET", "/", "")).path("status").intValue())
                .isEqualTo(404);
        assertThat(send("admin", "HEAD", "/v1/matrix", "").headers().firstValue("etag"))
                .isPresent();
        assertThat(send("admin", "PUT", "/v1/holds", "").headers().firstValue("allow"))
                .hasValue("GET, HEAD, POST");
    }

    @Test
    public void shouldRefuseBodiesThatAreTooLong() throws Exception {
        URL root = JENKINS.getURL();
        String login =
                Base64.getEncoder().encodeToString(("admin:" + token("admin")).getBytes(StandardCharsets.US_ASCII));
        // Only the head: a body that nobody reads would have the server hang up, be its answer read or not.
        String head = "POST " + root.getPath() + "deployments/api/v1/holds HTTP/1.1\r\nHost: " + root.getAuthority()
                + "\r\nAuthorization: Basic " + login + "\r\nContent-Type: application/json\r\nContent-Length: "
                + (ApiRequest.MAX_BODY + 14) + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("\"detail\":\"the body has 1048590 bytes; at most 1048576 are taken\"");
        }
    }

    @Test
    public void shouldAnswerALongPollAndAStreamWhenSomethingHappens() throws Exception {
        long head = GatesFixture.read(view -> view.head());
        CompletableFuture<HttpResponse<String>> poll = client.sendAsync(
                as("admin", request("GET", "/v1/events?wait=60&after=" + head, ""))
                        .build(),
                BodyHandlers.ofString());
        HttpResponse<InputStream> stream = client.send(
                as("admin", request("GET", "/v1/events?after=" + (head - 1), ""))
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("retry: 3000");
            assertThat(nextId(lines)).isEqualTo("id: " + head);
            send("admin", "POST", "/v1/holds", "{'environment': 'qa', 'reason': 'stop'}");
            assertThat(nextId(lines)).isEqualTo("id: " + (head + 1));
        }
        assertThat(json(poll.join()).path("events").path(0).path("type").textValue())
                .isEqualTo("hold.placed");
    }

    private static String nextId(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("id: ")) {
            line = lines.readLine();
        }
        return line;
    }

    @Test
    public void shouldReadTheConfigurationAgainFromItsFile() throws Exception {
        Path file = folder.newFile("deployment-gates.yaml").toPath();
        Files.writeString(file, YAML);
        DeploymentGatesConfiguration.get().setPath(file.toString());
        Files.writeString(file, YAML.replace("vault", "safe"));
        assertThat(send("ann", "POST", "/tasks/configReload", "").statusCode()).isEqualTo(403);
        assertThat(send("admin", "POST", "/tasks/configReload", "").statusCode())
                .isEqualTo(200);
        assertThat(DeploymentGates.get().configuration().applications()).containsKey("safe");

        Files.writeString(file, "applications: 7");
        HttpResponse<String> wrong = send("admin", "POST", "/tasks/configReload", "");
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(json(wrong).path("detail").textValue()).contains("applications");
        assertThat(DeploymentGates.get().configuration().applications()).containsKey("safe");
    }
}
