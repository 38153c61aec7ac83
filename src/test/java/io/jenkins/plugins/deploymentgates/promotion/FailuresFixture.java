package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import java.io.IOException;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** Two regions behind one environment, which put back what was good; deployments fail there. */
abstract class FailuresFixture {
    static final String POLICY = "policy:redeploy-last-good";

    static final String REGIONS =
            """
            applications:
              shop:
                artifacts: [com.acme:shop-api]
                git: {repository: ORIGIN}
                verifications: [smoke]
                pipeline:
                  qa: {}
                  prod-eu: {after: [qa]}
                  prod-us: {after: [qa]}
            environments:
              qa: {onFailure: redeploy-last-good}
              prod-eu: {tier: production, onFailure: redeploy-last-good}
              prod-us: {tier: production, onFailure: redeploy-last-good}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    World world;

    /** The commits of 1.0 and 1.1. */
    String first;

    String second;

    @After
    public void close() {
        world.close();
    }

    void create(String yaml) throws IOException {
        world = World.create(folder.newFolder().toPath(), yaml);
    }

    /** 1.0 is verified everywhere, 1.1 is verified in qa and delivered to prod-eu and prod-us. */
    void regions() throws IOException {
        regions(REGIONS);
    }

    void regions(String yaml) throws IOException {
        create(yaml);
        first = world.carry("1.0", "qa", "prod-eu", "prod-us");
        second = world.carry("1.1", "qa");
        for (String region : List.of("prod-eu", "prod-us")) {
            world.promote(region);
            world.deliver(region);
        }
    }

    RecordResult fail(String environment) {
        return fail(environment, null);
    }

    RecordResult fail(String environment, String key) {
        return world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop",
                                environment,
                                world.current(environment).version(),
                                List.of(),
                                null,
                                DeploymentStatus.FAILED,
                                "disk full",
                                key));
    }

    FailureAnswer answer(long deployment) {
        return world.read(view -> view.failureAnswer(deployment).orElseThrow());
    }
}
