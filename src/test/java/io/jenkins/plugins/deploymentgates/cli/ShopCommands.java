package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.time.Duration;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** What tests of commands begin with: a {@link Shop} whose environments all are at its first commit. */
abstract class ShopCommands {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    /** A fresh one for each test. */
    Shop shop;

    @Before
    public final void makeShop() {
        shop = new Shop(temporary.getRoot().toPath());
        shop.commit("base/app.yaml", "SHOP-1 first");
    }

    /** It was done and said this. */
    static Result done(String... lines) {
        return new Result(0, lines(lines), "");
    }

    /** It was refused or waits, and said this. */
    static Result refused(String... lines) {
        return new Result(1, lines(lines), "");
    }

    /** It ended with one message. */
    static Result failed(int exitCode, String message) {
        return new Result(exitCode, "", message + "\n");
    }

    /** The words were wrong. */
    static Result misused(String command, String message) {
        return new Result(2, "", "deployment-gates: " + message + "\nTry '" + command + " --help'.\n");
    }

    private static String lines(String... lines) {
        return lines.length == 0 ? "" : String.join("\n", lines) + "\n";
    }

    /** Runs a command that prepares the test. */
    final void given(String... words) {
        Result result = shop.run(words);
        assertThat(result.exitCode())
                .as("%s: %s", String.join(" ", words), result)
                .isZero();
    }

    /** A version is recorded, and its check passes. */
    final void verifiedAt(String environment, String version) {
        given("record", "shop", environment, version, "--artifact", "com.acme:shop-api:" + version);
        given("verify", "shop", environment, "smoke", "--passed");
    }

    /** A version is promoted as its gates allow, recorded, and its check passes. */
    final void deliveredTo(String environment, String version) {
        given("promote", "shop", environment);
        verifiedAt(environment, version);
    }

    /** 1.0 is verified up to production. */
    final void firstReleaseIsEverywhere() {
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        given("promote", "shop", "prod-eu", "--override", "--reason", "first release");
        verifiedAt("prod-eu", "1.0");
    }

    /** 1.0 is verified in qa, and promotion 2 to production waits for an approval. */
    final void firstReleaseWaitsForProduction() {
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        assertThat(shop.run("promote", "shop", "prod-eu").exitCode()).isEqualTo(1);
    }

    /** Five minutes later, a file with this commit's message is in dev, as this version, and verified. */
    final String nextInDev(String version, String file, String message) {
        shop.later(Duration.ofMinutes(5));
        String commit = shop.commit(file, message);
        shop.pushToDev();
        verifiedAt("dev", version);
        return commit;
    }
}
