package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** Processes are killed at random moments, and what has to be so afterwards. */
public abstract class KillFixture {
    private static final int MAX_SPIN = 3_000_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Kept in the message of a failure, so that it can be repeated. */
    final long seed = System.nanoTime();

    final Random random = new Random(seed);

    final Path place() throws IOException {
        return folder.newFolder().toPath();
    }

    final Path copyOf(PreparedPlace prepared) throws IOException {
        Path place = place();
        prepared.copyTo(place);
        return place;
    }

    final void spin() {
        int turns = random.nextInt(MAX_SPIN);
        for (int i = 0; i < turns; i++) {
            Thread.onSpinWait();
        }
    }

    /**
     * Kills one process after the other on its walk through the environments.
     *
     * @param kills so many that had not reached the end of it
     * @param commit what enters the first environment from now on, given the number of the round; every third round
     * @return the promotions that were said to be done
     */
    final Set<Long> killWalks(Path place, String act, int kills, IntConsumer commit) {
        Set<Long> acknowledged = new HashSet<>();
        int killed = 0;
        for (int round = 0; killed < kills; round++) {
            if (round % 3 == 0) {
                commit.accept(round);
            }
            try (Child child = Child.start(place, act)) {
                // A whole walk says some forty lines; where the last was killed makes this one shorter.
                child.readLines(random.nextInt(36));
                spin();
                List<String> lines = child.kill();
                killed += lines.contains("end") ? 0 : 1;
                lines.stream()
                        .filter(line -> line.startsWith("ack "))
                        .map(line -> Long.parseLong(line.split(" ")[1]))
                        .forEach(acknowledged::add);
            }
        }
        return acknowledged;
    }

    final void checkDone(World world, Set<Long> promotions) {
        for (long id : promotions) {
            assertThat(world.standing(id)).as("seed %s", seed).isEqualTo("PROMOTED: promoted");
        }
    }

    /** The chain and the derived tables hold, and nothing is left in the middle. */
    final void checkLedger(World world) {
        assertThat(world.findings()).as("seed %s", seed).isEmpty();
        assertThat(world.list(LedgerView::openIntents)).as("seed %s", seed).isEmpty();
        assertThat(world.list(view -> view.openPromotions(null)))
                .as("seed %s", seed)
                .isEmpty();
    }

    /** Every promotion into the environment was done and made one deployment, and nothing else made one; newest first. */
    final List<Promotion> checkDeployments(World world, String environment) {
        List<Promotion> promotions = world.list(view -> view.promotions("shop", environment, 10_000));
        assertThat(promotions)
                .as("seed %s, promotions to %s", seed, environment)
                .extracting(promotion -> promotion.status() + ": " + promotion.reason())
                .allMatch("PROMOTED: promoted"::equals);
        assertThat(world.list(view -> view.deployments("shop", environment, LedgerView.NEWEST, 10_000)))
                .as("seed %s, deployments to %s", seed, environment)
                .extracting(Deployment::promotion)
                .containsExactlyElementsOf(
                        promotions.stream().map(Promotion::id).toList());
        return promotions;
    }
}
