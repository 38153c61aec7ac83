package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommandLineToolTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Shop shop;

    @Before
    public void makeShop() {
        shop = new Shop(temporary.getRoot().toPath());
        shop.commit("base/app.yaml", "SHOP-1 first");
    }

    private static Result done(String... lines) {
        return new Result(0, lines(lines), "");
    }

    private static String lines(String... lines) {
        return lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    }

    private static Result refused(String... lines) {
        return new Result(1, lines(lines), "");
    }

    private static Result failed(int exitCode, String message) {
        return new Result(exitCode, "", message + "\n");
    }

    private static Result misused(String command, String message) {
        return new Result(2, "", "deployment-gates: " + message + "\nTry '" + command + " --help'.\n");
    }

    private void verifiedAt(String environment, String version) {
        assertThat(shop.run("record", "shop", environment, version, "--artifact", "com.acme:shop-api:" + version)
                        .exitCode())
                .isZero();
        assertThat(shop.run("verify", "shop", environment, "smoke", "--passed").exitCode())
                .isZero();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(shop.folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    public void shouldRecordAndVerify() {
        assertThat(shop.run("record", "shop", "dev", "1.0", "--artifact", "com.acme:shop-api:1.0"))
                .isEqualTo(done("deployment 1 (shop 1.0 at dev): COMPLETED"));
        assertThat(shop.run("verify", "shop", "dev", "smoke", "--passed", "--url", "https://ci.example.com/1"))
                .isEqualTo(done("deployment 1 (shop 1.0 at dev): VERIFIED"));
    }

    @Test
    public void shouldTakeTheSameRecordingOnlyOnce() {
        String[] words = {"record", "shop", "dev", "1.0", "--artifact", "com.acme:shop-api:1.0", "--key", "build-7"};
        shop.run(words);

        assertThat(shop.run(words)).isEqualTo(done("deployment 1 (shop 1.0 at dev): COMPLETED, known already"));
    }

    @Test
    public void shouldExplainEveryGateAndWhatComesWithIt() {
        verifiedAt("dev", "1.0");
        shop.later(Duration.ofMinutes(5));
        shop.commit("base/app.yaml", "SHOP-2 second");
        shop.pushToDev();
        verifiedAt("dev", "1.1");
        String commit = shop.head("dev").substring(0, 10);
        String before = shop.head("qa").substring(0, 10);

        assertThat(shop.run("explain", "shop", "qa"))
                .isEqualTo(done(
                        "shop 1.1 to qa from dev, commit " + commit,
                        "  ✔ hold         nobody holds qa",
                        "                 looked at no hold",
                        "  ✔ exclusive    nothing else is entering qa",
                        "                 looked at no promotion EXECUTING, no deployment STARTED",
                        "  ✔ verified     shop 1.1 = shop-api 1.1 is verified in dev",
                        "                 looked at dev: VERIFIED since 2026-03-03T09:05:00Z (deployment 2)",
                        "  ✔ order        shop 1.1 is not older than what is in qa",
                        "                 looked at nothing was ever deployed to qa",
                        "  ✔ fastForward  qa moves forward by 1 commit to " + commit,
                        "                 looked at qa at " + before + ", " + commit + " from dev: AHEAD",
                        "PASSED: it can pass now",
                        "",
                        "brings: 1 commit",
                        "  " + commit + " SHOP-2 second (Anna)",
                        "tickets: SHOP-2"));
    }

    @Test
    public void shouldWaitForApprovalAndThenPromote() {
        verifiedAt("dev", "1.0");
        assertThat(shop.run("promote", "shop", "qa")).isEqualTo(done("promotion 1 (shop 1.0 to qa): PROMOTED"));
        verifiedAt("qa", "1.0");

        Result waiting = shop.run("promote", "shop", "prod-eu");
        assertThat(waiting.exitCode()).isEqualTo(1);
        assertThat(waiting.out())
                .startsWith("promotion 2 (shop 1.0 to prod-eu): WAITING: approvals: 0 of 1 approval\n")
                .contains("  … approvals    0 of 1 approval\n");
        shop.later(Duration.ofMinutes(20));
        assertThat(shop.run("waiting"))
                .isEqualTo(done(
                        "PROMOTION  APPLICATION  VERSION  INTO     AGE  WHO   WAITS FOR",
                        "2          shop         1.0      prod-eu  20m  anna  approvals: 0 of 1 approval"));
        assertThat(shop.run("explain", "shop", "prod-eu").exitCode()).isEqualTo(1);

        assertThat(shop.run("approve", "2", "--as", "bert"))
                .isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): PROMOTED"));
        assertThat(shop.run("waiting")).isEqualTo(done("no promotion waits"));
        assertThat(shop.run("approve", "2", "--as", "bert").exitCode()).isEqualTo(1);
    }

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
    public void shouldRollBackToTheLastGoodRelease() {
        verifiedAt("dev", "1.0");
        String good = shop.head("dev");
        shop.commit("base/app.yaml", "SHOP-2 second");
        shop.pushToDev();
        verifiedAt("dev", "1.1");

        assertThat(shop.run("rollback", "shop", "dev")).isEqualTo(done("promotion 1 (shop 1.0 to dev): PROMOTED"));
        assertThat(shop.head("dev")).isEqualTo(good);
        assertThat(shop.run("history", "shop", "dev", "--limit", "2"))
                .isEqualTo(done(
                        "ID  CREATED               APPLICATION  ENVIRONMENT  VERSION  STATUS   CAUSE       BY    NOTES",
                        "3   2026-03-03T09:00:00Z  shop         dev          1.0      CREATED  rollback 1  anna",
                        "2   2026-03-03T09:00:00Z  shop         dev          1.1      FAILED   record      anna",
                        "more: --before 2"));
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
    public void shouldLeaveNothingOnTheDiskWhenOnlyLooking() throws IOException {
        List<String> before = files();
        for (String[] words : new String[][] {
            {"matrix"},
            {"history"},
            {"waiting"},
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

    @Test
    public void shouldPrintThePipeline() {
        assertThat(shop.run("validate").out())
                .startsWith("shop: Web shop\n  fast-forward in " + shop.repository + "\n")
                .endsWith("\n\nno mistakes found\n");
    }

    @Test
    public void shouldListAllMistakesOfTheConfiguration() {
        Path file = shop.folder.resolve("deployment-gates.yaml");
        Shop.write(file, "applications:\n  shop:\n    pipeline:\n      qa: {after: [dev]}\n    descripton: x\n");

        Result result = shop.run("validate");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines())
                .hasSize(3)
                .first()
                .isEqualTo("deployment-gates: the configuration has mistakes:");
        assertThat(result.err()).contains(file + ":4:", file + ":5:");
    }

    @Test
    public void shouldSayWhatIsWrongWithTheWords() {
        assertThat(shop.run()).isEqualTo(misused("deployment-gates", "name a command"));
        assertThat(shop.run("hotfix"))
                .isEqualTo(misused("deployment-gates hotfix", "name a step: start, finish or resume"));
        assertThat(shop.run("record", "shop", "dev"))
                .isEqualTo(misused("deployment-gates record", "Missing required parameter: 'VERSION'"));
        assertThat(shop.run("verify", "shop", "dev", "smoke"))
                .isEqualTo(misused(
                        "deployment-gates verify",
                        "Error: Missing required argument (specify one of these): (--passed | --failed)"));
        assertThat(shop.run("promote", "shop", "qa", "--override"))
                .isEqualTo(failed(2, "deployment-gates: --override needs a reason; say why with --reason TEXT"));
        assertThat(shop.run("rollback", "shop"))
                .isEqualTo(failed(
                        2, "deployment-gates: name either the environments to roll back, or their tier with --tier"));
        assertThat(shop.run("at", "yesterday"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: 'yesterday' is no instant; valid is for example 2026-03-03T09:00:00Z,"
                                + " 2026-03-03T10:00:00+01:00 or 2026-03-03, which is its begin in UTC"));
        assertThat(shop.run("metrics", "--from", "2026-01-01", "--days", "3"))
                .isEqualTo(failed(
                        2, "deployment-gates: --from and --days both name the begin of the period; leave one out"));
        assertThat(shop.run("metrics", "--from", "2026-03-04", "--to", "2026-03-04"))
                .isEqualTo(failed(
                        2,
                        "deployment-gates: the period from 2026-03-04T00:00:00Z to 2026-03-04T00:00:00Z is empty; its"
                                + " end must be after its begin"));
        assertThat(shop.run("history", "--limit", "0"))
                .isEqualTo(
                        failed(2, "deployment-gates: a page of history cannot have 0 deployments; ask for 1 to 10000"));
        assertThat(shop.run("matrix", "shpo"))
                .isEqualTo(failed(2, "deployment-gates: there is no application 'shpo'; configured are shop"));
    }

    @Test
    public void shouldRefuseAnOverrideWithoutPermission() {
        verifiedAt("dev", "1.0");

        assertThat(shop.run("promote", "shop", "prod-eu", "--override", "--reason", "urgent", "--as", "carl"))
                .isEqualTo(failed(1, "deployment-gates: carl may not override: permissions.override allows anna"));
    }

    @Test
    public void shouldShowWhereAnErrorCameFromOnlyWhenAsked() {
        assertThat(shop.run("matrix", "shpo").err()).doesNotContain("\tat ");
        assertThat(shop.run("matrix", "shpo", "--stacktrace").err())
                .contains("\tat io.jenkins.plugins.deploymentgates.config.Configuration.application");
    }

    @Test
    public void shouldExplainEachCommandWithExamples() {
        for (String command : CommandLineTool.commandLine(
                        new Session(Host.system(), new RootCommand()), new RootCommand())
                .getSubcommands()
                .keySet()) {
            Result help = shop.run(command, "--help");
            assertThat(help.exitCode()).as(command).isZero();
            assertThat(help.out()).contains("Usage: deployment-gates " + command, "Examples:\n  ");
        }
        assertThat(shop.run("--version").out()).startsWith("deployment-gates ");
    }

    @Test
    public void shouldPrintCompletion() {
        assertThat(shop.run("completion").out()).contains("_complete_deployment-gates", "rollback");
    }

    @Test
    public void shouldExportAndImportTheSameHistory() throws IOException {
        verifiedAt("dev", "1.0");
        Path file = shop.folder.resolve("history.jsonl");

        assertThat(shop.run("export", "--output", file.toString())).isEqualTo(done("6 events written to " + file));
        assertThat(shop.run("export").out()).isEqualTo(Files.readString(file));
        assertThat(shop.run("export", "--output", file.toString()))
                .isEqualTo(failed(
                        1, "deployment-gates: the file " + file + " exists already; name another, or remove it first"));
        String copy = shop.folder.resolve("copy.db").toString();
        assertThat(shop.run("import", file.toString(), "--ledger", copy)).isEqualTo(done("6 events imported"));
        assertThat(shop.run("export", "--ledger", copy).out()).isEqualTo(Files.readString(file));
        assertThat(shop.run("verify-ledger", "--ledger", copy)).isEqualTo(done("6 events, all as they were recorded"));
        assertThat(shop.run("rebuild", "--ledger", copy)).isEqualTo(done("derived tables rebuilt from 6 events"));
        assertThat(shop.run("matrix", "--ledger", copy)).isEqualTo(shop.run("matrix"));
        assertThat(shop.run("import", "nowhere.jsonl"))
                .isEqualTo(failed(1, "deployment-gates: there is no file nowhere.jsonl to import"));
    }

    @Test
    public void shouldFindWhatWasChangedBehindItsBack() throws Exception {
        verifiedAt("dev", "1.0");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + shop.ledger);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE events SET actor = 'mallory' WHERE sequence = 3");
        }

        Result result = shop.run("verify-ledger");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).startsWith("event 3 ").endsWith("6 events, not as they were recorded\n");
    }

    @Test
    public void shouldPrintEventsAsJsonLines() {
        verifiedAt("dev", "1.0");

        assertThat(shop.run("events", "--after", "4").out())
                .startsWith("{\"sequence\":5,\"at\":\"2026-03-03T09:00:00Z\",\"by\":\"anna\",\"key\":null,"
                        + "\"type\":\"verification.passed\",\"application\":\"shop\",\"environment\":\"dev\","
                        + "\"event\":{\"id\":1,\"deployment\":1,");
        assertThat(shop.run("events", "--after", "-1"))
                .isEqualTo(failed(2, "deployment-gates: --after -1 is no sequence number; valid is 0 or more"));
    }

    @Test
    public void shouldWaitUntilSomebodyApproves() {
        verifiedAt("dev", "1.0");
        shop.run("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        shop.whenWaiting = () ->
                assertThat(shop.run("approve", "2", "--as", "bert").exitCode()).isZero();

        assertThat(shop.run("promote", "shop", "prod-eu", "--wait"))
                .isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): PROMOTED"));
    }

    @Test
    public void shouldRunAHotfixFromStartToFinish() {
        verifiedAt("dev", "1.0");
        shop.run("promote", "shop", "qa");
        verifiedAt("qa", "1.0");
        shop.run("promote", "shop", "prod-eu", "--override", "--reason", "first release");
        verifiedAt("prod-eu", "1.0");
        String base = shop.head("prod-eu").substring(0, 10);

        assertThat(shop.run("hotfix", "start", "shop", "pay-twice", "--from", "prod-eu"))
                .isEqualTo(done("hotfix pay-twice of shop: STARTED, branch hotfix/pay-twice from prod-eu at " + base));
        assertThat(shop.run("hotfix", "finish", "shop", "pay-twice").out())
                .startsWith("hotfix pay-twice of shop: FINISHED, ");
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
    public void shouldPrintTheSameAsJson() {
        verifiedAt("dev", "1.0");

        assertThat(shop.run("record", "shop", "qa", "1.0", "--json").out())
                .isEqualTo(
                        """
                        {
                          "deployment" : {
                            "id" : 2,
                            "application" : "shop",
                            "environment" : "qa",
                            "fingerprint" : "%s",
                            "version" : "1.0",
                            "commit" : "%s",
                            "status" : "COMPLETED",
                            "cause" : "RECORD",
                            "promotion" : null,
                            "outOfBand" : null,
                            "by" : "anna",
                            "createdAt" : "2026-03-03T09:00:00Z",
                            "startedAt" : null,
                            "completedAt" : "2026-03-03T09:00:00Z",
                            "verifiedAt" : null,
                            "lastVerifiedAt" : null,
                            "failedAt" : null,
                            "endedAt" : null,
                            "voided" : null
                          },
                          "changed" : true,
                          "followUps" : [ ]
                        }
                        """
                                .formatted(fingerprint(), shop.head("qa")));
    }

    private String fingerprint() {
        return shop.run("events")
                .out()
                .lines()
                .filter(line -> line.contains("\"type\":\"deployment.created\""))
                .map(line -> line.replaceAll(".*\"fingerprint\":\"([0-9a-f]+)\".*", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
