package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/** Calls outside and their limits. */
public class WebCallsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static HttpRequest.Builder get(String url) {
        return HttpRequest.newBuilder(URI.create(url));
    }

    @Test
    public void shouldReadNoMoreThanTheFirstBytes() throws Exception {
        try (OtherServer server = new OtherServer()) {
            server.on("/all", exchange -> OtherServer.send(exchange, 200, "x".repeat(65_536)))
                    .on("/more", exchange -> OtherServer.send(exchange, 200, "x".repeat(65_537)));
            WebCalls calls = new WebCalls(HttpProxy.ofJava(), LONG);

            assertThat(calls.send(get(server.base() + "/all")).body()).hasSize(65_536);
            assertThat(calls.send(get(server.base() + "/more")).body()).hasSize(65_536);
        }
    }

    @Test
    public void shouldGiveUpOnAnAnswerThatDoesNotCome() throws Exception {
        try (OtherServer server = new OtherServer()) {
            server.on("/", exchange -> server.block());

            assertThatThrownBy(() -> new WebCalls(HttpProxy.ofJava(), SHORT).send(get(server.base() + "/")))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessage("no answer in time");
        }
    }

    @Test
    public void shouldSayThatNobodyIsThere() throws Exception {
        String gone;
        try (OtherServer server = new OtherServer()) {
            gone = server.base();
        }

        assertThatThrownBy(() -> new WebCalls(HttpProxy.ofJava(), LONG).send(get(gone)))
                .isExactlyInstanceOf(IOException.class);
    }

    @Test
    public void shouldMakeAFewCallsAtOnceAndKeepTheirOrder() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Callable<Integer>> calls = new ArrayList<>();
        List<Optional<Integer>> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            expected.add(Optional.of(i));
            calls.add(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                running.decrementAndGet();
                return number;
            });
        }

        assertThat(new WebCalls(HttpProxy.ofJava(), LONG).all(calls)).isEqualTo(expected);
        assertThat(most.get()).isBetween(1, 8);
        assertThat(new WebCalls(HttpProxy.ofJava(), LONG).all(List.of())).isEmpty();
    }

    @Test
    public void shouldKeepWhatIsDoneWhenOthersAreNotDoneInTime() {
        CountDownLatch never = new CountDownLatch(1);
        Callable<String> late = () -> {
            never.await();
            return "late";
        };

        assertThat(new WebCalls(HttpProxy.ofJava(), SHORT).all(List.of(late, () -> "done")))
                .containsExactly(Optional.empty(), Optional.of("done"));
    }

    @Test
    public void shouldPassOnWhatGoesWrongInside() {
        Callable<String> wrong = () -> {
            throw new DeploymentGatesException("wrong");
        };
        Callable<String> checked = () -> {
            throw new IOException("checked");
        };

        assertThatThrownBy(() -> new WebCalls(HttpProxy.ofJava(), LONG).all(List.of(wrong)))
                .isInstanceOf(DeploymentGatesException.class)
                .hasMessage("wrong");
        assertThatThrownBy(() -> new WebCalls(HttpProxy.ofJava(), LONG).all(List.of(checked)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("java.io.IOException: checked");
    }

    @Test
    public void shouldStopWhenInterruptedAndStayInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new WebCalls(HttpProxy.ofJava(), LONG).all(List.of(() -> "done")))
                .isInstanceOf(DeploymentGatesException.class)
                .hasMessage("interrupted while asking outside");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    public void shouldKnowOriginsWithOrWithoutTheirPort() {
        assertThat(WebCalls.isSameOrigin(
                        URI.create("https://a.example.com/x"), URI.create("HTTPS://A.example.com:443/y")))
                .isTrue();
        assertThat(WebCalls.isSameOrigin(URI.create("http://a.example.com"), URI.create("http://a.example.com:80")))
                .isTrue();
        assertThat(WebCalls.isSameOrigin(URI.create("http://a.example.com"), URI.create("https://a.example.com")))
                .isFalse();
        assertThat(WebCalls.isSameOrigin(URI.create("http://a.example.com"), URI.create("http://a.example.com:81")))
                .isFalse();
        assertThat(WebCalls.isSameOrigin(URI.create("http://a.example.com"), URI.create("http://b.example.com")))
                .isFalse();
        assertThat(WebCalls.origin(URI.create("http://ann:pw@a.example.com:81/x?y=z#w")))
                .isEqualTo("http://a.example.com:81");
    }

    @Test
    public void shouldNotGoFromASafeServerToOneThatIsNot() {
        URI safe = URI.create("https://a.example.com");
        URI unsafe = URI.create("http://a.example.com");

        assertThat(WebCalls.isAsSafe(safe, safe)).isTrue();
        assertThat(WebCalls.isAsSafe(unsafe, safe)).isTrue();
        assertThat(WebCalls.isAsSafe(unsafe, unsafe)).isTrue();
        assertThat(WebCalls.isAsSafe(safe, unsafe)).isFalse();
        assertThat(WebCalls.isAsSafe(unsafe, URI.create("ftp://a.example.com"))).isFalse();
    }
}
