package io.jenkins.plugins.deploymentgates.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The story of the mechanic deployment-files: a file a deployment in one branch, modules that move at their own rates, a
 * canary, and a branch as a version. Begins on Tuesday, 3 March 2026, whatever the day is. Not thread-safe.
 */
final class DeploymentFilesDemo {
    private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");
    private static final String CONFIGURATION =
            """
            applications:
              shop:
                description: Web shop
                combination: per-artifact
                git:
                  repository: 'REPOSITORY/shop.git'
                  mechanic: deployment-files
                  deploymentFiles:
                    author: Deployments <deployments@example.com>
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  prod: {after: [qa]}
            environments:
              dev: {tier: development}
              prod: {tier: production}
            """;

    private final Host host;
    private final Path folder;
    private final DemoClock clock = new DemoClock(TUESDAY);
    private final DemoShell shell;

    DeploymentFilesDemo(Host host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.shell = new DemoShell(host, clock, folder);
    }

    /** Tells the whole story; what it made stays in the folder. */
    void run() {
        try (DemoRepository shop = DemoRepository.create(shell.repository(), clock);
                DemoRepository core = DemoRepository.create(folder.resolve("core.git"), clock)) {
            setUp(shop, core);
            everything();
            modules();
            canary(shop);
            rollback();
            refresh(core);
        }
        goOn();
    }

    private void setUp(DemoRepository shop, DemoRepository core) {
        host.out()
                .println(
                        "A web shop whose deployments are files in one branch: a core and modules with their versions.");
        host.out().println("Everything is in " + folder);
        shell.configure(CONFIGURATION);
        core.commit("release-1.4", "lena", "Core", Map.of("core.txt", "1\n"));
        shop.commit(
                "main",
                "maria",
                "Deployments of the shop",
                Map.of(
                        "deployments.yaml",
                        "tiers: [development, test, production]\nsearchPaths: [deployments]\n",
                        "deployments/dev.yaml",
                        file("development", "2.1.0", "3.0.0"),
                        "deployments/qa.yaml",
                        file("test", "2.0.0", "3.0.0"),
                        "deployments/prod.yaml",
                        file("production", "2.0.0", "3.0.0")));
        shell.export();
        shell.type("validate");
        shell.type("files", "compare", "shop");
    }

    private String file(String tier, String api, String web) {
        return "tier: " + tier + "\ncore:\n  source: " + folder.resolve("core.git")
                + "\n  version: release-1.4   # follows the branch\nmodules:\n  - shop-api: {version: " + api
                + ", type: forge}   # ask lena\n  - shop-web: {version: " + web + ", type: forge}\n";
    }

    private void everything() {
        shell.title("1. What dev's file says goes to qa, in one commit");
        shell.say("dev is deployed as its file says, delivered and verified; then explain shows the commit for qa.");
        shell.type("promote", "shop", "dev", "--as", "ci");
        delivered("dev");
        shell.type("explain", "shop", "qa", "--as", "ann");
        shell.type("promote", "shop", "qa", "--as", "ann");
        delivered("qa");
    }

    private void modules() {
        shell.title("2. Modules at their own rates");
        clock.advance(Duration.ofHours(1));
        shell.say("Two modules get new versions in dev. Nobody has verified them yet, so qa does not take the api.");
        shell.type(
                "files", "update", "shop", "dev", "--set", "shop-api=2.2.0", "--set", "shop-web=3.1.0", "--as", "lena");
        shell.type("promote", "shop", "dev", "--as", "ci");
        shell.type(CommandLineTool.REFUSED, "explain", "shop", "qa", "--module", "shop-api", "--as", "ann");
        delivered("dev");
        shell.say("Once dev is verified, the api goes to qa alone; the web stays.");
        shell.type("promote", "shop", "qa", "--module", "shop-api", "--as", "ann");
        delivered("qa");
        shell.type("files", "compare", "shop", "dev", "qa", "--differences");
    }

    private void canary(DemoRepository shop) {
        shell.title("3. A canary comes and goes");
        clock.advance(Duration.ofHours(1));
        String before = shop.head("main");
        shell.type("files", "duplicate", "shop", "qa", "canary", "--set", "shop-web=4.0.0-rc.1", "--as", "lena");
        shell.say("changed tells exactly what a push deploys.");
        shell.type("changed", "shop", before.substring(0, 10) + "..main");
        shell.type(CommandLineTool.WRONG_USE, "files", "delete", "shop", "canary", "--as", "lena");
        shell.type("files", "delete", "shop", "canary", "--confirm", "canary", "--as", "lena");
    }

    private void rollback() {
        shell.title("4. A rollback writes back what was good");
        clock.advance(Duration.ofHours(1));
        shell.type("rollback", "shop", "qa", "--as", "ann");
        delivered("qa");
        shell.git(shell.repository(), "log", "--format=%h %an: %s", "-4", "main");
    }

    private void refresh(DemoRepository core) {
        shell.title("5. A branch as a version");
        clock.advance(Duration.ofHours(1));
        core.commit("release-1.4", "lena", "Faster core", Map.of("core.txt", "2\n"));
        shell.say("The core follows a branch, which has moved on. What qa has is not what prod would get now.");
        shell.type(CommandLineTool.REFUSED, "promote", "shop", "prod", "--as", "ann");
        shell.type("files", "refresh", "shop", "--as", "ci");
        shell.type("matrix");
    }

    private void delivered(String environment) {
        shell.quietly("record", "shop", environment, "--as", "ci");
        shell.quietly("verify", "shop", environment, "smoke", "--passed", "--as", "ci");
    }

    private void goOn() {
        shell.goOn("matrix", "files compare shop", "history shop qa", "verify-ledger");
    }
}
