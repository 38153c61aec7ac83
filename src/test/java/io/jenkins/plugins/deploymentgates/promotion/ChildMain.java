package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What runs in a process that is killed. Every line ends with a full stop, so that a line that was cut off can be told.
 * {@code at STEP} lines tell how far an act is, {@code ack …} lines what was acknowledged.
 */
final class ChildMain {
    /** The pipeline that is walked in a child: nothing to verify, so a completed deployment counts. */
    static final String LINE =
            """
            applications:
              shop:
                git: {repository: ORIGIN}
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  staging: {after: [qa]}
                  prod-eu: {after: [staging]}
                  prod-us: {after: [staging]}
            environments:
              prod-eu: {tier: production, onFailure: redeploy-last-good}
              prod-us: {tier: production}
            """;

    static final List<String> ENVIRONMENTS = List.of("dev", "qa", "staging", "prod-eu", "prod-us");

    /** Begins what is done in a {@link ReleaseFileWorld}. */
    static final String RELEASE = "release-";

    /** Begins what is done in a {@link DeploymentFilesWorld}, one of {@link FileActs} among it. */
    static final String FILES = "files-";

    /** Does most of what there is to do, in a folder that is empty, and ends. */
    static final String EVERYTHING = "everything";

    private static final int APPENDERS = 16;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private ChildMain() {}

    /**
     * Arguments: the folder of the world; what to do: {@code walk}, {@code append NAME} or {@code promote}, {@code
     * rollback}, {@code fail}, {@code hotfix-start}, {@code hotfix-finish}; some of these in a {@link FoldersWorld}; in a {@link
     * ReleaseFileWorld} {@code release-qa}, {@code release-prod}, {@code release-back}; and the step at which to stop until killed, or nothing.
     */
    public static void main(String[] arguments) throws InterruptedException {
        String what = arguments[1];
        String more = arguments.length > 2 ? arguments[2] : "";
        Progress progress = step -> {
            say("at " + step);
            if (step.name().equals(more)) {
                waitToBeKilled();
            }
        };
        if (what.equals(EVERYTHING)) {
            everything(Path.of(arguments[0]).toAbsolutePath());
            return;
        }
        if (what.equals("append")) {
            append(Path.of(arguments[0]), more);
        }
        String yaml = what.startsWith(RELEASE) ? ReleaseFileWorld.YAML : yaml(Path.of(arguments[0]));
        try (World world = World.reopen(Path.of(arguments[0]), yaml, progress)) {
            switch (what) {
                case RELEASE + "qa" -> ack(world.enter("qa", "1.4.2"));
                case RELEASE + "prod" -> ack(world.promote("prod"));
                case RELEASE + "back" ->
                    world.engine()
                            .rollbacks()
                            .rollback(World.ANN, "shop", List.of("prod", "prod-us"), null)
                            .forEach(ChildMain::ack);
                case "walk" -> walk(world, ENVIRONMENTS);
                case "folders-walk" -> walk(world, FoldersWorld.ENVIRONMENTS);
                case "folders-promote" -> ack(world.promote("prod-eu"));
                case "zip-promote" -> ack(world.promote("archive"));
                case "promote" -> ack(world.promote("qa"));
                case "pull-request" -> world.promote("qa");
                case "pull-request-prod" -> world.promote("prod");
                case "cancel" ->
                    world.read(view -> view.openPromotions("shop"))
                            .forEach(open -> world.engine().promotions().cancel(World.ANN, open.id()));
                case "ask-again" -> world.engine().promotions().reconsider(null);
                case "race", "folders-race" -> {
                    say("ready");
                    awaitStart();
                    ack(world.promote(what.equals("race") ? "qa" : "prod-eu"));
                }
                case "rollback", "folders-rollback" ->
                    world.engine()
                            .rollbacks()
                            .rollback(World.ANN, "shop", List.of("prod-eu", "prod-us"), null)
                            .forEach(ChildMain::ack);
                case "fail" -> ack(fail(world).failure().redeployment());
                case "hotfix-start" -> {
                    world.engine().hotfixes().start(World.ANN, "shop", "fix", "prod-eu");
                    say("ack hotfix");
                }
                case "hotfix-finish" -> {
                    world.engine().hotfixes().finish(World.ANN, "shop", "fix");
                    say("ack hotfix");
                }
                case FILES + "back" ->
                    world.engine()
                            .rollbacks()
                            .rollback(World.ANN, "shop", List.of("qa"), null)
                            .forEach(ChildMain::ack);
                default -> {
                    if (!what.startsWith(FILES)) {
                        throw new IllegalArgumentException(what);
                    }
                    FileActs.valueOf(what.substring(FILES.length())).run(world);
                }
            }
        }
        say("end");
    }

    /** The configuration that lies in the world's folder, or the usual one. */
    private static String yaml(Path folder) {
        try {
            Path file = folder.resolve("gates.yaml");
            return Files.exists(file) ? Files.readString(file) : LINE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what the one before left, then brings what is on {@code main} into every environment. */
    private static void walk(World world, List<String> environments) {
        world.engine().reconciliation().run();
        say("reconciled");
        for (String environment : environments) {
            ack(world.promote(environment));
            world.deliver(environment);
        }
    }

    /** Does what others do, in worlds of its own, so that all their classes are loaded. */
    private static void everything(Path folder) throws InterruptedException {
        Path line = folder.resolve("line");
        try (World world = World.create(line, LINE)) {
            world.commit("1.0");
        }
        main(new String[] {line.toString(), "walk"});
        Path folders = folder.resolve("folders");
        try (World world = FoldersWorld.create(folders)) {
            FoldersWorld.commit(world, "1.0");
        }
        main(new String[] {folders.toString(), "folders-walk"});
        Path release = folder.resolve("release");
        try (ReleaseFileWorld files = ReleaseFileWorld.create(release)) {
            files.world().commit("1.4.2");
        }
        main(new String[] {release.toString(), RELEASE + "qa"});
        DeploymentFilesWorld files = DeploymentFilesWorld.create(folder.resolve("files"), "exact");
        for (FileActs act : FileActs.values()) {
            act.run(files.world());
        }
        files.world().close();
    }

    /** Reports that what is in production failed. */
    private static RecordResult fail(World world) {
        return world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop",
                                "prod-eu",
                                world.current("prod-eu").version(),
                                List.of(),
                                null,
                                DeploymentStatus.FAILED,
                                "",
                                null));
    }

    /** Needs nothing but the ledger, and does not end. */
    private static void append(Path folder, String name) throws InterruptedException {
        ChildJvm.endWithParent();
        Ledger ledger = Ledgers.open(World.ledgerFile(folder));
        AtomicLong number = new AtomicLong();
        Thread[] threads = new Thread[APPENDERS];
        for (int i = 0; i < APPENDERS; i++) {
            threads[i] = new Thread(() -> {
                while (true) {
                    String key = name + "-" + number.incrementAndGet();
                    long sequence = ledger.write(tx -> tx.append(
                            World.BEGIN, "child", key, new Event.EvidenceVoided("shop", List.of("dev"), key)));
                    say("ack " + key + " " + sequence);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void ack(PromotionResult result) {
        if (result.promotion().status() != PromotionStatus.PROMOTED) {
            throw new DeploymentGatesException(
                    result.promotion().label() + " " + result.promotion().reason());
        }
        say("ack " + result.promotion().id() + " "
                + result.promotion().status().name().toLowerCase(Locale.ROOT));
    }

    private static void say(String line) {
        // One call, so that lines of several threads do not mix.
        OUT.print(line + ".\n");
        OUT.flush();
    }

    private static void awaitStart() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("nobody gave the start");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends without the kill, too, when the parent is gone. */
    private static void waitToBeKilled() {
        try {
            while (System.in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Runtime.getRuntime().halt(3);
    }
}
