package io.jenkins.plugins.deploymentgates.jenkins.api;

import io.jenkins.plugins.deploymentgates.api.ApiAnswer;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import io.jenkins.plugins.deploymentgates.api.EventStream;
import io.jenkins.plugins.deploymentgates.api.PendingResponse;
import io.jenkins.plugins.deploymentgates.api.Waiters;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends the answer to one request. What is not there yet leaves the request's thread and takes one again to be written; where
 * a filter of another plugin does not allow that, what there is is sent at once. Used by one thread at a time.
 */
final class Exchange {
    private static final Logger LOGGER = Logger.getLogger(Exchange.class.getName());

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    Exchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** Sends an answer now or when it is there. */
    void send(ApiAnswer answer, Waiters waiters) throws IOException {
        boolean waits = request.isAsyncSupported() && request.getMethod().equals("GET");
        if (waits && answer instanceof PendingResponse pending) {
            later(pending, waiters);
        } else if (waits && answer instanceof EventStream stream) {
            streamed(stream, waiters);
        } else {
            whole(answer.now());
        }
    }

    private void later(PendingResponse pending, Waiters waiters) throws IOException {
        AsyncContext context = begin();
        boolean taken =
                waiters.add(pending, answer -> DeploymentGates.background().execute(() -> {
                    try {
                        whole(answer);
                    } catch (IOException e) {
                        LOGGER.log(Level.FINE, "A client that waited is gone", e);
                    } finally {
                        complete(context);
                    }
                }));
        if (!taken) {
            whole(pending.now());
            complete(context);
        }
    }

    private void streamed(EventStream stream, Waiters waiters) throws IOException {
        AsyncContext context = begin();
        head(stream.head());
        EventSink sink = new EventSink(response.getOutputStream(), () -> complete(context));
        if (!waiters.add(stream, sink)) {
            sink.send(stream.now().body());
            sink.end();
        }
    }

    private AsyncContext begin() {
        AsyncContext context = request.startAsync();
        // The API knows when to answer.
        context.setTimeout(0);
        return context;
    }

    private static void complete(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            LOGGER.log(Level.FINE, "The container has ended the exchange, since the client is gone", e);
        }
    }

    private void whole(ApiResponse answer) throws IOException {
        head(answer);
        boolean headOnly = request.getMethod().equals("HEAD");
        if (!headOnly && answer.status() != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    private void head(ApiResponse answer) {
        response.setStatus(answer.status());
        if (answer.status() != HttpServletResponse.SC_NOT_MODIFIED) {
            response.setContentType(answer.contentType());
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        answer.headers().forEach(response::setHeader);
    }
}
