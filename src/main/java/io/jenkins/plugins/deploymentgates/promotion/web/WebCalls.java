package io.jenkins.plugins.deploymentgates.promotion.web;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls to servers nobody trusts: bounded in time, in number at once and in what is read of an answer. Thread-safe. */
public final class WebCalls {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebCalls.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;
    private static final int USUAL_MOST = 65_536;
    private static final Duration LONGEST_WISH = Duration.ofDays(1);
    private static final Duration USUAL_WISH = Duration.ofMinutes(1);

    private final HttpProxy proxy;
    private final Duration total;
    private final int most;

    /** Made when it is needed: most processes never ask anybody outside. */
    @CheckForNull
    private HttpClient client;

    /**
     * @param proxy the way out
     * @param total how long all calls that belong together may take
     */
    public WebCalls(HttpProxy proxy, Duration total) {
        this(proxy, total, USUAL_MOST);
    }

    /**
     * The same with another limit.
     *
     * @param most how many bytes of an answer's body are read, the rest is cut off
     */
    public WebCalls(HttpProxy proxy, Duration total, int most) {
        this.proxy = proxy;
        this.total = total;
        this.most = most;
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = proxy.client().connectTimeout(CONNECT).build();
            client = made;
        }
        return made;
    }

    /** What came back; the body is cut off after the most bytes that are read. */
    public record Reply(int status, HttpHeaders headers, String body) {
        /** It is no answer to the question, but may become one: the server is in trouble, or the proxy before it. */
        public boolean isTrouble() {
            return status >= 500 || status == 407 || status == 408 || status == 429;
        }

        /** Who is in trouble, and how. */
        public String trouble(URI url) {
            return status == 407
                    ? "the proxy before " + origin(url) + " wants another login"
                    : origin(url) + " answered " + status;
        }

        /** When it wants to be asked again: its Retry-After (RFC 9110, 10.2.3) within a day, else in a minute. */
        public Instant again(Instant now) {
            Duration wait = headers.firstValue("retry-after")
                    .map(text -> duration(text.strip(), now))
                    .orElse(USUAL_WISH);
            // Nobody is asked without a pause, whatever it says.
            boolean pause = !wait.isNegative() && !wait.isZero();
            return now.plus(!pause ? USUAL_WISH : wait.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wait);
        }

        private static Duration duration(String text, Instant now) {
            if (text.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            try {
                return Duration.between(
                        now,
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeException e) {
                return USUAL_WISH;
            }
        }
    }

    /**
     * A reply, and whose it is.
     *
     * @param by the URL that was asked last, which a redirect may have led to
     */
    public record Answer(URI by, Reply reply) {}

    /**
     * Sends one request; no redirect is followed.
     *
     * @throws IOException when no whole answer came within the time for all calls
     */
    public Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        // The request's own time-out ends with the headers of the answer; a body may come as slowly as it likes.
        HttpRequest sent = proxy.signedIn(request);
        CompletableFuture<HttpResponse<byte[]>> answer = client().sendAsync(sent, headers -> new FirstBytes(most));
        try {
            HttpResponse<byte[]> response = answer.get(total.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer in time");
        } catch (ExecutionException e) {
            // Whoever asked tells only that nothing came; why, such as an unknown certificate, is for administrators.
            LOGGER.debug("{} gave no answer", origin(sent.uri()), e.getCause());
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /**
     * Runs calls side by side.
     *
     * @return what each gave, in order; empty for one that was not done in time
     */
    public <T> List<Optional<T>> all(List<Callable<T>> calls) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(AT_ONCE, calls.size())), work -> {
            Thread thread = new Thread(work, "deployment-gates outside");
            thread.setDaemon(true);
            return thread;
        });
        try {
            // invokeAll() notices it only while it has something to wait for.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            List<Optional<T>> done = new ArrayList<>();
            for (Future<T> one : pool.invokeAll(calls, total.toMillis(), TimeUnit.MILLISECONDS)) {
                done.add(got(one));
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentGatesException("interrupted while asking outside");
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> Optional<T> got(Future<T> one) throws InterruptedException {
        try {
            return Optional.of(one.get());
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Scheme, host and port, without anything that may be secret. */
    public static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() == -1 ? "" : ":" + url.getPort());
    }

    public static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    /** Whether what one server sends to the other can be read on the way no more easily than what was sent to the one. */
    public static boolean isAsSafe(URI from, URI to) {
        return "https".equalsIgnoreCase(to.getScheme())
                || "http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme());
    }

    private static int port(URI url) {
        return url.getPort() != -1 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
