package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Real processes are killed with SIGKILL more than 200 times: at every step of every act that pushes, at random moments
 * of promotions one after the other, and in the middle of concurrent appends. Afterwards every acknowledged write is
 * there, the chain of events holds, and each promotion has happened exactly once, as the reflogs of the remote tell.
 */
public class KillTest extends KillFixture {
    private static final int WALK_KILLS = 70;
    private static final int APPEND_ROUNDS = 60;

    @ClassRule
    public static final TemporaryFolder PREPARED = new TemporaryFolder();

    private static PreparedPlace line;

    @BeforeClass
    public static void preparePlaces() {
        line = new PreparedPlace(PREPARED.getRoot().toPath(), KillTest::prepare);
    }

    /** A world whose environments all have 1.0, delivered; 1.1 is at {@code dev}. */
    private static void prepare(Path place) {
        try (World world = World.create(place, ChildMain.LINE)) {
            for (String version : List.of("0.9", "1.0")) {
                world.commit(version);
                for (String environment : ChildMain.ENVIRONMENTS) {
                    world.promote(environment);
                    world.deliver(environment);
                }
            }
            world.commit("1.1");
            world.promote("dev");
            world.deliver("dev");
        }
    }

    @Test
    public void shouldPromoteOnceWhereverAPromotionIsKilled() throws IOException {
        for (Step step : Step.values()) {
            Path place = copyOf(line);
            Child.killedAt(place, "promote", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                if (step == Step.LOOKING) {
                    // Killed before anything was asked for: nobody was told that it would happen.
                    world.promote("qa");
                }
                String commit = world.origin().head("main");
                assertThat(world.origin().head("qa")).as("killed at %s", step).isEqualTo(commit);
                assertThat(world.current("qa").commit()).isEqualTo(commit);
                checkExactlyOnce(world);
            }
        }
    }

    @Test
    public void shouldAskAgainWhenWhoTookItUpIsKilledAsWell() throws IOException {
        Path place = copyOf(line);
        Child.killedAt(place, "promote", Step.INTENDED);
        Child.killedAt(place, "walk", Step.LOOKING);
        try (World world = reopen(place)) {
            String commit = world.origin().head("main");
            world.commit("1.2");
            world.engine().reconciliation().run();
            assertThat(world.current("qa").commit()).isEqualTo(commit);
            checkExactlyOnce(world);
        }
    }

    @Test
    public void shouldRollBackTogetherWhereverARollbackIsKilled() throws IOException {
        for (Step step : Step.values()) {
            Path place = copyOf(line);
            Child.killedAt(place, "rollback", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                assertThat(world.matrix())
                        .as("killed at %s", step)
                        .containsEntry("prod-eu", world.current("prod-us").version() + " CREATED");
                assertThat(world.origin().head("prod-eu"))
                        .isEqualTo(world.origin().head("prod-us"))
                        .isEqualTo(world.current("prod-eu").commit());
                checkExactlyOnce(world);
            }
        }
    }

    @Test
    public void shouldPutTheLastGoodReleaseBackOnceWhereverTheReportIsKilled() throws IOException {
        for (Step step : Step.values()) {
            Path place = copyOf(line);
            Child.killedAt(place, "fail", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                Deployment back = world.current("prod-eu");
                assertThat(back.cause()).as("killed at %s", step).isEqualTo(Deployment.Cause.ROLLBACK);
                assertThat(back.version()).isNotEqualTo(world.current("prod-us").version());
                assertThat(world.origin().head("prod-eu")).isEqualTo(back.commit());
                checkExactlyOnce(world);
            }
        }
    }

    @Test
    public void shouldStartAHotfixOnceWhereverTheStartIsKilled() throws IOException {
        for (Step step : List.of(Step.INTENDED, Step.PUSHED, Step.RECORDED)) {
            Path place = copyOf(line);
            Child.killedAt(place, "hotfix-start", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                String base = world.origin().head("prod-eu");
                assertThat(world.origin().heads())
                        .as("killed at %s", step)
                        .containsEntry("hotfix/fix", base)
                        .containsEntry("dev", base)
                        .containsEntry("qa", base);
                assertThat(world.list(view -> view.hotfixes("shop")))
                        .extracting(Hotfix::status)
                        .containsExactly(Hotfix.Status.STARTED);
                checkPushes(world);
            }
        }
    }

    @Test
    public void shouldFinishAHotfixOnceWhereverTheFinishIsKilled() throws IOException {
        for (Step step : List.of(Step.INTENDED, Step.PUSHED, Step.RECORDED)) {
            Path place = copyOf(line);
            String fix = hotfixUpToProduction(place);
            Child.killedAt(place, "hotfix-finish", step);
            try (World world = reopen(place)) {
                world.engine().reconciliation().run();
                assertThat(world.origin().subjects("main"))
                        .as("killed at %s", step)
                        .containsExactly("Shop 1.1", "The fix", "Shop 1.0", "Shop 0.9", "Begin");
                assertThat(world.origin().head("prod-eu")).isEqualTo(fix);
                assertThat(world.origin().heads()).doesNotContainKey("hotfix/fix");
                assertThat(world.list(view -> view.hotfixes("shop")))
                        .extracting(Hotfix::status)
                        .containsExactly(Hotfix.Status.FINISHED);
                checkPushes(world);
            }
        }
    }

    private static String hotfixUpToProduction(Path place) {
        try (World world = reopen(place)) {
            world.engine().hotfixes().start(World.ANN, "shop", "fix", "prod-eu");
            String fix = world.origin().commit("hotfix/fix", "The fix", Map.of("fix.yaml", "fixed\n"));
            for (String environment : List.of("dev", "qa", "staging", "prod-eu")) {
                world.promote(environment);
                world.deliver(environment);
            }
            return fix;
        }
    }

    @Test
    public void shouldKeepEveryPromotionExactlyOnceOverRandomKills() throws IOException {
        Path place = place();
        World.create(place, ChildMain.LINE).close();
        Set<Long> acknowledged = killWalks(place, "walk", WALK_KILLS, round -> {
            try (World world = reopen(place)) {
                world.commit("round " + round);
            }
        });
        try (World world = reopen(place)) {
            world.engine().reconciliation().run();
            checkDone(world, acknowledged);
            checkExactlyOnce(world);
            walk(world);
            assertThat(new HashSet<>(world.origin().heads().values()))
                    .as("seed %s", seed)
                    .hasSize(1);
            checkExactlyOnce(world);
        }
    }

    private static void walk(World world) {
        for (String environment : ChildMain.ENVIRONMENTS) {
            world.promote(environment);
            world.deliver(environment);
        }
    }

    @Test
    public void shouldKeepEveryAcknowledgedAppendOverRandomKills() throws IOException {
        Path place = place();
        World.create(place, ChildMain.LINE).close();
        Map<String, Long> acknowledged = new TreeMap<>();
        for (int round = 0; round < APPEND_ROUNDS; round++) {
            try (Child one = Child.start(place, "append", "a" + round);
                    Child other = Child.start(place, "append", "b" + round)) {
                one.readLines(1 + random.nextInt(60));
                spin();
                acknowledged(one.kill(), acknowledged);
                other.readLines(1 + random.nextInt(30));
                acknowledged(other.kill(), acknowledged);
            }
        }
        try (World world = reopen(place)) {
            Map<String, Long> kept = new TreeMap<>();
            for (LedgerEvent event : events(world)) {
                if (event.idempotencyKey() != null) {
                    kept.put(event.idempotencyKey(), event.sequence());
                }
            }
            assertThat(kept).as("seed %s", seed).containsAllEntriesOf(acknowledged);
            checkPushes(world);
        }
    }

    private static void acknowledged(List<String> lines, Map<String, Long> into) {
        for (String line : lines) {
            String[] words = line.split(" ");
            into.put(words[1], Long.parseLong(words[2]));
        }
    }

    private static World reopen(Path place) {
        return World.reopen(place, ChildMain.LINE, Progress.NONE);
    }

    /** Every promoted promotion moved its branch once and made one deployment, and nothing else moved a branch. */
    private void checkExactlyOnce(World world) {
        checkPushes(world);
        for (String environment : ChildMain.ENVIRONMENTS) {
            List<Promotion> promotions = checkDeployments(world, environment);
            assertThat(promotions).isNotEmpty();
            List<String> moves = new ArrayList<>();
            String head = world.origin().moves(environment).get(0).split(" ")[1];
            for (int i = promotions.size() - 1; i >= 0; i--) {
                String next = promotions.get(i).commit();
                moves.add(head + " " + next);
                head = next;
            }
            assertThat(world.origin().moves(environment).subList(1, moves.size() + 1))
                    .as("seed %s, moves of %s", seed, environment)
                    .isEqualTo(moves);
            assertThat(world.origin().moves(environment)).hasSize(moves.size() + 1);
        }
    }

    /** Every push ended once, too. */
    private void checkPushes(World world) {
        checkLedger(world);
        List<Event> ends = events(world).stream()
                .map(LedgerEvent::event)
                .filter(Event.PushSettled.class::isInstance)
                .toList();
        assertThat(ends).as("seed %s", seed).doesNotHaveDuplicates();
    }

    private static List<LedgerEvent> events(World world) {
        List<LedgerEvent> all = new ArrayList<>();
        for (List<LedgerEvent> page = world.read(view -> view.events(0, 5000));
                !page.isEmpty();
                page = next(world, all)) {
            all.addAll(page);
        }
        return all;
    }

    private static List<LedgerEvent> next(World world, List<LedgerEvent> all) {
        long last = all.get(all.size() - 1).sequence();
        return world.read(view -> view.events(last, 5000));
    }
}
