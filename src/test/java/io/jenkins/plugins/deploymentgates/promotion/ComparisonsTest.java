package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.gate.Line;
import java.io.IOException;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What only the way of promoting knows about two deployments. */
public class ComparisonsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldTellOfTheRepositoriesThatReleaseFilesList() throws IOException {
        try (ReleaseFileWorld files = ReleaseFileWorld.create(folder.newFolder().toPath())) {
            files.world().commit("1.4.1");
            files.toProd("1.4.1");
            String first = files.api().head("main");
            String second = files.api().commit("main", "SHOP-8 Api", Map.of("api.txt", "2\n"));
            files.world().commit("1.4.2");
            files.toQa("1.4.2");
            Comparisons comparisons = files.world().engine().comparisons();
            assertThat(comparisons
                            .compare(
                                    "shop",
                                    files.world().current("qa"),
                                    files.world().current("prod"))
                            .repositories())
                    .singleElement()
                    .satisfies(api -> {
                        assertThat(api.repository())
                                .isEqualTo(files.api().folder().toString());
                        assertThat(api.left()).isEqualTo(second);
                        assertThat(api.right()).isEqualTo(first);
                        assertThat(api.onlyLeft()).extracting(Line.Commit::id).containsExactly(second);
                        assertThat(api.onlyRight()).isEmpty();
                    });
            assertThat(comparisons.compare("shop", files.world().current("qa"), null))
                    .isEqualTo(Compared.NOTHING);
        }
    }

    @Test
    public void shouldTellOfNoneWhereThereIsOneRepository() throws IOException {
        try (World world = World.create(folder.newFolder().toPath(), World.SHOP)) {
            world.carry("1.0", "dev", "qa");
            assertThat(world.engine().comparisons().compare("shop", world.current("dev"), world.current("qa")))
                    .isEqualTo(Compared.NOTHING);
        }
    }
}
