package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** {@code promote --wait} at a server with room for those who wait, by the time of day. */
public class ServerWaitTest extends ShopCommands {
    private ShopServer server;

    @Before
    public void waitForProduction() {
        verifiedAt("dev", "1.0");
        deliveredTo("qa", "1.0");
        shop.now = Clock.systemUTC().instant();
        server = new ShopServer(shop.folder, shop.ledger, Clock.systemUTC(), shop.tokens(), 10);
    }

    @After
    public void stopTheServer() {
        server.close();
    }

    private Result run(String user, String... words) {
        return shop.runWith(server.variables(user), words);
    }

    /** There is no promotion 2 before it was asked for. */
    private void onceItWaits(String... words) {
        while (run("bert", words).exitCode() != 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    public void shouldBeToldAsSoonAsSomebodyApproves() {
        CompletableFuture<Result> waiting =
                CompletableFuture.supplyAsync(() -> run("anna", "promote", "shop", "prod-eu", "--wait"));

        onceItWaits("approve", "2");

        assertThat(waiting.join()).isEqualTo(done("promotion 2 (shop 1.0 to prod-eu): PROMOTED"));
    }

    @Test
    public void shouldBeToldThatSomebodyRefuses() {
        CompletableFuture<Result> waiting =
                CompletableFuture.supplyAsync(() -> run("anna", "promote", "shop", "prod-eu", "--wait"));

        onceItWaits("refuse", "2", "--reason", "not today");

        // When bert is quick, what the gates said is told as well.
        assertThat(waiting.join().exitCode()).isEqualTo(CommandLineTool.REFUSED);
        assertThat(waiting.join().out())
                .startsWith("promotion 2 (shop 1.0 to prod-eu): REFUSED: refused by bert: not today");
    }
}
