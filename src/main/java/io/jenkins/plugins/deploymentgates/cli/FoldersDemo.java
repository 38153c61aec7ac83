package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The story of the folders mechanic: a source repository, a repository or a folder with zip files an environment, and a
 * registry. Begins on Tuesday, 3 March 2026, whatever the day is. Not thread-safe.
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
                      ship-1: {zip: 'REPOSITORY/ship-1'}
                      ship-2: {zip: 'REPOSITORY/ship-2'}
                verifications: [smoke]
                pipeline:
                  dev: {}
                  prod: {after: [dev]}
                  ship-1: {after: [prod]}
                  ship-2: {after: [prod]}
            environments:
              dev: {tier: development}
              prod:
                tier: production
                gates:
                  - artifactsAvailable: {registry: "http://REGISTRY", images: ["apps/**"]}
              ship-1: {tier: production}
              ship-2: {tier: production}
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
        try (DemoRegistry registry = DemoRegistry.start();
                DemoRepository source = DemoRepository.create(shell.repository(), clock);
                DemoRepository dev = DemoRepository.create(folder.resolve("dev.git"), clock);
                DemoRepository prod = DemoRepository.create(production(), clock)) {
            setUp(registry, source, dev, prod);
            copies();
            refusal(registry, source);
            promotion();
            byHand(prod);
            images(registry, source);
            zips();
        }
        goOn();
    }

    private Path production() {
        return folder.resolve("prod.git");
    }

    private void setUp(DemoRegistry registry, DemoRepository source, DemoRepository dev, DemoRepository prod) {
        host.out()
                .println(
                        "A web shop has a source repository. Its environments dev and prod have a repository each, and two");
        host.out().println("ships without a network get zip files. Everything is in " + folder);
        shell.configure(CONFIGURATION.replace("REGISTRY", registry.host()));
        try {
            Files.createDirectory(folder.resolve("ship-1"));
            Files.createDirectory(folder.resolve("ship-2"));
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot write to " + folder, e);
        }
        registry.push("shop/web", "1.0");
        source.commit(
                "main",
                "lena",
                "SHOP-1 First version",
                Map.of(
                        "apps/web.yaml", web(registry, "1.0"),
                        "infra/network.yaml", "timeout: 30s\n",
                        "docs/readme.md", "How to build the shop\n"));
        dev.commit("main", "maria", "Cluster of dev", Map.of("cluster/nodes.yaml", "nodes: 1\n"));
        prod.commit("main", "maria", "Cluster of prod", Map.of("cluster/nodes.yaml", "nodes: 6\n"));
        shell.export();
        shell.say("The folders that are copied are apps and infra. What is in the repositories at first:");
        shell.git(shell.repository(), "ls-tree", "-r", "--name-only", "main");
        shell.git(production(), "ls-tree", "-r", "--name-only", "main");
        shell.type("validate");
    }

    private static String web(DemoRegistry registry, String version) {
        return "kind: Deployment\nspec:\n  replicas: 2\n  image: " + registry.host() + "/shop/web:" + version + "\n";
    }

    private void copies() {
        shell.title("1. Folders are copied, and nothing else");
        shell.say("1.0 goes to dev. Whoever deploys it says so, and whoever tests it says how that went.");
        shell.type("promote", "shop", "dev", "--version", "1.0", "--as", "ci");
        shell.type("record", "shop", "dev", "1.0", "--as", "ci");
        shell.type("verify", "shop", "dev", "smoke", "--passed", "--as", "ci");
        shell.say("So it may go to prod. From here on, record and verify are only shown where they matter.");
        shell.type("promote", "shop", "prod", "--as", "ann");
        delivered("prod", "1.0");
        shell.say("apps and infra have come, docs has not, and the cluster is as it was.");
        shell.git(production(), "log", "--format=%h %an: %s", "--stat", "main");
    }

    private void refusal(DemoRegistry registry, DemoRepository source) {
        shell.title("2. Stages cannot be skipped");
        clock.advance(Duration.ofHours(1));
        shell.say(
                "Lena commits 1.1; its build pushes the image. It goes to dev, but nobody has verified it there yet.");
        registry.push("shop/web", "1.1");
        source.commit("main", "lena", "SHOP-2 Faster pages", Map.of("apps/web.yaml", web(registry, "1.1")));
        shell.type("promote", "shop", "dev", "--version", "1.1", "--as", "ci");
        shell.quietly("record", "shop", "dev", "1.1", "--as", "ci");
        shell.type(CommandLineTool.REFUSED, "promote", "shop", "prod", "--as", "ann");
    }

    private void promotion() {
        shell.title("3. One commit a promotion, with release notes");
        shell.say("What the promotion that waits would push, once all its gates let it:");
        shell.type(CommandLineTool.REFUSED, "explain", "shop", "prod", "--as", "ann");
        shell.say("With the check it waits for, the promotion goes on by itself.");
        shell.type("verify", "shop", "dev", "smoke", "--passed", "--as", "ci");
        shell.git(production(), "log", "--format=%h %an: %s", "-2", "main");
        shell.quietly("record", "shop", "prod", "1.1", "--as", "ci");
    }

    private void byHand(DemoRepository prod) {
        shell.title("4. A rollback puts the folders back");
        clock.advance(Duration.ofHours(1));
        prod.commit("main", "maria", "More nodes", Map.of("cluster/nodes.yaml", "nodes: 8\n"));
        shell.say(
                "1.1 does not work in prod and goes back, by a commit of its own. Maria has changed the cluster",
                "meanwhile, which stays as she has it.");
        shell.type("verify", "shop", "prod", "smoke", "--failed", "--as", "ci");
        shell.type("rollback", "shop", "prod", "--as", "ann");
        delivered("prod", "1.0");
        shell.git(production(), "log", "--format=%h %an: %s", "--name-status", "-3", "main");
    }

    private void images(DemoRegistry registry, DemoRepository source) {
        shell.title("5. What is not in the registry is held back");
        clock.advance(Duration.ofHours(1));
        shell.say("1.2 is verified in dev. Its image is not in the registry that prod fetches from.");
        source.commit("main", "lena", "SHOP-3 Pages that work", Map.of("apps/web.yaml", web(registry, "1.2")));
        shell.quietly("promote", "shop", "dev", "--version", "1.2", "--as", "ci");
        delivered("dev", "1.2");
        shell.type(CommandLineTool.REFUSED, "promote", "shop", "prod", "--as", "ann");
        clock.advance(Duration.ofHours(1));
        registry.push("shop/web", "1.2");
        shell.say("Somebody pushes the image, and asks again.");
        shell.type("promote", "shop", "prod", "--as", "ann");
        delivered("prod", "1.2");
    }

    private void zips() {
        shell.title("6. A site without a network gets a zip file");
        shell.say("The first ship puts in.");
        shell.type("explain", "shop", "ship-1", "--as", "ann");
        shell.type("promote", "shop", "ship-1", "--as", "ann");
        clock.advance(Duration.ofDays(3));
        shell.say(
                "Three days later the second one does. The same release makes the same bytes, so this is the same SHA-256:");
        shell.type("promote", "shop", "ship-2", "--as", "ben");
        shell.digests("ship-1/shop-1.2.zip", "ship-2/shop-1.2.zip");
        shell.type("matrix");
    }

    private void delivered(String environment, String version) {
        shell.quietly("record", "shop", environment, version, "--as", "ci");
        shell.quietly("verify", "shop", environment, "smoke", "--passed", "--as", "ci");
    }

    private void goOn() {
        shell.goOn("matrix", "history shop prod", "compare shop dev prod", "verify-ledger");
    }
}
