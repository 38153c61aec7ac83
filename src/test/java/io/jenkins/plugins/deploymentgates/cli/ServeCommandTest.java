package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.Test;

/** The server as one starts and stops it, and its tokens as one makes them. */
public class ServeCommandTest extends ShopCommands {

    @Test
    public void shouldEndWhatIsUnderWayWhenItIsToldToStop() throws Exception {
        Path err = shop.folder.resolve("err.txt");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "serve",
                        "--port",
                        "0",
                        "--config",
                        shop.folder.resolve("deployment-gates.yaml").toString(),
                        "--ledger",
                        shop.ledger.toString(),
                        "--as",
                        "anna")
                .redirectError(err.toFile())
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String line = String.valueOf(out.readLine());
            assertThat(line).as(Files.readString(err)).startsWith("listening on http://127.0.0.1:");
            URI root = URI.create(line.substring("listening on ".length()));
            HttpClient client = HttpClient.newHttpClient();
            HttpResponse<Stream<String>> stream = client.send(
                    HttpRequest.newBuilder(URI.create(root + "/v1/events?after=0"))
                            .header("accept", "text/event-stream")
                            .build(),
                    BodyHandlers.ofLines());
            CompletableFuture<HttpResponse<String>> poll = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(root + "/v1/events?wait=60&after=0"))
                            .build(),
                    BodyHandlers.ofString());
            String both = "deployment_gates_waiters 2.0\n";
            while (!client.send(HttpRequest.newBuilder(root.resolve("/metrics")).build(), BodyHandlers.ofString())
                    .body()
                    .contains(both)) {
                Thread.onSpinWait();
            }
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(root + "/v1/caller"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .startsWith("{\"name\":\"anna\"");

            server.destroy();

            List<String> lines = new ArrayList<>();
            stream.body().forEach(lines::add);
            assertThat(lines.get(0)).isEqualTo("retry: 3000");
            assertThat(poll.join().body()).isEqualTo("{\"events\":[],\"next\":0}");
            assertThat(server.waitFor()).isEqualTo(143);
        }
        assertThat(Files.readString(err)).isEmpty();
        assertThat(shop.run("verify-ledger").exitCode()).isZero();
    }

    @Test
    public void shouldShowATokenOnceAndListItWithoutItsSecret() throws Exception {
        Result made = shop.run("token", "create", "ci", "--role", "recorder", "--role", "promoter", "--expires", "90d");
        assertThat(made.out()).matches("dg_[0-9a-f]{8}_[A-Za-z0-9_-]{43}\\R");
        String id = made.out().substring(3, 11);
        assertThat(shop.run("token", "list"))
                .isEqualTo(
                        done(
                                "ID        NAME  ROLES               APPLICATIONS  AGE  BY    STATE",
                                id
                                        + "  ci    recorder, promoter  all           0s   anna  valid until 2026-06-01T09:00:00Z (in 90d)"));
        assertThat(shop.run("token", "list", "--json").out())
                .contains("\"id\" : \"" + id + "\"")
                .doesNotContain("hash");
        assertThat(shop.run("token", "revoke", "ci")).isEqualTo(done("revoked " + id + " of ci"));
        assertThat(shop.run("token", "list").out()).contains("revoked by anna 2026-03-03T09:00:00Z");
        assertThat(shop.run("verify-ledger").exitCode()).isZero();
        assertThat(shop.run("rebuild").exitCode()).isZero();
        assertThat(shop.run("token", "list").out()).contains(id);
        assertThat(shop.run("export").out()).doesNotContain(id);
    }

    @Test
    public void shouldTellProgramsWhatItMade() throws Exception {
        Result made = shop.run(
                "token", "create", "ci", "--role", "reader", "--application", "shop", "--group", "g", "--json");
        var json = new ObjectMapper().readTree(made.out());
        assertThat(json.path("token").textValue())
                .startsWith("dg_" + json.path("id").textValue());
        assertThat(json.path("applications").toString()).isEqualTo("[\"shop\"]");
        assertThat(json.path("groups").toString()).isEqualTo("[\"g\"]");
    }

    @Test
    public void shouldSayWhatIsWrong() {
        assertThat(shop.run("token", "create", "ci", "--role", "boss"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: --role 'boss' is no role; valid are reader, recorder, promoter, approver,"
                                + " operator, administrator"));
        assertThat(shop.run("token", "list")).isEqualTo(done("there are no tokens"));
        assertThat(shop.run("serve", "--port", "70000"))
                .isEqualTo(failed(2, "deployment-gates: --port 70000 is no port; valid are 0 to 65535"));
        assertThat(shop.run("serve", "--rate", "0"))
                .isEqualTo(failed(2, "deployment-gates: --rate 0 lets nobody in; valid is a whole number from 1"));
        assertThat(shop.run("serve", "--drift-every", "soon"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: --drift-every: 'soon' is no duration; valid are for example 30m, 2h, 1h30m,"
                                + " 14d and PT1H30M, or 'never'"));
        assertThat(shop.run("serve", "--drift-every", "0s"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: --drift-every: the duration '0s' is not longer than zero; valid is for"
                                + " example 30m, or 'never'"));
        assertThat(shop.run("serve", "--key-store-password-file", "x"))
                .isEqualTo(
                        failed(2, "deployment-gates: --key-store-password-file is for --key-store, which is missing"));
        assertThat(shop.run("serve", "--key-store", "x.p12"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the key store x.p12 needs its password, in"
                                + " DEPLOYMENT_GATES_KEY_STORE_PASSWORD or in a file that --key-store-password-file"
                                + " names"));
        assertThat(shop.run("serve", "--bind", "0.0.0.0", "--port", "0"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: at 0.0.0.0 other machines can call, and there is no token that would tell"
                                + " who does; make one first, such as 'deployment-gates token create NAME --role"
                                + " administrator', or bind to 127.0.0.1"));
        assertThat(shop.run("token"))
                .isEqualTo(misused("deployment-gates token", "name a step: create, list or revoke"));
    }
}
