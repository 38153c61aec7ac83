package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Promotions that wait for an instant are asked again when it has come, and again when they could not be asked. */
public class DuePromotionsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private long waiting;
    private DuePromotions due;
    private boolean broken;
    private int asked;

    /** The world, whose engine cannot be had while it is broken. */
    private final class WorldHost implements DuePromotions.Host {
        @Override
        public Engine engine() {
            asked++;
            if (broken) {
                throw new DeploymentGatesException("Git cannot be reached");
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
    public void haveOneThatSoaks() {
        world = World.create(
                folder.getRoot().toPath(),
                World.REGIONS.replace(
                        "prod-eu: {tier: production}", "prod-eu: {tier: production, gates: [{soak: {for: 2h}}]}"));
        world.carry("1.0", "qa");
        waiting = world.promote("prod-eu").promotion().id();
        due = new DuePromotions(new WorldHost());
    }

    @After
    public void close() {
        world.close();
    }

    @Test
    public void shouldAskAnOutsideCheckEachMinuteAndWriteOnlyWhatChanges() throws IOException {
        try (OtherServer check = new OtherServer()) {
            check.on("/check", exchange -> OtherServer.send(exchange, 202, "in the queue"));
            try (World other = World.create(
                    folder.newFolder().toPath(),
                    World.REGIONS.replace(
                            "prod-eu: {tier: production}",
                            "prod-eu: {tier: production, gates: [{http: {url: '" + check.base() + "/check'}}]}"))) {
                other.carry("1.0", "qa");
                long asking = other.promote("prod-eu").promotion().id();
                DuePromotions looking = new DuePromotions(other);
                long before = other.head();
                int asks = check.asked().size();
                for (int second = 0; second < 180; second += 2) {
                    looking.decideDue();
                    other.clock().advance(Duration.ofSeconds(2));
                }
                assertThat(check.asked()).hasSize(asks + 2);
                assertThat(other.types(before)).isEmpty();

                check.on("/check", exchange -> OtherServer.send(exchange, 202, "being looked at"));
                looking.decideDue();
                assertThat(other.types(before)).containsExactly("promotion.waiting");
                assertThat(other.standing(asking)).contains("being looked at");

                check.on("/check", exchange -> OtherServer.send(exchange, 202, "being looked at", "Retry-After: 600"));
                other.clock().advance(Duration.ofMinutes(1));
                looking.decideDue();
                asks = check.asked().size();
                other.clock().advance(Duration.ofSeconds(599));
                looking.decideDue();
                assertThat(check.asked())
                        .as("not before it wants to be asked again")
                        .hasSize(asks);
                check.on("/check", 200);
                other.clock().advance(Duration.ofSeconds(1));
                looking.decideDue();
                assertThat(other.standing(asking)).isEqualTo("PROMOTED: promoted");
            }
        }
    }

    @Test
    public void shouldAskWhenTheInstantHasComeAndNotBefore() {
        due.decideDue();
        assertThat(asked).isZero();
        assertThat(world.standing(waiting)).startsWith("WAITING: ");
        world.clock().advance(Duration.ofHours(2));
        due.decideDue();
        assertThat(world.standing(waiting)).startsWith("PROMOTED: ");
        due.decideDue();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    public void shouldAskAgainAfterAMinuteWhatCouldNotBeAsked() {
        broken = true;
        due.decide(waiting);
        broken = false;
        due.decideDue();
        assertThat(asked).isEqualTo(1);
        world.clock().advance(Duration.ofMinutes(1));
        due.decideDue();
        assertThat(asked).isEqualTo(2);
        world.clock().advance(Duration.ofMinutes(1));
        due.decideDue();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    public void shouldCarryOutWhatWasAskedForByWhoDidNotWait() {
        world.commit("2.0");
        PromotionResult asked = world.engine()
                .promotions()
                .ask(World.ANN, new PromoteRequest("shop", "qa", null, "2.0", List.of(), false, null, null));
        long id = asked.promotion().id();
        assertThat(world.standing(id)).startsWith("REQUESTED: ");
        due.decideDue();
        assertThat(world.standing(id)).startsWith("REQUESTED: ");
        world.clock().advance(Duration.ofSeconds(2));
        due.decideDue();
        assertThat(world.standing(id)).startsWith("PROMOTED: ");
    }

    @Test
    public void shouldGoOnWithTheNextWhenOneCannotBeAsked() {
        broken = true;
        world.clock().advance(Duration.ofHours(2));
        due.decideDue();
        assertThat(world.standing(waiting)).startsWith("WAITING: ");
        broken = false;
        due.decideDue();
        assertThat(world.standing(waiting)).startsWith("WAITING: ");
        world.clock().advance(Duration.ofMinutes(1));
        due.decideDue();
        assertThat(world.standing(waiting)).startsWith("PROMOTED: ");
    }
}
