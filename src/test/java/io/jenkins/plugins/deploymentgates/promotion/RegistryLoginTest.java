package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** OCI registries: how one signs in, and whose digest counts. */
public class RegistryLoginTest {
    private static final String BASIC = "Basic YW5uOnB3";
    private static final String MANIFEST = "/v2/com.acme/shop-api/manifests/1.0";
    private static final String SCOPE = "repository:com.acme/shop-api:pull";
    private static final String HIDDEN = "com.acme:shop-api:1.0 cannot be seen at BASE" + MANIFEST + ": answered 401";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private OtherServer registry;
    private OtherServer tokens;
    private Looking looking;

    @Before
    public void start() throws IOException {
        registry = new OtherServer();
        tokens = new OtherServer();
    }

    @After
    public void stop() {
        registry.close();
        tokens.close();
        looking.close();
    }

    private void gate(boolean credentials) throws IOException {
        looking = new Looking(
                folder.newFolder().toPath(),
                "artifactsAvailable: {registry: \"" + registry.base() + "\"" + (credentials ? ", credentials: reg" : "")
                        + "}",
                Map.of("DEPLOYMENT_GATES_SECRET_REG", "ann:pw"));
    }

    private String bearer() {
        return "Bearer realm=\"" + tokens.base() + "/token\",service=\"reg.example.com\",scope=\"" + SCOPE + "\"";
    }

    private void token(String body) {
        tokens.on("/token", exchange -> OtherServer.send(exchange, 200, body));
    }

    private GateOutcome says(Verdict verdict, String reason) {
        return looking.says(verdict, reason.replace("BASE", registry.base()).replace("TOKENS", tokens.base()));
    }

    @Test
    public void shouldFetchATokenAsNobody() throws IOException {
        gate(false);
        registry.guarded(MANIFEST, "Bearer t0ken", bearer());
        token("{\"token\":\"t0ken\"}");

        says(Verdict.PASSED, "every artifact is there");

        assertThat(registry.lines()).containsExactly("HEAD " + MANIFEST, "HEAD " + MANIFEST);
        assertThat(registry.asked().get(0).header("Accept"))
                .isEqualTo("application/vnd.oci.image.index.v1+json,application/vnd.oci.image.manifest.v1+json,"
                        + "application/vnd.docker.distribution.manifest.list.v2+json,"
                        + "application/vnd.docker.distribution.manifest.v2+json");
        assertThat(tokens.lines())
                .containsExactly("GET /token?service=reg.example.com&scope=repository%3Acom.acme%2Fshop-api%3Apull");
        assertThat(tokens.asked().get(0).header("Authorization")).isNull();
    }

    @Test
    public void shouldFetchATokenWithCredentialsAndShowThemToTheTokenServiceOnly() throws IOException {
        gate(true);
        registry.guarded(MANIFEST, "Bearer t0ken", bearer());
        tokens.on(
                "/token",
                exchange -> OtherServer.send(
                        exchange,
                        BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401,
                        "{\"access_token\":\"t0ken\"}"));

        says(Verdict.PASSED, "every artifact is there");

        assertThat(registry.asked().get(0).header("Authorization")).isNull();
        assertThat(registry.asked().get(1).header("Authorization")).isEqualTo("Bearer t0ken");
    }

    @Test
    public void shouldUnderstandChallengesOfEveryForm() throws IOException {
        gate(false);
        token("{\"token\":\"t0ken\"}");
        String realm = tokens.base() + "/token";
        for (String challenge : new String[] {
            "bearer realm=\"" + realm + "\"",
            "Bearer realm=" + realm + ", service=reg.example.com",
            "Basic realm=\"reg\", Bearer realm=\"" + realm + "\",scope=\"" + SCOPE + "\"",
            "Bearer realm=\"" + realm + "?account=x\",scope=\"" + SCOPE + "\", Basic realm=\"reg\"",
        }) {
            registry.guarded(MANIFEST, "Bearer t0ken", challenge);
            says(Verdict.PASSED, "every artifact is there");
            looking.clock().advance(Duration.ofMinutes(1));
        }
        registry.on(
                MANIFEST,
                exchange -> OtherServer.send(
                        exchange,
                        "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization")) ? 200 : 401,
                        "",
                        "WWW-Authenticate: Negotiate",
                        "WWW-Authenticate: " + bearer()));
        says(Verdict.PASSED, "every artifact is there");
        assertThat(tokens.lines())
                .containsExactly(
                        "GET /token",
                        "GET /token?service=reg.example.com",
                        "GET /token?scope=repository%3Acom.acme%2Fshop-api%3Apull",
                        "GET /token?account=x&scope=repository%3Acom.acme%2Fshop-api%3Apull",
                        "GET /token?service=reg.example.com&scope=repository%3Acom.acme%2Fshop-api%3Apull");
    }

    @Test
    public void shouldSignInWithUserNameAndPassword() throws IOException {
        gate(true);
        registry.guarded(MANIFEST, BASIC, "Basic realm=\"reg\"");

        says(Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldAskForCredentialsWhereNobodyMayLook() throws IOException {
        gate(false);
        registry.guarded(MANIFEST, BASIC, "Basic realm=\"reg\"");
        says(Verdict.REFUSED, HIDDEN + "; name credentials");
        registry.guarded(MANIFEST, "Bearer t0ken", bearer());
        tokens.on("/token", 401);
        says(Verdict.REFUSED, HIDDEN + "; name credentials");
    }

    @Test
    public void shouldRefuseWhenTheCredentialsAreNotTaken() throws IOException {
        gate(true);
        registry.guarded(MANIFEST, "Basic of-somebody-else", "Basic realm=\"reg\"");
        says(Verdict.REFUSED, HIDDEN + "; check the credentials");
        registry.guarded(MANIFEST, "Bearer t0ken", bearer());
        for (int status : new int[] {400, 401, 403, 404, 302}) {
            tokens.on("/token", status, "Location: " + tokens.base() + "/elsewhere");
            says(Verdict.REFUSED, HIDDEN + "; check the credentials");
        }
        token("{\"token\":\"of somebody else\"}");
        says(Verdict.REFUSED, HIDDEN + "; check the credentials");
        assertThat(tokens.lines()).noneMatch(one -> one.contains("elsewhere"));
    }

    @Test
    public void shouldRefuseTokensThatAreNone() throws IOException {
        gate(true);
        registry.guarded(MANIFEST, "Bearer t0ken", bearer());
        for (String body : new String[] {"", "t0ken", "[]", "{}", "{\"token\":null}", "{\"token\":\"a\\r\\nX: b\"}"}) {
            token(body);
            says(Verdict.REFUSED, HIDDEN + "; check the credentials");
        }
        assertThat(registry.asked()).hasSize(6);
    }

    @Test
    public void shouldNotShowCredentialsToATokenServiceThatIsNoWebAddress() throws IOException {
        gate(true);
        for (String challenge : new String[] {
            "Bearer",
            "Bearer service=\"reg\"",
            "Bearer realm=\"\"",
            "Bearer realm=\"ftp://tokens.example.com/\"",
            "Bearer realm=\"http://a b/\"",
            "Digest realm=\"reg\"",
        }) {
            registry.guarded(MANIFEST, "Bearer t0ken", challenge);
            says(Verdict.REFUSED, HIDDEN + "; check the credentials");
        }
        registry.on(MANIFEST, 401);
        says(Verdict.REFUSED, HIDDEN + "; check the credentials");
    }

    @Test
    public void shouldWaitForATokenServiceThatHasTrouble() throws IOException {
        gate(true);
        registry.guarded(MANIFEST, "Bearer t0ken", bearer());
        for (int status : new int[] {500, 503, 429, 408}) {
            tokens.on("/token", status, "Retry-After: 90");
            GateOutcome said = says(Verdict.WAITING, "com.acme:shop-api:1.0: TOKENS answered " + status);
            assertThat(said.earliest()).isEqualTo(World.BEGIN.plusSeconds(90));
        }
    }

    @Test
    public void shouldKeepTheTokenFromAnotherServer() throws IOException {
        gate(false);
        registry.on(MANIFEST, exchange -> {
            boolean signedIn =
                    "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            OtherServer.send(
                    exchange,
                    signedIn ? 307 : 401,
                    "",
                    signedIn ? "Location: " + tokens.base() + "/blob" : "WWW-Authenticate: " + bearer());
        });
        token("{\"token\":\"t0ken\"}");
        tokens.on("/blob", 200);

        says(Verdict.PASSED, "every artifact is there");

        assertThat(tokens.lines()).hasSize(2).last().isEqualTo("HEAD /blob");
        assertThat(tokens.asked().get(1).header("Authorization")).isNull();
    }

    @Test
    public void shouldRefuseAnotherImageThanWasRecordedAndNameBoth() throws IOException {
        gate(false);
        registry.on(MANIFEST, 200, "Docker-Content-Digest: sha256:0a");
        String artifact = "com.acme:shop-api:1.0@sha256:";

        Looking.says(looking.at(artifact + "0a"), Verdict.PASSED, "every artifact is there");
        Looking.says(
                looking.at(artifact + "0b"),
                Verdict.REFUSED,
                "com.acme:shop-api:1.0 is another one at " + registry.base() + MANIFEST
                        + ": recorded is sha256:0b, there is sha256:0a");
        says(Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldAcceptARegistryThatTellsNoDigest() throws IOException {
        gate(false);
        registry.on(MANIFEST, 200);

        Looking.says(looking.at("com.acme:shop-api:1.0@sha256:0a"), Verdict.PASSED, "every artifact is there");
    }
}
