package io.jenkins.plugins.deploymentgates.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which deployments are compared. */
public class ComparisonSidesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), World.SHOP);
        world.carry("1.0", "dev");
        world.clock().advance(Duration.ofHours(1));
        world.carry("1.1", "dev");
    }

    @After
    public void close() {
        world.close();
    }

    private String version(String side) {
        Comparison.Sides sides =
                world.read(view -> Comparison.Sides.read(view, world.configuration(), "shop", side, "dev"));
        assertThat(sides.right().deployment().version()).isEqualTo("1.1");
        assertThat(sides.left().environment()).isEqualTo(side);
        return sides.left().deployment() == null
                ? "nothing"
                : sides.left().deployment().version();
    }

    @Test
    public void shouldTakeWhatIsThereOrWasThereThenOrAVersion() {
        assertThat(version("dev")).isEqualTo("1.1");
        assertThat(version("qa")).isEqualTo("nothing");
        assertThat(version("dev@1.0")).isEqualTo("1.0");
        assertThat(version("dev@" + World.BEGIN.plus(Duration.ofMinutes(30)))).isEqualTo("1.0");
        assertThat(version("dev@2026-03-01")).isEqualTo("nothing");
    }

    @Test
    public void shouldSayWhatWasNeverThere() {
        assertThatThrownBy(() -> version("dev@9.9"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("shop '9.9' was never deployed at dev; history shows what was");
        assertThatThrownBy(() -> version("dov@1.0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("application shop has no environment 'dov'");
        assertThatThrownBy(() -> version("dev@2026-03-99"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("'2026-03-99' is no instant");
    }
}
