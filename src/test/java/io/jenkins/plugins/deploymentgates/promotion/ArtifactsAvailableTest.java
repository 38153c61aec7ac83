package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;

/** Where artifacts are looked for, on real sockets: answers, redirects, and how long an answer is believed. */
public class ArtifactsAvailableTest extends LookingFixture {
    private static final String BASIC = "Basic YW5uOnB3";
    private static final Map<String, String> SECRETS = Map.of("DEPLOYMENT_GATES_SECRET_STORE", "ann:pw");
    private static final String JAR = "/repo/com/acme/shop-api/1.0/shop-api-1.0.jar";

    private void gate(String gate) throws IOException {
        gate(gate, Duration.ofSeconds(20));
    }

    private void gate(String gate, Duration patience) throws IOException {
        gate(gate, patience, SECRETS);
    }

    private void maven(String more) throws IOException {
        gate("artifactsAvailable: {maven: \"BASE/repo\"" + more + "}");
    }

    private GateOutcome says(Verdict verdict, String reason) {
        return looking.says(verdict, reason.replace("BASE", server.base()).replace("OTHER", other.base()));
    }

    private GateOutcome saysTo(Artifact artifact, Verdict verdict, String reason) {
        return Looking.says(looking.at(artifact), verdict, reason.replace("BASE", server.base()));
    }

    private static Artifact artifact(String version, String sourceUrl) {
        return new Artifact(new Module("com.acme", "shop-api"), version, sourceUrl, null);
    }

    private static final String HERE = "com.acme:shop-api:1.0 cannot be seen at BASE" + JAR + ": answered ";

    @Test
    public void shouldSignInAtAMavenRepository() throws IOException {
        maven(", credentials: store");
        server.guarded(JAR, BASIC, "Basic realm=\"repo\"");

        says(Verdict.PASSED, "every artifact is there");

        assertThat(server.lines()).containsExactly("HEAD " + JAR);
    }

    @Test
    public void shouldSignInAtAFileServer() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{groupPath}/{name}-{version}.zip\", credentials: store}");
        server.guarded("/com/acme/shop-api-1.0.zip", BASIC, "Basic realm=\"files\"");

        says(Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldRefuseWhatMayNotBeSeen() throws IOException {
        maven("");
        for (int status : new int[] {401, 403}) {
            server.on(JAR, status);
            says(Verdict.REFUSED, HERE + status + "; name credentials");
        }
        looking.close();
        maven(", credentials: store");
        for (int status : new int[] {401, 403}) {
            server.on(JAR, status);
            says(Verdict.REFUSED, HERE + status + "; check the credentials");
        }
    }

    @Test
    public void shouldRefuseWhatIsNotThere() throws IOException {
        maven("");
        server.on(JAR, 410);

        GateOutcome said = says(Verdict.REFUSED, "com.acme:shop-api:1.0 is not at BASE" + JAR);

        assertThat(said.remedy()).isEqualTo("publish what is missing, then ask again");
        assertThat(said.lookedAt()).isEqualTo("1 artifact");
    }

    @Test
    public void shouldRefuseAServerThatDoesNotAnswerHead() throws IOException {
        maven("");
        server.on(JAR, 405);
        says(Verdict.REFUSED, HERE + "405; it must answer HEAD");
        server.on(JAR, 400);
        says(Verdict.REFUSED, HERE + "400");
        assertThat(server.lines()).containsOnly("HEAD " + JAR);
    }

    @Test
    public void shouldWaitWhileTheServerHasTrouble() throws IOException {
        maven("");
        for (int status : new int[] {500, 501, 502, 503, 504, 408, 429}) {
            server.on(JAR, status);
            GateOutcome said = says(Verdict.WAITING, "com.acme:shop-api:1.0: BASE answered " + status);
            assertThat(said.earliest()).isEqualTo(World.BEGIN.plusSeconds(60));
        }
        server.on(JAR, 200);
        says(Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldWaitAsLongAsTheSlowestServerWishes() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{name}\"}");
        server.on("/shop-api", 503, "Retry-After: 30").on("/shop-web", 503, "Retry-After: 300");

        GateOutcome said = looking.at("com.acme:shop-api:1.0", "com.acme:shop-web:1.0");

        assertThat(said.earliest()).isEqualTo(World.BEGIN.plusSeconds(300));
        assertThat(said.reason())
                .isEqualTo("com.acme:shop-api:1.0: " + server.base() + " answered 503; com.acme:shop-web:1.0: "
                        + server.base() + " answered 503");
    }

    @Test
    public void shouldListEverythingThatIsMissingAndNothingElse() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{name}\"}");
        String[] artifacts = new String[20];
        StringBuilder missing = new StringBuilder();
        for (int i = 0; i < artifacts.length; i++) {
            String name = "part-" + (char) ('a' + i);
            artifacts[i] = "com.acme:" + name + ":1.0";
            if (i % 2 == 0) {
                server.on("/" + name, 200);
            } else if (i == 3) {
                server.on("/" + name, 503);
            } else {
                missing.append(missing.length() == 0 ? "" : "; ")
                        .append("com.acme:" + name + ":1.0 is not at " + server.base() + "/" + name);
            }
        }

        Looking.says(looking.at(artifacts), Verdict.REFUSED, missing.toString());
        assertThat(server.asked()).hasSize(20);
    }

    @Test
    public void shouldWaitWhenTheServerDoesNotAnswerInTime() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{name}\"}", Duration.ofMillis(300));
        server.on("/shop-api", exchange -> server.block()).on("/shop-web", 200);

        GateOutcome said = looking.at("com.acme:shop-api:1.0", "com.acme:shop-web:1.0");

        Looking.says(said, Verdict.WAITING, "com.acme:shop-api:1.0: no answer in time");
        assertThat(said.earliest()).isEqualTo(World.BEGIN.plusSeconds(60));
    }

    @Test
    public void shouldRefuseSnapshotsWithoutLooking() throws IOException {
        maven("");
        for (String version : new String[] {"1.1-SNAPSHOT", "1.1-snapshot"}) {
            saysTo(
                    artifact(version, null),
                    Verdict.REFUSED,
                    "com.acme:shop-api:" + version + " is a snapshot, which is another file tomorrow; release it");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    public void shouldFindASnapshotThatKeepsItsContent() throws IOException {
        maven("");
        server.on("/repo/com/acme/shop-api/1.1-SNAPSHOT/shop-api-1.1-20260303.080000-7.jar", 200);

        saysTo(artifact("1.1-20260303.080000-7", null), Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldLookElsewhereThanInMavenForWhatIsCalledSnapshot() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{version}\"}");
        server.on("/1.1-SNAPSHOT", 200);

        saysTo(artifact("1.1-SNAPSHOT", null), Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldWriteVersionsIntoUrlsAsUrlsWantThem() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{name}/{version}\"}");
        server.on("/shop-api/1.0%2Bb%C3%BC%23%25%26", 200);

        saysTo(artifact("1.0+bü#%&", null), Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldFollowRedirectsOfTheSameServerSignedIn() throws IOException {
        maven(", credentials: store");
        server.on(JAR, 302, "Location: /store/7").guarded("/store/7", BASIC, "Basic realm=\"repo\"");

        says(Verdict.PASSED, "every artifact is there");

        assertThat(server.lines()).containsExactly("HEAD " + JAR, "HEAD /store/7");
    }

    @Test
    public void shouldFollowRedirectsToAnotherServerWithoutSigningInThere() throws IOException {
        maven(", credentials: store");
        server.on(JAR, 307, "Location: " + other.base() + "/store/7");
        other.on("/store/7", 302, "Location: " + server.base() + "/back").on("/again", 200);
        server.on("/back", 302, "Location: " + other.base() + "/again");

        says(Verdict.PASSED, "every artifact is there");

        assertThat(other.asked()).hasSize(2).allSatisfy(one -> assertThat(one.header("Authorization"))
                .isNull());
        assertThat(server.asked()).hasSize(2).allSatisfy(one -> assertThat(one.header("Authorization"))
                .isEqualTo(BASIC));
    }

    @Test
    public void shouldSayWhichServerHasTroubleAfterARedirect() throws IOException {
        maven("");
        server.on(JAR, 308, "Location: " + other.base() + "/store/7");
        other.on("/store/7", 503);

        says(Verdict.WAITING, "com.acme:shop-api:1.0: OTHER answered 503");
    }

    @Test
    public void shouldNotFollowRedirectsThatLeadNowhere() throws IOException {
        maven("");
        server.on("/repo/com/acme/shop-api/1.0/", 200);
        for (String location :
                new String[] {"X-None: 1", "Location: ", "Location: ftp://files/x", "Location: http:// "}) {
            server.on(JAR, 302, location);
            says(Verdict.REFUSED, HERE + "302; name the URL it leads to");
        }
        server.on(JAR, 304);
        says(Verdict.REFUSED, HERE + "304");
    }

    @Test
    public void shouldStopFollowingRedirectsInACircle() throws IOException {
        maven("");
        server.on(JAR, 302, "Location: " + JAR);

        says(Verdict.REFUSED, HERE + "302; name the URL it leads to");
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    public void shouldLookAtTheSourceUrlAndSignInNowhere() throws IOException {
        gate("artifactsAvailable: {url: \"{sourceUrl}\", credentials: store}");
        server.on("/shop-api-1.0.zip", 200);

        saysTo(artifact("1.0", server.base() + "/shop-api-1.0.zip"), Verdict.PASSED, "every artifact is there");
        assertThat(server.asked().get(0).header("Authorization")).isNull();
        server.on("/shop-api-1.0.zip", 403);
        looking.clock().advance(Duration.ofMinutes(1));
        saysTo(
                artifact("1.0", server.base() + "/shop-api-1.0.zip"),
                Verdict.REFUSED,
                "com.acme:shop-api:1.0 cannot be seen at BASE/shop-api-1.0.zip: answered 403; nobody signs in at a"
                        + " source URL");
    }

    @Test
    public void shouldRefuseSourceUrlsThatAreNone() throws IOException {
        gate("artifactsAvailable: {url: \"{sourceUrl}\"}");
        saysTo(artifact("1.0", null), Verdict.REFUSED, "com.acme:shop-api:1.0 has no source URL; record one with it");
        for (String wrong :
                new String[] {"ftp://files.example.com/x", "file:///etc/passwd", "shop.zip", "http://a b"}) {
            saysTo(
                    artifact("1.0", wrong),
                    Verdict.REFUSED,
                    "com.acme:shop-api:1.0 has no place: what is configured gives no http or https URL");
        }
    }

    @Test
    public void shouldShowNothingOfASourceUrlThatIsSecretOrUnreadable() throws IOException {
        gate("artifactsAvailable: {url: \"{sourceUrl}\"}");
        String url = server.base().replace("//", "//ann:hunter2@")
                + "/%1b[31m/{version}?token=hunter2"
                        .replace("[", "%5B")
                        .replace("{", "%7B")
                        .replace("}", "%7D");

        saysTo(artifact("1.0", url), Verdict.REFUSED, "com.acme:shop-api:1.0 is not at BASE/%1b%5B31m/%7Bversion%7D");
        assertThat(server.asked().get(0).header("Authorization")).isNull();
    }

    @Test
    public void shouldFillNothingIntoWhatSomebodyElseWrote() throws IOException {
        gate("artifactsAvailable: {url: \"BASE/{sourceUrl}\"}");

        saysTo(
                artifact("1.0", "{version}"),
                Verdict.REFUSED,
                "com.acme:shop-api:1.0 has no place: what is configured gives no http or https URL");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    public void shouldBelieveForAMinuteWhatWasFoundAndWhatWasMissing() throws IOException {
        maven("");
        server.on(JAR, 404);
        says(Verdict.REFUSED, "com.acme:shop-api:1.0 is not at BASE" + JAR);
        server.on(JAR, 200);
        looking.clock().advance(Duration.ofMillis(59_999));
        says(Verdict.REFUSED, "com.acme:shop-api:1.0 is not at BASE" + JAR);
        assertThat(server.asked()).hasSize(1);
        looking.clock().advance(Duration.ofMillis(1));
        says(Verdict.PASSED, "every artifact is there");
        server.on(JAR, 404);
        looking.clock().advance(Duration.ofMillis(59_999));
        says(Verdict.PASSED, "every artifact is there");
        assertThat(server.asked()).hasSize(2);
        looking.clock().advance(Duration.ofMillis(1));
        says(Verdict.REFUSED, "com.acme:shop-api:1.0 is not at BASE" + JAR);
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    public void shouldAskAgainAtOnceWhenTheClockWasPutBack() throws IOException {
        maven("");
        says(Verdict.REFUSED, "com.acme:shop-api:1.0 is not at BASE" + JAR);
        server.on(JAR, 200);
        looking.clock().set(World.BEGIN.minusSeconds(3600));

        says(Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldNotBelieveForLongWhatIsAboutTheCredentialsOrTheServer() throws IOException {
        maven(", credentials: store");
        for (int status : new int[] {401, 403, 405, 503}) {
            server.on(JAR, status);
            assertThat(looking.at("com.acme:shop-api:1.0").verdict()).isNotEqualTo(Verdict.PASSED);
        }
        server.on(JAR, 200);

        says(Verdict.PASSED, "every artifact is there");
    }

    @Test
    public void shouldRefuseAReleaseWithoutArtifacts() throws IOException {
        maven("");

        GateOutcome said = Looking.says(
                looking.at(new Artifact[0]), Verdict.REFUSED, "the release names no artifact, though shop has some");

        assertThat(said.remedy()).isEqualTo("record the release with its artifacts");
    }

    @Test
    public void shouldSayWhichCredentialsAreWrongWithoutShowingThem() throws IOException {
        looking = new Looking(
                folder.newFolder().toPath(),
                "artifactsAvailable: {maven: \"" + server.base() + "\", credentials: store}",
                Map.of("DEPLOYMENT_GATES_SECRET_STORE", "hunter2"));

        GateOutcome said = says(
                Verdict.WAITING,
                "credentials 'store' are not of the form user:password; correct DEPLOYMENT_GATES_SECRET_STORE");

        assertThat(said.remedy()).isEqualTo("correct what is configured, and ask again");
        assertThat(server.asked()).isEmpty();
    }
}
