package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.io.IOException;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Checks that only some people may report. */
public class CheckReportersTest {
    private static final String YAML =
            """
            applications:
              shop: {verifications: [manual], pipeline: {qa: {}}}
            verifications:
              manual: {from: [release-managers]}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), YAML);
        world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest("shop", "qa", "1.0", List.of(), null, DeploymentStatus.COMPLETED, "", null));
    }

    @After
    public void close() {
        world.close();
    }

    @Test
    public void shouldRefuseAResultOfSomebodyElse() {
        assertThatThrownBy(() -> world.engine().recordings().verify(World.ANN, passed()))
                .isInstanceOf(NotAllowedException.class)
                .hasMessage("ann may not report manual: verifications.manual.from allows release-managers");
        assertThat(world.current("qa").status()).isEqualTo(DeploymentStatus.COMPLETED);
    }

    @Test
    public void shouldTakeAResultOfOneWhoIsNamed() {
        world.engine().recordings().verify(World.BOB, passed());

        assertThat(world.current("qa").status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    private static VerifyRequest passed() {
        return new VerifyRequest("shop", "qa", "manual", true, null, null);
    }
}
