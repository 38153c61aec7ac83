package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Pushes whose end nobody knows, while their repository is out of reach. */
public class ReconciliationTest {
    private static final List<String> REGIONS = List.of("prod-eu", "prod-us");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** What is logged meanwhile. */
    private static String logged(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    @Test
    public void shouldAskARepositoryThatDoesNotAnswerOnceAndLeaveItsPushesOpen() throws IOException {
        try (World world = World.create(folder.getRoot().toPath(), World.REGIONS)) {
            String commit = world.carry("1.0", "qa");
            Engine cut = world.engine(step -> {
                if (step == Progress.Step.INTENDED) {
                    throw new AssertionError("power cut");
                }
            });
            for (String region : REGIONS) {
                assertThatThrownBy(() -> cut.promotions().promote(World.ANN, PromoteRequest.of("shop", region)))
                        .hasMessage("power cut");
            }
            Path there = world.origin().folder();
            Path away = there.resolveSibling("away.git");
            Files.move(there, away);

            String log = logged(() -> world.engine().reconciliation().run());

            assertThat(log)
                    .contains("push 2 could not be reconciled: repository '" + there + "' does not exist")
                    .contains("; it stays open until the repository answers\n")
                    .contains("push 3 could not be reconciled: its repository did not answer; it stays open until the"
                            + " repository answers\n");
            assertThat(world.list(LedgerView::openIntents)).hasSize(2);

            Files.move(away, there);
            world.engine().reconciliation().run();

            assertThat(world.list(LedgerView::openIntents)).isEmpty();
            for (String region : REGIONS) {
                assertThat(world.origin().head(region)).isEqualTo(commit);
            }
        }
    }
}
