package io.jenkins.plugins.deploymentgates.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerTransaction;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Got;
import io.jenkins.plugins.deploymentgates.notify.Receiver.Reply;
import io.jenkins.plugins.deploymentgates.promotion.World;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What DeployDB's receivers get, as they got it from DeployDB. */
public class DeployDbWebhooksTest {
    private static final String ARTIFACT =
            "\"artifact\":{\"id\":1,\"group\":\"com.acme\",\"name\":\"tool\",\"version\":\"1.0\","
                    + "\"sourceUrl\":\"https://repo.example.com/tool\",\"createdAt\":1772528400000}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Receiver receiver = new Receiver();
    private World world;
    private Deliveries deliveries;

    @Before
    public void begin() throws IOException, InterruptedException {
        String hooks = "";
        for (String on : List.of(
                "deployment.created",
                "deployment.started",
                "deployment.completed",
                "deployment.verified",
                "promotion.completed")) {
            hooks += "- {on: " + on + ", url: '" + receiver.url("/all") + "'}\n";
        }
        world = World.create(
                folder.newFolder().toPath(),
                "applications: {tools: {artifacts: [com.acme:tool], verifications: [smoke],"
                        + " pipeline: {first: {}, second: {after: [first]}}}}\n"
                        + "deploydbWebhooks:\n" + hooks
                        + "- {on: deployment.created, url: '" + receiver.url("/second") + "', environment: second}\n");
        deliveries =
                new Deliveries(world::configuration, world.ledger(), world.clock(), name -> "", HttpProxy.ofJava());
        deliveries.deliverDue();
    }

    @After
    public void end() {
        deliveries.close();
        world.close();
        receiver.close();
    }

    private long add() {
        Artifact parsed = Artifact.parse("com.acme:tool:1.0");
        world.engine()
                .flows()
                .add(World.ANN, new Artifact(parsed.module(), "1.0", "https://repo.example.com/tool", null), null);
        return current("first");
    }

    private long current(String environment) {
        return world.read(view -> view.current("tools", environment).orElseThrow())
                .id();
    }

    private List<Got> sent() throws InterruptedException {
        deliveries.deliverDue();
        return receiver.got();
    }

    private static String body(long id, String environment, String status, String more) {
        return "{\"id\":" + id + "," + ARTIFACT + ",\"environment\":\"" + environment
                + "\",\"service\":\"tools\",\"status\":\"" + status + "\",\"createdAt\":1772528400000" + more + "}";
    }

    @Test
    public void shouldTellOfDeploymentsWithoutTheirChecks() throws InterruptedException {
        long id = add();
        world.engine().flows().move(World.ANN, id, DeploymentStatus.STARTED, null);
        world.engine().flows().move(World.ANN, id, DeploymentStatus.COMPLETED, null);
        assertThat(sent())
                .extracting(got -> got.target() + " " + got.header("content-type") + " " + got.body())
                .containsExactly(
                        "/all application/vnd.deploydb.deploymentcreated.v1+json " + body(id, "first", "CREATED", ""),
                        "/all application/vnd.deploydb.deploymentstarted.v1+json " + body(id, "first", "STARTED", ""),
                        "/all application/vnd.deploydb.deploymentcompleted.v1+json "
                                + body(id, "first", "COMPLETED", ""));
    }

    @Test
    public void shouldTellOfAResultAndOfWhatFollowsFromIt() throws InterruptedException {
        long id = add();
        world.engine().flows().move(World.ANN, id, DeploymentStatus.COMPLETED, null);
        sent();
        world.engine().flows().report(World.ANN, id, "smoke", true, "https://ci.example.com/7", null);
        long next = current("second");
        assertThat(sent())
                .extracting(got -> got.target() + " " + got.header("content-type") + " " + got.body())
                .containsExactlyInAnyOrder(
                        "/all application/vnd.deploydb.promotioncompleted.v1+json "
                                + body(id, "first", "VERIFIED", result("SUCCESS", "\"https://ci.example.com/7\"")),
                        "/all application/vnd.deploydb.deploymentverified.v1+json " + body(id, "first", "VERIFIED", ""),
                        "/all application/vnd.deploydb.deploymentcreated.v1+json "
                                + body(next, "second", "CREATED", ""),
                        "/second application/vnd.deploydb.deploymentcreated.v1+json "
                                + body(next, "second", "CREATED", ""));
    }

    private static String result(String status, String url) {
        return ",\"promotionResult\":{\"id\":1,\"promotion\":\"smoke\",\"status\":\"" + status + "\",\"infoUrl\":" + url
                + ",\"createdAt\":1772528400000}";
    }

    @Test
    public void shouldSayVerifiedOfAResultThatFailed() throws InterruptedException {
        long id = add();
        world.engine().flows().move(World.ANN, id, DeploymentStatus.COMPLETED, null);
        sent();
        world.engine().flows().report(World.ANN, id, "smoke", false, null, null);
        assertThat(sent())
                .extracting(Got::body)
                .containsExactly(body(id, "first", "VERIFIED", result("FAILED", "null")));
    }

    @Test
    public void shouldSendTheSameLaterWhateverHasHappenedSince() throws InterruptedException {
        receiver.answers(Reply.status(503));
        long id = add();
        deliveries.deliverDue();
        world.engine().flows().move(World.ANN, id, DeploymentStatus.STARTED, null);
        world.clock().advance(Duration.ofSeconds(2));
        List<Got> got = sent();
        assertThat(got)
                .extracting(Got::body)
                .containsExactly(
                        body(id, "first", "CREATED", ""),
                        body(id, "first", "CREATED", ""),
                        body(id, "first", "STARTED", ""));
        assertThat(got.get(0).id()).isEqualTo(got.get(1).id());
    }

    @Test
    public void shouldBeSilentAboutDeploymentsOfNoFlow() throws InterruptedException {
        Release release = Release.of("tools", "2.0", List.of(), null, null);
        world.ledger().write(tx -> {
            tx.append(World.BEGIN, "ann", null, new Event.ReleaseRecorded(release));
            return tx.append(
                    World.BEGIN,
                    "ann",
                    null,
                    new Event.DeploymentCreated(
                            tx.next(LedgerTransaction.Counter.DEPLOYMENT),
                            "tools",
                            "first",
                            release.fingerprint(),
                            "2.0",
                            null,
                            Deployment.Cause.RECORD,
                            null,
                            null));
        });
        assertThat(sent()).isEmpty();
    }
}
