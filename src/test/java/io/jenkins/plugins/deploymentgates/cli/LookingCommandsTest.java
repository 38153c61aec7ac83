package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

/** What only looks: matrix, compare, at, metrics. */
public class LookingCommandsTest extends ShopAnywhere {
    @Test
    public void shouldShowMatrixWithHoldsAndWhatComesNext() {
        verifiedAt("dev", "1.0");
        shop.run("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        shop.commit("base/app.yaml", "SHOP-2 second");
        shop.pushToDev();
        verifiedAt("dev", "1.1");
        assertThat(shop.run("hold", "qa", "--reason", "load test")).isEqualTo(done("qa: held by anna: load test"));
        shop.later(Duration.ofHours(2));

        assertThat(shop.run("matrix", "--git"))
                .isEqualTo(done(
                        "shop",
                        "  ENVIRONMENT  VERSION  STATUS    AGE  BY    NOTES",
                        "  dev          1.1      VERIFIED  2h   anna",
                        "  qa           1.0      VERIFIED  2h   anna  held by anna: load test; 1 commit behind; next: 1.1"
                                + " from dev",
                        "  prod-eu      -                             next: 1.0 from qa"));
        assertThat(shop.run("release", "qa")).isEqualTo(done("qa: released"));
        assertThat(shop.run("release", "qa")).isEqualTo(failed(1, "deployment-gates: qa is not held"));
    }

    @Test
    public void shouldCutTablesToTheWidthOfTheTerminal() {
        verifiedAt("dev", "1.0");
        shop.run("hold", "qa", "--reason", "the load test of the new data centre runs until tomorrow");
        shop.terminal = true;
        Result matrix = shop.runWith(
                Map.of(
                        "COLUMNS", "60",
                        "DEPLOYMENT_GATES_CONFIG",
                                shop.folder.resolve("deployment-gates.yaml").toString(),
                        "DEPLOYMENT_GATES_LEDGER", shop.ledger.toString()),
                "matrix");

        assertThat(matrix.out().lines().filter(line -> line.contains("held")))
                .containsExactly("  qa           -                             held by anna: …");
        assertThat(matrix.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    }

    @Test
    public void shouldCompareTwoEnvironments() {
        verifiedAt("dev", "1.0");
        shop.run("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        String commit = shop.commit("base/app.yaml", "SHOP-2 second").substring(0, 10);
        shop.pushToDev();
        verifiedAt("dev", "1.1");
        String before = shop.head("qa").substring(0, 10);

        assertThat(shop.run("compare", "shop", "dev", "qa"))
                .isEqualTo(done(
                        "dev: 1.1 VERIFIED, commit " + commit,
                        "qa: 1.0 VERIFIED, commit " + before,
                        "not the same release",
                        "",
                        "ARTIFACT           dev  qa",
                        "com.acme:shop-api  1.1  1.0  changed",
                        "",
                        "only in dev: 1 commit",
                        "  " + commit + " SHOP-2 second (Anna)",
                        "only in qa: no commit",
                        "tickets: SHOP-2",
                        "files changed: 1",
                        "  M base/app.yaml"));
        assertThat(shop.run("compare", "shop", "qa", "dev", "--file", "base/app.yaml")
                        .out())
                .startsWith("M base/app.yaml\n@@ -1 +1 @@\n-")
                .contains("\n+");
    }

    @Test
    public void shouldMeasureDelivery() {
        shop.later(Duration.ofHours(3));
        verifiedAt("dev", "1.0");
        shop.later(Duration.ofHours(1));

        assertThat(shop.run("metrics", "shop", "--days", "1"))
                .isEqualTo(done(
                        "from 2026-03-02T13:00:00Z to 2026-03-03T13:00:00Z",
                        "APPLICATION  ENVIRONMENT  DEPLOYMENT FREQUENCY       LEAD TIME  CHANGE FAILURE RATE  TIME TO"
                                + " RESTORE",
                        "shop         dev          weekly, 1.0 days/week (1)  3h (1)     0 % (1)              -",
                        "shop         qa           none, 0.0 days/week (1)    -          -                    -",
                        "shop         prod-eu      none, 0.0 days/week (1)    -          -                    -"));
    }

    @Test
    public void shouldMeasureAllOfATierTogetherStepByStepAndAsCsv() {
        shop.later(Duration.ofHours(3));
        verifiedAt("dev", "1.0");
        shop.later(Duration.ofHours(1));

        assertThat(shop.run("metrics", "--environment", "dev", "--days", "2", "--trend"))
                .isEqualTo(done(
                        "from 2026-03-01T13:00:00Z to 2026-03-03T13:00:00Z",
                        "APPLICATION  ENVIRONMENT  DEPLOYMENT FREQUENCY        LEAD TIME  CHANGE FAILURE RATE  TIME TO"
                                + " RESTORE",
                        "shop         dev          monthly, 0.5 days/week (2)  3h (1)     0 % (1)              -",
                        "(all)                     monthly, 0.5 days/week (2)  3h (1)     0 % (1)              -",
                        "",
                        "FROM                  TO                    DEPLOYMENT FREQUENCY       LEAD TIME  CHANGE"
                                + " FAILURE RATE  TIME TO RESTORE",
                        "2026-03-01T13:00:00Z  2026-03-02T00:00:00Z  none, 0.0 days/week (1)    -          -   "
                                + "                 -",
                        "2026-03-02T00:00:00Z  2026-03-03T13:00:00Z  weekly, 1.0 days/week (1)  3h (1)     0 % (1)"
                                + "              -"));
        assertThat(shop.run("metrics", "shop", "--environment", "dev", "--days", "2", "--csv")
                        .out()
                        .lines())
                .hasSize(3)
                .last()
                .asString()
                .startsWith(",,,2026-03-01T13:00:00Z,2026-03-03T13:00:00Z,");
    }

    @Test
    public void shouldPrintCommandsThatReproduceTheStateInAnEmptyLedger() {
        verifiedAt("dev", "1.0");
        shop.run("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        String instant = shop.now.toString();
        String matrix = shop.run("matrix").out();
        List<String> commands = shop.run("at", instant)
                .out()
                .lines()
                .filter(line -> line.startsWith("deployment-gates "))
                .toList();
        Path copy = shop.folder.resolve("copy.db");

        assertThat(commands).hasSize(4);
        for (String command : commands) {
            String[] words = (command.substring("deployment-gates ".length()) + " --ledger " + copy).split(" ");
            assertThat(shop.run(words).exitCode()).isZero();
        }
        assertThat(shop.run("matrix", "--ledger", copy.toString()).out()).isEqualTo(matrix);
    }

    @Test
    public void shouldPrintGitCommandsThatSetTheBranchesBack() {
        verifiedAt("dev", "1.0");
        String good = shop.head("dev");
        String instant = shop.now.toString();
        shop.later(Duration.ofHours(1));
        shop.commit("base/app.yaml", "SHOP-2 second");
        shop.pushToDev();
        verifiedAt("dev", "1.1");

        shop.run("at", instant)
                .out()
                .lines()
                .filter(line -> line.startsWith("git "))
                .forEach(line -> shop.run(shop.folder, List.of("sh", "-c", inCopy(line))));

        assertThat(shop.head("dev")).isEqualTo(good);
    }

    /** The copy the commands make must not be the repository itself. */
    private static String inCopy(String line) {
        return "mkdir -p elsewhere && cd elsewhere && " + line;
    }

    @Test
    public void shouldLeaveNothingOnTheDiskWhenOnlyLooking() throws IOException {
        assumeTrue(place == Place.LEDGER);
        List<String> before = files();
        for (String[] words : new String[][] {
            {"matrix"},
            {"history"},
            {"timeline", "shop"},
            {"rollback", "shop", "dev", "--list"},
            {"waiting", "--mine"},
            {"metrics"},
            {"at", "2026-03-03"},
            {"events"},
            {"validate"},
            {"explain", "shop", "qa"},
            {"compare", "shop", "dev", "qa"}
        }) {
            shop.run(words);
        }

        assertThat(files()).isEqualTo(before);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(shop.folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
