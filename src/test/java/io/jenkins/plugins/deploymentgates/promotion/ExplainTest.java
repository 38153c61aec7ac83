package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Explaining changes no byte of the ledger, the repository or the cache. */
public class ExplainTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @Before
    public void create() throws IOException {
        world = World.create(folder.newFolder().toPath(), World.SHOP);
        world.carry("1.0", "dev", "qa", "integration", "load", "staging-eu");
        world.carry("1.1", "dev", "qa", "integration");
        world.origin().commit("main", "Only this", Map.of("fix.yaml", "fixed\n"));
        world.enter("dev", "1.2");
        world.deliver("dev");
        world.verify("dev");
        world.promote("qa");
    }

    @After
    public void close() {
        world.close();
    }

    @Test
    public void shouldWriteNothingWhenThePromotionWouldPass() {
        Map<String, String> before = world.everyByte();

        assertThat(explain(PromoteRequest.of("shop", "prod-eu"))).isEqualTo(Verdict.PASSED);

        assertThat(world.everyByte()).isEqualTo(before);
    }

    @Test
    public void shouldWriteNothingWhenThePromotionWouldBeRefused() {
        Map<String, String> before = world.everyByte();

        assertThat(explain(new PromoteRequest("shop", "staging-eu", null, "1.1", List.of(), false, null, null)))
                .isEqualTo(Verdict.REFUSED);

        assertThat(world.everyByte()).isEqualTo(before);
    }

    @Test
    public void shouldWriteNothingWhenACherryPickHasToBeTried() {
        Map<String, String> before = world.everyByte();

        assertThat(explain(new PromoteRequest("shop", "prod-eu", "qa", "1.2", List.of(), true, null, null)))
                .isEqualTo(Verdict.REFUSED);

        assertThat(world.everyByte()).isEqualTo(before);
    }

    @Test
    public void shouldWriteNothingWhenItNeverSawTheReleaseBefore() {
        world.commit("1.3");
        Map<String, String> before = world.everyByte();

        assertThat(explain(new PromoteRequest("shop", "dev", null, "1.3", world.artifacts("1.3"), false, null, null)))
                .isEqualTo(Verdict.PASSED);

        assertThat(world.everyByte()).isEqualTo(before);
    }

    private Verdict explain(PromoteRequest request) {
        return world.engine().promotions().explain(World.ANN, request).verdict();
    }
}
