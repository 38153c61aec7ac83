package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.insight.ShellWords;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The story of the folders mechanic: a source repository, and a repository an environment. Begins on Tuesday, 3 March
 * 2026, whatever the day is. Not thread-safe.
 */
final class FoldersDemo {
    private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");
    private static final String CONFIGURATION =
            """
            applications:
              shop:
                description: Web shop
                git:
                  repository: 'REPOSITORY/shop.git'
                  mechanic: folders
                  folders:
                    paths: [apps, infra]
                    author: Deployments <deployments@example.com>
                    commitLink: https://git.example.com/shop/commit/{commit}
                    tickets: "SHOP-[0-9]+"
                    targets:
                      dev: {repository: 'REPOSITORY/dev.git'}
                      prod: {repository: 'REPOSITORY/prod.git'}
                verifications: [smoke]
                pipeline:
                  dev: {}
                  prod: {after: [dev]}
            environments:
              dev: {tier: development}
              prod: {tier: production}
            """;

    private final Host host;
    private final Path folder;
    private final DemoClock clock = new DemoClock(TUESDAY);
    private final DemoShell shell;

    FoldersDemo(Host host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.shell = new DemoShell(host, clock, folder);
    }

    /** Tells the whole story; what it made stays in the folder. */
    void run() {
        try (DemoRepository source = DemoRepository.create(shell.repository(), clock);
                DemoRepository dev = DemoRepository.create(folder.resolve("dev.git"), clock);
                DemoRepository prod = DemoRepository.create(production(), clock)) {
            setUp(source, dev, prod);
            copies();
            refusal(source);
            promotion();
            byHand(prod);
        }
        goOn();
    }

    private Path production() {
        return folder.resolve("prod.git");
    }

    private void setUp(DemoRepository source, DemoRepository dev, DemoRepository prod) {
        host.out().println("A web shop with a source repository and a repository for each of two environments.");
        host.out().println("Everything is in " + folder);
        try {
            Files.writeString(
                    shell.configuration(),
                    CONFIGURATION.replace("REPOSITORY", folder.toString().replace("'", "''")));
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot write " + shell.configuration(), e);
        }
        source.commit(
                "main",
                "lena",
                "SHOP-1 First version",
                Map.of(
                        "apps/web.yaml", "image: shop-web:1.0\n",
                        "infra/network.yaml", "timeout: 30s\n",
                        "docs/readme.md", "How to build the shop\n"));
        dev.commit("main", "maria", "Cluster of dev", Map.of("cluster/nodes.yaml", "nodes: 1\n"));
        prod.commit("main", "maria", "Cluster of prod", Map.of("cluster/nodes.yaml", "nodes: 6\n"));
        host.out().println();
        host.out().println("$ export DEPLOYMENT_GATES_CONFIG=" + shell.configuration());
        host.out().println("$ export DEPLOYMENT_GATES_LEDGER=" + shell.ledger());
        shell.type("validate");
    }

    private void copies() {
        shell.title("1. Folders are copied, and nothing else");
        shell.say("1.0 goes to dev and, once it is verified there, to prod.");
        shell.type("promote", "shop", "dev", "--version", "1.0", "--as", "ci");
        delivered("dev", "1.0");
        shell.type("promote", "shop", "prod", "--as", "ann");
        delivered("prod", "1.0");
        shell.say("apps and infra have come, docs has not, and the cluster is as it was.");
        shell.git(production(), "log", "--format=%h %an: %s", "--stat", "main");
    }

    private void refusal(DemoRepository source) {
        shell.title("2. Stages cannot be skipped");
        clock.advance(Duration.ofHours(1));
        source.commit("main", "lena", "SHOP-2 Faster pages", Map.of("apps/web.yaml", "image: shop-web:1.1\n"));
        shell.type("promote", "shop", "dev", "--version", "1.1", "--as", "ci");
        shell.quietly("record", "shop", "dev", "1.1", "--as", "ci");
        shell.say("1.1 is in dev, but nobody has verified it there.");
        shell.type(CommandLineTool.REFUSED, "explain", "shop", "prod", "--as", "ann");
    }

    private void promotion() {
        shell.title("3. One commit a promotion, with release notes");
        shell.type("verify", "shop", "dev", "smoke", "--passed", "--as", "ci");
        shell.say("Now explain shows the commit that would be pushed; promote pushes it.");
        shell.type("explain", "shop", "prod", "--as", "ann");
        shell.type("promote", "shop", "prod", "--as", "ann");
        shell.quietly("record", "shop", "prod", "1.1", "--as", "ci");
    }

    private void byHand(DemoRepository prod) {
        shell.title("4. A rollback puts the folders back");
        clock.advance(Duration.ofHours(1));
        prod.commit("main", "maria", "More nodes", Map.of("cluster/nodes.yaml", "nodes: 8\n"));
        shell.say("Maria has changed the cluster meanwhile; 1.1 does not work and goes back, the cluster stays.");
        shell.type("verify", "shop", "prod", "smoke", "--failed", "--as", "ci");
        shell.type("rollback", "shop", "prod", "--as", "ann");
        delivered("prod", "1.0");
        shell.git(production(), "log", "--format=%h %an: %s", "--name-status", "-3", "main");
        shell.type("matrix");
    }

    private void delivered(String environment, String version) {
        shell.quietly("record", "shop", environment, version, "--as", "ci");
        shell.quietly("verify", "shop", environment, "smoke", "--passed", "--as", "ci");
    }

    private void goOn() {
        shell.title("Go on by hand");
        shell.say("All of it is still there, and nothing is running. For example:");
        String where = " --config " + ShellWords.line(shell.configuration().toString()) + " --ledger "
                + ShellWords.line(shell.ledger().toString());
        List.of(
                        "bin/deployment-gates matrix" + where,
                        "bin/deployment-gates history shop prod" + where,
                        "bin/deployment-gates compare shop dev prod" + where,
                        "bin/deployment-gates verify-ledger" + where)
                .forEach(host.out()::println);
        host.out().println();
        host.out().println("# Away with it: rm -r " + folder);
    }
}
