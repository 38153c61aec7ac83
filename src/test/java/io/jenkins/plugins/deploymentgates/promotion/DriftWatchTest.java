package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Git is looked at when that is due, and what changed is recorded once. */
public class DriftWatchTest {
    private static final Duration EVERY = Duration.ofMinutes(3);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private DriftWatch watch;
    private boolean broken;

    /** The world, whose engine cannot be had while it is broken. */
    private final class WorldHost implements DuePromotions.Host {
        @Override
        public Engine engine() {
            if (broken) {
                throw new DeploymentGatesException("the ledger cannot be opened");
            }
            return world.engine();
        }

        @Override
        public <T> T read(Function<LedgerView, T> question) {
            return world.read(question);
        }

        @Override
        public Clock clock() {
            return world.clock();
        }
    }

    @Before
    public void haveOneThatDrifted() {
        world = World.create(folder.getRoot().toPath(), World.REGIONS);
        world.carry("1.0", "qa");
        watch = new DriftWatch(new WorldHost(), Actor.person("watch", Set.of()), EVERY);
    }

    @After
    public void close() {
        world.close();
    }

    private boolean later(Duration by) {
        world.clock().advance(by);
        return watch.lookIfDue();
    }

    @Test
    public void shouldLookWhenItIsDueAndNotBefore() {
        world.origin().commit("qa", "By hand", Map.of("app.yaml", "by hand\n"));
        long before = world.head();
        assertThat(watch.lookIfDue()).isFalse();
        assertThat(later(EVERY.minusSeconds(1))).isFalse();
        assertThat(world.types(before)).isEmpty();
        assertThat(later(Duration.ofSeconds(1))).isTrue();
        assertThat(world.types(before)).containsExactly("environment.drifted");
        assertThat(watch.lookIfDue()).isFalse();
    }

    @Test
    public void shouldRecordOnceHowOftenItLooksAndAgainWhenThatIsOver() {
        String deployed = world.origin().head("qa");
        world.origin().commit("qa", "By hand", Map.of("app.yaml", "by hand\n"));
        long before = world.head();
        assertThat(later(EVERY)).isTrue();
        assertThat(later(EVERY)).isTrue();
        assertThat(world.types(before)).containsExactly("environment.drifted");
        world.origin().set("qa", deployed);
        assertThat(later(EVERY)).isTrue();
        assertThat(later(EVERY)).isTrue();
        assertThat(world.types(before)).containsExactly("environment.drifted", "environment.aligned");
        assertThat(world.list(view -> view.events(before, 10)))
                .extracting(event -> event.by())
                .containsOnly("watch");
    }

    @Test
    public void shouldTakeUpOneIntervalAfterALongTime() {
        assertThat(later(EVERY.multipliedBy(10))).isTrue();
        assertThat(watch.lookIfDue()).isFalse();
        assertThat(later(EVERY.minusSeconds(1))).isFalse();
        assertThat(later(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    public void shouldLookAgainAnIntervalAfterOneThatFailed() {
        world.origin().commit("qa", "By hand", Map.of("app.yaml", "by hand\n"));
        long before = world.head();
        broken = true;
        world.clock().advance(EVERY);
        assertThatThrownBy(watch::lookIfDue).hasMessage("the ledger cannot be opened");
        broken = false;
        assertThat(watch.lookIfDue()).isFalse();
        assertThat(later(EVERY)).isTrue();
        assertThat(world.types(before)).containsExactly("environment.drifted");
    }
}
