package io.jenkins.plugins.deploymentgates.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.Module;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Every question goes down an index: its cost is that of its answer, not of the history. */
public class QueryPlanTest {
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldReadNoGrowingTableFromEndToEnd() throws SQLException {
        Path file = folder.getRoot().toPath().resolve("ledger.db");
        try (Ledger ledger = Ledgers.open(file)) {
            Histories.appendAll(ledger);
        }
        Dialect dialect = new SqliteDialect(file, true, Duration.ofSeconds(1));
        Set<String> asked = new LinkedHashSet<>();
        try (Connection connection = dialect.openForWriting();
                Sql plans = new Sql(dialect.openForReading(), dialect)) {
            Sql sql = new Sql(noting(connection, asked), dialect);
            SqlTransaction view = new SqlTransaction(sql, Chain.end(sql), new Projection(sql));
            asked.clear();
            QUESTIONS.forEach(question -> question.accept(view));

            assertThat(asked).hasSizeGreaterThan(25);
            for (String query : asked) {
                List<String> plan = plans.list("EXPLAIN QUERY PLAN " + query, row -> row.getString("detail"));
                // Cells, holds and jobs do not grow with the history; a page from the beginning ends with the page.
                List<String> scans = new ArrayList<>(plan);
                scans.removeIf(step -> !step.startsWith("SCAN") && !step.contains("TEMP B-TREE"));
                scans.removeIf(step -> step.matches(
                        "SCAN (c|hold|application_job|dead_letter USING.* INDEX dead_letter_(order|resend))\\b.*"));
                if (!query.matches("(?s).* LIMIT \\S+")) {
                    // All that is found is wanted, so sorting it costs what is returned.
                    scans.remove("USE TEMP B-TREE FOR ORDER BY");
                }
                assertThat(scans).as(query + "\n" + String.join("\n", plan)).isEmpty();
            }
        }
    }

    private static final List<Consumer<LedgerTransaction>> QUESTIONS = List.of(
            view -> view.release("f"),
            view -> view.releases("shop", "1.0"),
            view -> view.releaseSequence("f"),
            view -> view.deployment(1),
            view -> view.current("shop", "qa"),
            view -> view.deployments(null, null, 9, 2),
            view -> view.deployments("shop", null, 9, 2),
            view -> view.deployments(null, "qa", 9, 2),
            view -> view.deployments("shop", "qa", 9, 2),
            view -> view.deploymentsOf("shop", "qa", "f", 2),
            view -> view.goodDeployments("shop", "qa", 2),
            view -> view.artifact(1),
            view -> view.artifact("com.acme", "api", "1.0"),
            view -> view.artifacts("com.acme", "api", 4, 2),
            view -> view.flow(1),
            view -> view.flows(null, 4, 2),
            view -> view.flows(List.of("shop", "billing"), 4, 2),
            view -> view.flowsOf(1),
            view -> view.flowDeployments(null, null, 4, 2),
            view -> view.flowDeployments(List.of("shop"), null, 4, 2),
            view -> view.flowDeployments(List.of("shop", "billing"), null, 4, 2),
            view -> view.flowDeployments(null, "qa", 4, 2),
            view -> view.flowDeployments(List.of("shop", "billing"), "qa", 4, 2),
            view -> view.flowDeployments("shop", "qa", "f"),
            view -> view.evidenceForArtifact("shop", "qa", new Module("com.acme", "api"), "1.0"),
            view -> view.deploymentsAt(T0, null),
            view -> view.deploymentsAt(T0, "shop"),
            view -> view.deploymentsBetween(null, T0, T0),
            view -> view.deploymentsBetween("shop", T0, T0),
            view -> view.deploymentsDuring(null, null, T0, T0),
            view -> view.deploymentsDuring("shop", null, T0, T0),
            view -> view.deploymentsDuring(null, "qa", T0, T0),
            view -> view.deploymentsDuring("shop", "qa", T0, T0),
            view -> view.verifications(1),
            view -> view.promotion(1),
            view -> view.openPromotions(null),
            view -> view.openPromotions("shop"),
            view -> view.promotions("shop", "qa", 2),
            view -> view.approvals(1),
            view -> view.hold("qa"),
            view -> view.holds(),
            view -> view.holdsDuring(T0, T0),
            view -> view.lineBase("shop", "qa"),
            view -> view.activeHotfix("shop"),
            view -> view.hotfix("shop", "fix"),
            view -> view.hotfixes("shop"),
            view -> view.openIntents(),
            view -> view.buildsOfDeployment(1),
            view -> view.buildsOfCurrent(null),
            view -> view.buildsOfCurrent("shop"),
            view -> view.buildsOfPromotion(1),
            view -> view.buildsOfJob("deploy/shop", 9, 2),
            view -> view.build("deploy/shop", 7),
            view -> view.jobsByApplication(),
            view -> view.cells(null),
            view -> view.cells("shop"),
            view -> view.hasConfiguration("sum"),
            view -> view.configuration("sum"),
            view -> view.configurationSequence("sum"),
            view -> view.configurationBefore(9),
            view -> view.webhooks().state("hook"),
            view -> view.webhooks().deadLetters(2),
            view -> view.webhooks().deadLetter("id"),
            view -> view.webhooks().toResend(),
            view -> view.webhooks().nextToResend("hook"),
            view -> view.events(0, 2),
            view -> view.eventWithKey("key"));

    /** The connection, with the queries it is asked to prepare noted. */
    private static Connection noting(Connection connection, Set<String> asked) {
        return (Connection) Proxy.newProxyInstance(
                QueryPlanTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, values) -> {
                    if (!method.getName().equals("prepareStatement")) {
                        return method.invoke(connection, values);
                    }
                    String sql = (String) values[0];
                    asked.add(sql);
                    return connection.prepareStatement(sql);
                });
    }
}
