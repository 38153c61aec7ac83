package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** Applications whose artifacts go through pipelines, and what is done to their flows. */
abstract class FlowsFixture {
    static final DeploymentStatus NOT_STARTED = DeploymentStatus.NOT_STARTED;
    static final DeploymentStatus CREATED = DeploymentStatus.CREATED;
    static final DeploymentStatus STARTED = DeploymentStatus.STARTED;
    static final DeploymentStatus COMPLETED = DeploymentStatus.COMPLETED;
    static final DeploymentStatus VERIFIED = DeploymentStatus.VERIFIED;
    static final DeploymentStatus FAILED = DeploymentStatus.FAILED;

    static final String YAML =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api, com.acme:shop-web]
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {after: [dev], verifications: [load]}
                  prod: {after: [qa]}
              bare:
                artifacts: [com.acme:tool]
                pipeline:
                  first: {}
                  second: {after: [first]}
              two:
                artifacts: [com.acme:lib]
                pipelines: [normal, urgent]
              tree:
                artifacts: [com.acme:tree]
                git: {repository: ORIGIN}
                pipeline:
                  main-qa: {}
                  main-prod: {after: [main-qa]}
            pipelines:
              normal:
                environments:
                  lab: {verifications: [unit]}
                  live: {after: [lab], verifications: [manual]}
              urgent:
                environments:
                  live: {verifications: [pager]}
            environments:
              prod: {recordedBy: ["deploy/**"]}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    World world;
    Engine engine;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), YAML);
        engine = world.engine();
    }

    @After
    public void close() {
        world.close();
    }

    /** From now on with another configuration over the same ledger. */
    void configure(String yaml) {
        engine = new Engine(
                new ConfigurationReader()
                        .parse(
                                "gates.yaml",
                                yaml.replace("ORIGIN", world.origin().folder().toString())),
                world.ledger(),
                new GitRepositories(world.folder().resolve("git"), world.clock(), System::getenv),
                world.clock(),
                Progress.NONE);
    }

    static Artifact artifact(String text) {
        Artifact parsed = Artifact.parse("com.acme:" + text);
        return new Artifact(parsed.module(), parsed.version(), "https://repo.example.com/" + text, null);
    }

    RecordedArtifact add(String text) {
        return engine.flows().add(World.ANN, artifact(text), null);
    }

    void move(long deployment, DeploymentStatus... statuses) {
        for (DeploymentStatus status : statuses) {
            engine.flows().move(World.ANN, deployment, status, null);
        }
    }

    Verification check(long deployment, String check, boolean passed) {
        return engine.flows().report(World.ANN, deployment, check, passed, null, null);
    }

    void verify(long deployment) {
        move(deployment, DeploymentStatus.COMPLETED);
        Flow.Stage stage = world.read(view ->
                FlowSteps.stage(view, view.deployment(deployment).orElseThrow()).orElseThrow());
        stage.checkNames().forEach(check -> check(deployment, check, true));
    }

    Deployment deployment(long id) {
        return world.read(view -> view.deployment(id).orElseThrow());
    }

    DeploymentStatus status(long id) {
        return deployment(id).status();
    }

    List<DeploymentStatus> statuses(long... ids) {
        List<DeploymentStatus> statuses = new ArrayList<>();
        for (long id : ids) {
            statuses.add(status(id));
        }
        return statuses;
    }

    Flow.Status flow(long id) {
        return world.read(view -> FlowSteps.status(view, view.flow(id).orElseThrow()));
    }

    RecordResult record(String application, String environment, String version, DeploymentStatus status) {
        return engine.recordings()
                .record(
                        World.ANN,
                        new RecordRequest(application, environment, version, List.of(), null, status, "", null));
    }
}
