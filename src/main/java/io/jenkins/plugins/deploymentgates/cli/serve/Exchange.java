package io.jenkins.plugins.deploymentgates.cli.serve;

import io.javalin.http.Context;
import io.jenkins.plugins.deploymentgates.api.ApiAnswer;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import io.jenkins.plugins.deploymentgates.api.EventStream;
import io.jenkins.plugins.deploymentgates.api.PendingResponse;
import io.jenkins.plugins.deploymentgates.api.Waiters;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** Sends the answer to one request, whichever kind it is of, without holding a thread. Used by one thread at a time. */
final class Exchange {
    private final Context context;
    private final HttpServletResponse response;
    private final boolean gzip;
    private final boolean headOnly;

    /**
     * @param gzip whether the sender takes it
     * @param headOnly whether the sender wants no body
     */
    Exchange(Context context, boolean gzip, boolean headOnly) {
        this.context = context;
        this.response = context.res();
        this.gzip = gzip;
        this.headOnly = headOnly;
    }

    /** Sends an answer now or when it is there. */
    void send(ApiAnswer answer, Waiters waiters) {
        if (headOnly) {
            context.future(() -> whole(answer.now()));
        } else if (answer instanceof PendingResponse pending) {
            context.future(() -> later(pending, waiters));
        } else if (answer instanceof EventStream stream) {
            context.future(() -> streamed(stream, waiters));
        } else {
            context.future(() -> whole((ApiResponse) answer));
        }
    }

    private CompletableFuture<Void> later(PendingResponse pending, Waiters waiters) {
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        if (!waiters.add(pending, answer::complete)) {
            answer.complete(pending.now());
        }
        return answer.thenCompose(this::whole);
    }

    private CompletableFuture<Void> streamed(EventStream stream, Waiters waiters) {
        head(stream.head());
        Output output = Output.begin(out());
        if (!waiters.add(stream, output)) {
            output.send(stream.now().body());
            output.end();
        }
        return output.done();
    }

    private CompletableFuture<Void> whole(ApiResponse answer) {
        ApiResponse sent = encoded(answer);
        head(sent);
        byte[] body = sent.body();
        if (mayHaveBody(answer)) {
            response.setContentLength(body.length);
        }
        if (body.length == 0 || headOnly) {
            return CompletableFuture.completedFuture(null);
        }
        Output output = Output.begin(out());
        output.send(body);
        output.end();
        return output.done();
    }

    private static boolean mayHaveBody(ApiResponse answer) {
        return answer.status() != HttpServletResponse.SC_NOT_MODIFIED
                && answer.status() != HttpServletResponse.SC_NO_CONTENT;
    }

    private ServletOutputStream out() {
        try {
            return response.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head(ApiResponse answer) {
        response.setStatus(answer.status());
        if (mayHaveBody(answer)) {
            response.setHeader("Content-Type", answer.contentType());
        } else {
            // Javalin says text/plain of everything; caches would believe it of what they have.
            response.setContentType(null);
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!answer.headers().containsKey("Content-Security-Policy")) {
            response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (!answer.headers().containsKey("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
        answer.headers().forEach(response::setHeader);
    }

    /** Another form of the same is told apart by a weak tag (RFC 9110, section 8.8.1). */
    private ApiResponse encoded(ApiResponse answer) {
        if (!Gzip.isWorthIt(answer.contentType(), answer.body().length)) {
            return answer;
        }
        ApiResponse varying = answer.with("Vary", "Accept-Encoding, Authorization, Cookie");
        if (!gzip) {
            return varying;
        }
        String tag = answer.headers().get("ETag");
        ApiResponse tagged = tag == null ? varying : varying.with("ETag", tag.startsWith("W/") ? tag : "W/" + tag);
        ApiResponse smaller = tagged.with("Content-Encoding", "gzip");
        return new ApiResponse(
                smaller.status(), smaller.contentType(), smaller.headers(), Gzip.compress(answer.body()));
    }
}
