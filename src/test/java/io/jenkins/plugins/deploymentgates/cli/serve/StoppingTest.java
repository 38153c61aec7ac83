package io.jenkins.plugins.deploymentgates.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.ledger.LedgerAddress;
import io.jenkins.plugins.deploymentgates.ledger.LedgerVerifier;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What becomes of a request that writes while the server is told to stop. */
public class StoppingTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Served served;

    @Before
    public void start() throws Exception {
        served = new Served(folder.getRoot().toPath(), World.REGIONS).start(Served.MANY);
    }

    @After
    public void end() {
        served.close();
    }

    @Test
    public void shouldFinishAndAnswerTheWriteThatIsUnderWay() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(() -> served.world.ledger().write(tx -> {
                    held.countDown();
                    waitFor(free);
                    return null;
                }));
        held.await();
        HttpRequest request = served.get("/api/v1/holds")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"environment\": \"qa\", \"reason\": \"audit\"}"))
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                HttpClient.newHttpClient().sendAsync(request, BodyHandlers.ofString());
        while (served.world.ledger().statistics().waiting() == 0) {
            Thread.onSpinWait();
        }

        int port = served.address().getPort();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(served::stopped);
        while (isOpen(port)) {
            Thread.onSpinWait();
        }
        free.countDown();

        assertThat(answer.join().statusCode()).isEqualTo(201);
        assertThat(answer.join().body()).contains("\"reason\":\"audit\"");
        stop.join();
        writer.join();
        assertThat(served.world.list(view -> view.holds()))
                .extracting(Hold::reason)
                .containsExactly("audit");
        assertThat(LedgerVerifier.verify(
                                LedgerAddress.of(
                                        World.ledgerFile(folder.getRoot().toPath())
                                                .toString()),
                                n -> {})
                        .findings())
                .isEmpty();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether somebody listens there. */
    private static boolean isOpen(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
