package io.jenkins.plugins.deploymentgates.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The story of the release-file mechanic: an application repository, one it is built with, and an environment repository.
 * Begins on Tuesday, 3 March 2026, whatever the day is. Not thread-safe.
 */
final class ReleaseFileDemo {
    private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");
    private static final String CONFIGURATION =
            """
            applications:
              shop:
                description: Web shop
                git:
                  repository: 'REPOSITORY/shop.git'
                  mechanic: release-file
                  releaseFile:
                    repository: 'REPOSITORY/environments.git'
                    committer: Deployments <deployments@example.com>
                    commitLink: https://git.example.com/shop/commit/{commit}
                    tickets: "SHOP-[0-9]+"
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {}
                  prod: {after: [qa]}
            environments:
              dev: {tier: development}
              qa: {tier: test}
              prod: {tier: production}
            """;

    private final Host host;
    private final Path folder;
    private final DemoClock clock = new DemoClock(TUESDAY);
    private final DemoShell shell;

    ReleaseFileDemo(Host host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.shell = new DemoShell(host, clock, folder);
    }

    /** Tells the whole story; what it made stays in the folder. */
    void run() {
        try (DemoRepository shop = DemoRepository.create(shell.repository(), clock);
                DemoRepository api = DemoRepository.create(folder.resolve("api.git"), clock);
                DemoRepository environments = DemoRepository.create(environments(), clock)) {
            setUp(shop, api, environments);
            workInProgress();
            candidate();
            release();
            fixed(shop);
            back(environments);
        }
        goOn();
    }

    private Path environments() {
        return folder.resolve("environments.git");
    }

    private void setUp(DemoRepository shop, DemoRepository api, DemoRepository environments) {
        host.out()
                .println(
                        "A web shop, the API it is built with, and a repository with a branch an environment, each of");
        host.out().println("which has a file that says the version.");
        host.out().println("Everything is in " + folder);
        shell.configure(CONFIGURATION);
        shop.commit("main", "lena", "SHOP-1 First version", Map.of("web.txt", "Hello\n"));
        api.commit("main", "maria", "SHOP-1 The API", Map.of("api.txt", "prices\n"));
        for (String environment : List.of("dev", "qa", "prod")) {
            environments.commit(
                    "environment/" + environment,
                    "maria",
                    "Set up " + environment,
                    Map.of("release.yaml", file(environment)));
        }
        shell.export();
        shell.type("validate");
    }

    private String file(String environment) {
        return "# What is at " + environment + "\nversion: WIP # changed by promotions\napplication: '"
                + quoted(shell.repository()) + "'\nsubRepositories: ['" + quoted(folder.resolve("api.git")) + "']\n"
                + "replicas: " + (environment.equals("prod") ? 6 : 1) + "\n";
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    private void workInProgress() {
        shell.title("1. Work in progress has no tag");
        shell.say("What is on main goes to dev; its file goes on saying WIP.");
        shell.type("promote", "shop", "dev", "--as", "ci");
        shell.say("Elsewhere a version is needed.");
        shell.type(CommandLineTool.WRONG_USE, "promote", "shop", "qa", "--as", "ci");
    }

    private void candidate() {
        shell.title("2. What is tested is a release candidate");
        shell.say("explain shows the commit and the tags that would be made in both repositories.");
        shell.type("explain", "shop", "qa", "--version", "1.0", "--as", "ci");
        shell.type("promote", "shop", "qa", "--version", "1.0", "--as", "ci");
        shell.git(environments(), "show", "--format=%an: %s", "environment/qa");
        delivered("qa", "1.0");
    }

    private void release() {
        shell.title("3. Production gets the candidate that was verified");
        shell.type("promote", "shop", "prod", "--as", "ann");
        shell.git(
                shell.repository(),
                "for-each-ref",
                "--format=%(refname:short) %(*objectname:short) %(taggername)",
                "refs/tags");
        delivered("prod", "1.0");
        shell.say("The file of prod says the version, and all else in it is as it was.");
        shell.git(environments(), "show", "environment/prod:release.yaml");
    }

    private void fixed(DemoRepository shop) {
        shell.title("4. The next version, and its second candidate");
        clock.advance(Duration.ofHours(1));
        shop.branch("release/1.1", "main");
        shop.commit("release/1.1", "lena", "SHOP-2 Faster pages", Map.of("web.txt", "Hello!\n"));
        shell.type("promote", "shop", "qa", "--version", "1.1", "--as", "ci");
        shell.say("It is not verified at qa, so it goes no further.");
        shell.quietly("record", "shop", "qa", "1.1", "--as", "ci");
        shell.type("verify", "shop", "qa", "smoke", "--failed", "--as", "ci");
        shell.type(CommandLineTool.REFUSED, "explain", "shop", "prod", "--as", "ann");
        clock.advance(Duration.ofHours(1));
        shop.commit("release/1.1", "lena", "SHOP-3 No empty pages", Map.of("web.txt", "Hello.\n"));
        shell.say("The fix is the second candidate of the same version, from its branch release/1.1.");
        shell.type("promote", "shop", "qa", "--as", "ci");
        delivered("qa", "1.1");
        shell.type("promote", "shop", "prod", "--as", "ann");
        shell.quietly("record", "shop", "prod", "1.1", "--as", "ci");
    }

    private void back(DemoRepository environments) {
        shell.title("5. A rollback makes no tag");
        shell.type("verify", "shop", "prod", "smoke", "--failed", "--as", "ci");
        String before = environments.head("environment/prod");
        shell.type("rollback", "shop", "prod", "--as", "ann");
        delivered("prod", "1.0");
        shell.git(environments(), "log", "--format=%h %an: %s", "environment/prod");
        shell.say("Whoever deploys on a push asks which environment it was: that of the branch, and no other.");
        shell.type("changed", "shop", before + "..environment/prod");
        shell.type("matrix");
    }

    private void delivered(String environment, String version) {
        shell.quietly("record", "shop", environment, version, "--as", "ci");
        shell.quietly("verify", "shop", environment, "smoke", "--passed", "--as", "ci");
    }

    private void goOn() {
        shell.goOn("matrix", "history shop prod", "compare shop qa prod", "verify-ledger");
    }
}
