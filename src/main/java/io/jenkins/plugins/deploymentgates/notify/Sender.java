package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.web.HttpProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Posts to receivers that nobody trusts: follows redirects within the same origin only, reads little of the answer, and
 * waits for nobody longer than it was told to. Thread-safe.
 */
final class Sender {
    private static final int REDIRECTS = 3;

    private final HttpProxy proxy;
    private final HttpClient client;
    private final Limits limits;
    private final Clock clock;

    /**
     * What a receiver may use up.
     *
     * @param connect to be reached
     * @param total until it has answered
     * @param answer bytes of an answer that are read
     */
    record Limits(Duration connect, Duration total, int answer) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 8192);
    }

    Sender(Executor executor, HttpProxy proxy, Limits limits, Clock clock) {
        this.proxy = proxy;
        this.client = proxy.client()
                .connectTimeout(limits.connect())
                .executor(executor)
                .build();
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Posts and waits for the answer.
     *
     * @throws InterruptedException when it was interrupted; whether the receiver has got it is not known
     */
    Answer post(URI url, Map<String, String> headers, byte[] body) throws InterruptedException {
        URI to = url;
        for (int redirects = 0; ; redirects++) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(to).timeout(limits.total()).POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            HttpResponse<Void> response;
            try {
                response = send(proxy.signedIn(request));
            } catch (IOException e) {
                return Answer.failed(reason(e));
            }
            int status = response.statusCode();
            if (status != 301 && status != 302 && status != 307 && status != 308) {
                return judged(response);
            }
            URI next = location(to, response);
            if (next == null || redirects == REDIRECTS) {
                return Answer.failed("answered " + status
                        + (next == null ? " without saying where to go" : " too often") + "; name the right URL");
            }
            if (!isSameOrigin(url, next)) {
                return Answer.failed("answered " + status + " and sends to " + origin(next)
                        + ", where nothing is sent; name the right URL");
            }
            to = next;
        }
    }

    private HttpResponse<Void> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, info -> new FirstBytes(limits.answer()));
        try {
            return answer.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private Answer judged(HttpResponse<Void> response) {
        int status = response.statusCode();
        // 303: the receiver has it and shows what came of it elsewhere (RFC 9110, section 15.4.4).
        if (status >= 200 && status < 300 || status == 303) {
            return Answer.taken();
        }
        if (status == 407) {
            // Of the proxy: the receiver was not asked (RFC 9110, section 15.5.8).
            return Answer.failed("the proxy wants another login: answered 407");
        }
        boolean later = status < 400 || status >= 500 || status == 408 || status == 425 || status == 429;
        if (!later) {
            return Answer.refused("answered " + status);
        }
        return new Answer(
                Answer.Kind.FAILED,
                "answered " + status,
                response.headers().firstValue("retry-after").map(this::wish).orElse(null));
    }

    /** Seconds or a date; {@code null} for anything else (RFC 9110, section 10.2.3). */
    @CheckForNull
    private Duration wish(String text) {
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            return Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    @CheckForNull
    private static URI location(URI from, HttpResponse<Void> response) {
        try {
            URI to =
                    response.headers().firstValue("location").map(from::resolve).orElse(null);
            return to == null || to.getHost() == null ? null : to;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other)
                && other.getRawUserInfo() == null;
    }

    private static int port(URI url) {
        return url.getPort() != -1 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() == -1 ? "" : ":" + url.getPort());
    }

    /** In own words: the library's may hold parts of the URL. */
    private String reason(IOException problem) {
        if (problem instanceof HttpConnectTimeoutException) {
            return "cannot be reached within " + limits.connect().toSeconds() + " s";
        }
        if (problem instanceof HttpTimeoutException) {
            return "did not answer within " + limits.total().toSeconds() + " s";
        }
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "its host is not known";
            }
            if (cause instanceof SSLException) {
                return "no TLS connection that can be trusted: " + cause.getMessage();
            }
        }
        return problem instanceof ConnectException
                ? "cannot be reached: no connection"
                : "the connection was lost before it had answered";
    }

    /** Reads so many bytes of an answer for the connection's sake and forgets them; gives up on a longer one. */
    private static final class FirstBytes implements HttpResponse.BodySubscriber<Void> {
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private long left;

        @CheckForNull
        private Flow.Subscription subscription;

        FirstBytes(int most) {
            left = most;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> bytes) {
            left -= bytes.stream().mapToLong(ByteBuffer::remaining).sum();
            Flow.Subscription given = subscription;
            if (given == null) {
                return;
            }
            if (left > 0) {
                given.request(1);
            } else {
                given.cancel();
                done.complete(null);
            }
        }

        /** The status has been read by then, and it alone counts. */
        @Override
        public void onError(Throwable problem) {
            done.complete(null);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
