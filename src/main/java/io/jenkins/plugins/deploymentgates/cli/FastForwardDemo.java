package io.jenkins.plugins.deploymentgates.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The story of the fast-forward mechanic: one line of history, a branch an environment. Begins on Tuesday, 3 March 2026,
 * whatever the day is. Not thread-safe.
 */
final class FastForwardDemo {
    private static final Instant TUESDAY = Instant.parse("2026-03-03T08:00:00Z");
    private static final Instant FRIDAY_AFTERNOON = Instant.parse("2026-03-06T16:30:00Z");
    private static final Instant MONDAY_MORNING = Instant.parse("2026-03-09T08:15:00Z");
    private static final List<String> UP_TO_STAGING = List.of("dev", "qa", "integration", "load", "staging-eu");
    private static final String PRODUCTION = "prod-eu";

    private final Host host;
    private final Path folder;
    private final DemoClock clock = new DemoClock(TUESDAY);
    private final DemoShell shell;

    FastForwardDemo(Host host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.shell = new DemoShell(host, clock, folder);
    }

    /** Tells the whole story; what it made stays in the folder. */
    void run() {
        try (DemoRepository repository = DemoRepository.create(shell.repository(), clock)) {
            setUp(repository);
            refusal(repository);
            production();
            freeze(repository);
            rollback();
            hotfix(repository);
        }
        goOn();
    }

    private void setUp(DemoRepository repository) {
        host.out().println("A web shop with six environments. Everything is in " + folder);
        DemoFiles.configuration(shell.configuration(), shell.repository());
        shell.export();
        shell.type("validate");
        repository.commit("main", "lena", "SHOP-1 First version", DemoFiles.first("1.0.0"));
        release(repository, "1.0.0", "SHOP-2 Opening day");
        String id = String.valueOf(shell.nextPromotion());
        shell.quietly(CommandLineTool.REFUSED, "promote", "shop", PRODUCTION, "--as", "ann");
        shell.quietly("approve", id, "--as", "maria");
        shell.quietly("approve", id, "--as", "tom");
        delivered(PRODUCTION, "1.0.0");
        shell.say("Release 1.0.0 has gone all the way to production.");
        shell.type("matrix");
    }

    private void refusal(DemoRepository repository) {
        shell.title("1. One combination was not verified: refused");
        clock.advance(Duration.ofHours(1));
        repository.commit("main", "lena", "SHOP-17 Gift cards", DemoFiles.release("1.1.0"));
        shell.say(
                "Lena pushes 1.1.0 to main. The build pipeline takes it to dev and qa; it promotes, deploys, records what",
                "it deployed and reports what its checks said.");
        shell.type(withArtifacts("1.1.0", "promote", "shop", "dev", "--version", "1.1.0", "--as", "ci"));
        shell.type("record", "shop", "dev", "1.1.0", "--as", "ci");
        shell.type("verify", "shop", "dev", "smoke", "--passed", "--as", "ci");
        promoted("qa", "1.1.0");
        promoted("integration", "1.1.0");
        shell.say(
                "The same for qa and integration. In the load test, somebody still has the old web tier running: not the",
                "combination that is about to go to staging.");
        shell.quietly("promote", "shop", "load", "--as", "ci");
        shell.type(
                "record",
                "shop",
                "load",
                "1.1.0",
                "--artifact",
                "com.acme:shop-api:1.1.0",
                "--artifact",
                "com.acme:shop-web:1.0.0",
                "--as",
                "ci");
        shell.type("verify", "shop", "load", "smoke", "--passed", "--as", "ci");
        shell.type("verify", "shop", "load", "load-test", "--passed", "--as", "ci");
        shell.say("Every check is green, and yet:");
        shell.type(CommandLineTool.REFUSED, "explain", "shop", "staging-eu", "--from", "integration", "--as", "ann");
        shell.type(CommandLineTool.REFUSED, "promote", "shop", "staging-eu", "--from", "integration", "--as", "ann");
        shell.type("matrix");
        shell.git();
    }

    private void production() {
        shell.title("2. The way to production, with two approvals");
        shell.say("The load test is done again with the combination that was tested everywhere else.");
        shell.type(withArtifacts("1.1.0", "record", "shop", "load", "1.1.0", "--as", "ci"));
        shell.type("verify", "shop", "load", "smoke", "--passed", "--as", "ci");
        shell.type("verify", "shop", "load", "load-test", "--passed", "--as", "ci");
        shell.type("promote", "shop", "staging-eu", "--as", "ann");
        shell.type("record", "shop", "staging-eu", "1.1.0", "--as", "ci");
        shell.type("verify", "shop", "staging-eu", "smoke", "--passed", "--as", "ci");
        String id = String.valueOf(shell.nextPromotion());
        shell.say(
                "Production wants two release managers; Ann, who asks, is none. Her promotion waits, it does not fail.");
        shell.type(CommandLineTool.REFUSED, "promote", "shop", PRODUCTION, "--as", "ann");
        shell.type("waiting");
        shell.type("approve", id, "--as", "maria");
        shell.type("approve", id, "--as", "tom");
        shell.type("record", "shop", PRODUCTION, "1.1.0", "--as", "ci");
        shell.type("verify", "shop", PRODUCTION, "smoke", "--passed", "--as", "ci");
        shell.type("matrix");
        shell.git();
    }

    private void freeze(DemoRepository repository) {
        shell.title("3. A freeze");
        clock.moveTo(FRIDAY_AFTERNOON.minus(Duration.ofHours(4)));
        release(repository, "1.2.0", "SHOP-23 New checkout");
        String id = String.valueOf(shell.nextPromotion());
        clock.moveTo(FRIDAY_AFTERNOON);
        shell.say("Friday, 17:30 in Berlin. 1.2.0 is in staging and wants to go to production.");
        shell.type(CommandLineTool.REFUSED, "promote", "shop", PRODUCTION, "--as", "ann");
        shell.quietly("approve", id, "--as", "maria");
        shell.quietly("approve", id, "--as", "tom");
        shell.say("Maria and Tom approve; the freeze is left.");
        shell.type(CommandLineTool.REFUSED, "explain", "shop", PRODUCTION, "--as", "ann");
        shell.type("matrix");
        clock.moveTo(MONDAY_MORNING);
        shell.say("Monday, 9:15. The approvals still count; asked again, it goes through.");
        shell.type("promote", "shop", PRODUCTION, "--as", "ann");
        shell.type("record", "shop", PRODUCTION, "1.2.0", "--as", "ci");
        shell.type("matrix");
    }

    private void rollback() {
        shell.title("4. A rollback");
        clock.advance(Duration.ofMinutes(20));
        shell.say("In production the new checkout does not work.");
        shell.type("verify", "shop", PRODUCTION, "smoke", "--failed", "--as", "ci");
        shell.type("rollback", "shop", PRODUCTION, "--as", "ann");
        shell.type("record", "shop", PRODUCTION, "1.1.0", "--as", "ci");
        shell.type("verify", "shop", PRODUCTION, "smoke", "--passed", "--as", "ci");
        shell.type("matrix");
        shell.git();
    }

    private void hotfix(DemoRepository repository) {
        shell.title("5. A hotfix");
        clock.advance(Duration.ofHours(2));
        release(repository, "1.3.0", "SHOP-29 Checkout works");
        shell.say("1.3.0 has the checkout right and waits for its approvals ...");
        shell.type(CommandLineTool.REFUSED, "promote", "shop", PRODUCTION, "--as", "ann");
        shell.say("... when 1.1.0 turns out to time out in production. That cannot wait for 1.3.0.");
        shell.type("hotfix", "start", "shop", "timeout", "--from", PRODUCTION, "--as", "ann");
        shell.git();
        shell.say("The fix is committed to the hotfix's branch and takes the same way as everything else.");
        repository.commit("hotfix/timeout", "lena", "SHOP-31 Longer timeout", Map.of("network.yaml", "timeout: 60s\n"));
        shell.type(
                "promote",
                "shop",
                "dev",
                "--version",
                "1.1.1",
                "--artifact",
                "com.acme:shop-api:1.1.0",
                "--artifact",
                "com.acme:shop-web:1.1.0",
                "--as",
                "ci");
        delivered("dev", "1.1.1");
        UP_TO_STAGING.subList(1, UP_TO_STAGING.size()).forEach(environment -> promoted(environment, "1.1.1"));
        String id = String.valueOf(shell.nextPromotion());
        shell.type(CommandLineTool.REFUSED, "promote", "shop", PRODUCTION, "--as", "ann");
        shell.type("approve", id, "--as", "ines");
        shell.type("approve", id, "--as", "maria");
        shell.type("record", "shop", PRODUCTION, "1.1.1", "--as", "ci");
        shell.type("verify", "shop", PRODUCTION, "smoke", "--passed", "--as", "ci");
        shell.say("Finishing puts main on top of the fix; resuming asks again for what the hotfix called off.");
        shell.type("hotfix", "finish", "shop", "timeout", "--as", "ann");
        shell.type("hotfix", "resume", "shop", "--as", "ann");
        shell.type("matrix");
        shell.git();
    }

    private void goOn() {
        shell.goOn(
                "matrix",
                "history shop prod-eu",
                "compare shop qa prod-eu",
                "at 2026-03-06T17:00:00Z shop",
                "record shop dev 1.3.0 --as ci",
                "verify shop dev smoke --passed --as ci",
                "promote shop qa --as ann",
                "verify-ledger");
    }

    /** A version is committed and taken to staging by its build pipeline. */
    private void release(DemoRepository repository, String version, String message) {
        repository.commit("main", "lena", message, DemoFiles.release(version));
        shell.quietly(withArtifacts(version, "promote", "shop", "dev", "--version", version, "--as", "ci"));
        delivered("dev", version);
        UP_TO_STAGING.subList(1, UP_TO_STAGING.size()).forEach(environment -> promoted(environment, version));
    }

    private void promoted(String environment, String version) {
        shell.quietly("promote", "shop", environment, "--as", "ci");
        delivered(environment, version);
    }

    private void delivered(String environment, String version) {
        shell.quietly("record", "shop", environment, version, "--as", "ci");
        shell.quietly("verify", "shop", environment, "smoke", "--passed", "--as", "ci");
        if (environment.equals("load")) {
            shell.quietly("verify", "shop", environment, "load-test", "--passed", "--as", "ci");
        }
    }

    private static String[] withArtifacts(String version, String... words) {
        return Stream.concat(
                        Arrays.stream(words),
                        Stream.of(
                                "--artifact",
                                "com.acme:shop-api:" + version,
                                "--artifact",
                                "com.acme:shop-web:" + version))
                .toArray(String[]::new);
    }
}
