package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.User;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.notify.Receiver;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Got;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A controller delivers what happens, signed with secrets of its own store, to a receiver on a real socket. */
public class WebhooksTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private final Receiver receiver = new Receiver();
    private final HttpClient client = HttpClient.newHttpClient();

    @After
    public void stop() {
        receiver.close();
    }

    private void configure() {
        DeploymentGates.get().ledger();
        GatesFixture.configure("applications: {shop: {pipeline: {qa: {}}}}\nwebhooks: [{url: '" + receiver.url("/hook")
                + "', on: [deployment.created], secret: hook-hmac}]\n");
    }

    private static void keep(String secret) throws Exception {
        SystemCredentialsProvider store = SystemCredentialsProvider.getInstance();
        store.getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "hook-hmac", "", Secret.fromString(secret)));
        store.save();
    }

    private static String signature(String secret, Got got) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = got.id() + "." + got.header("webhook-timestamp") + "." + got.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> ask(JenkinsRule jenkins, String user, String method, String target) throws Exception {
        String token =
                User.getById(user, true).getProperty(ApiTokenProperty.class).generateNewToken("test").plainValue;
        String login = Base64.getEncoder().encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(URI.create(jenkins.getURL() + "deployments/api/v1/webhooks" + target))
                        .method(method, BodyPublishers.noBody())
                        .header("Authorization", "Basic " + login)
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode shown(JenkinsRule jenkins, String target) throws Exception {
        return new ObjectMapper().readTree(ask(jenkins, "admin", "GET", target).body());
    }

    private static void secure(JenkinsRule jenkins) {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, DeploymentPermissions.RECORD)
                .everywhere()
                .to("ann"));
    }

    @Test
    public void shouldSignWithASecretTextOfJenkinsAndGoOnAfterARestartWithWhatWasNotTaken() throws Throwable {
        AtomicReference<Got> refused = new AtomicReference<>();
        sessions.then(jenkins -> {
            keep("topsecret");
            configure();
            GatesFixture.deliver("shop", "qa", "1.0");
            Got got = receiver.next();
            assertThat(got.header("content-type")).isEqualTo("application/json");
            assertThat(got.header("webhook-timestamp")).matches("[0-9]{10}");
            assertThat(got.header("webhook-signature")).isEqualTo(signature("topsecret", got));
            assertThat(got.body()).contains("\"by\":\"ann\",\"type\":\"deployment.created\",\"application\":\"shop\"");
            // The first may still be about to be answered.
            receiver.answers(request -> Reply.status(request.id().equals(got.id()) ? 204 : 503));
            GatesFixture.deliver("shop", "qa", "1.1");
            refused.set(receiver.next());
            assertThat(refused.get().id()).isNotEqualTo(got.id());
        });
        receiver.got();
        receiver.answers(request -> Reply.status(204));
        sessions.then(jenkins -> {
            Got again = receiver.next();
            assertThat(again.id()).isEqualTo(refused.get().id());
            assertThat(again.body()).isEqualTo(refused.get().body());
            assertThat(again.header("webhook-signature")).isEqualTo(signature("topsecret", again));
        });
    }

    @Test
    public void shouldShowAdministratorsWhatWasRefusedAndSendItAgain() throws Throwable {
        sessions.then(jenkins -> {
            keep("topsecret");
            secure(jenkins);
            configure();
            receiver.answers(Reply.status(410));
            GatesFixture.deliver("shop", "qa", "1.0");
            GatesFixture.deliver("shop", "qa", "1.1");
            // The second is sent once the first was given up.
            List<Got> got = List.of(receiver.next(), receiver.next());
            assertThat(got.get(1).id()).isNotEqualTo(got.get(0).id());

            JsonNode dead = shown(jenkins, "/dead");

            assertThat(dead).hasSize(1);
            assertThat(dead.get(0).path("id").textValue()).isEqualTo(got.get(0).id());
            assertThat(dead.get(0).path("problem").textValue()).isEqualTo("answered 410");
            String resend = "/dead/" + got.get(0).id() + "/resend";
            for (String target : List.of("", "/dead")) {
                assertThat(ask(jenkins, "ann", "GET", target).statusCode())
                        .as(target)
                        .isEqualTo(403);
            }
            assertThat(ask(jenkins, "ann", "POST", resend).statusCode()).isEqualTo(403);
            assertThat(ask(jenkins, "admin", "POST", resend).statusCode()).isEqualTo(200);
            assertThat(receiver.next().body()).isEqualTo(got.get(0).body());
        });
    }
}
