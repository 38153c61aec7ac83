package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.api.ApiRequest;
import io.jenkins.plugins.deploymentgates.api.Problem;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads a request's body as it comes, without a thread that waits for it, and hands the request on once it is there. So a client
 * that sends slowly takes nothing from the others.
 */
final class BodyReader extends Handler.Wrapper {
    /** The attribute of a request in which its body is; none when it has none. */
    static final String BODY = BodyReader.class.getName();

    private final Duration patience;

    /** @param patience how long a body may take */
    BodyReader(Duration patience) {
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path != null && path.startsWith("//")) {
            // What follows would be taken for the name of a host further in.
            refuse(response, callback, 400, "the path begins with two slashes; one is right");
            return true;
        }
        if (request.getLength() > ApiRequest.MAX_BODY) {
            refuse(
                    response,
                    new Lingering(request, callback),
                    413,
                    "the body has " + request.getLength() + " bytes; at most " + ApiRequest.MAX_BODY + " are taken");
            return true;
        }
        boolean hasBody = request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
        if (!hasBody) {
            return super.handle(request, response, callback);
        }
        Content.Source.asByteArrayAsync(request, ApiRequest.MAX_BODY)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((body, failure) -> {
                    Throwable problem = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (problem == null) {
                        request.setAttribute(BODY, body);
                        handOn(request, response, callback);
                    } else if (problem instanceof TimeoutException) {
                        refuse(
                                response,
                                callback,
                                408,
                                "the body did not arrive within " + patience.toSeconds() + " s");
                    } else if (problem instanceof IllegalStateException) {
                        refuse(
                                response,
                                callback,
                                413,
                                "the body has more than the " + ApiRequest.MAX_BODY + " bytes that are taken");
                    } else {
                        // The client is gone or sent what is no HTTP; nobody waits for an answer.
                        callback.failed(problem);
                    }
                });
        return true;
    }

    private void handOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                refuse(response, callback, Problem.NOT_FOUND.status(), "there is nothing here");
            }
        } catch (Exception e) {
            callback.failed(e);
        }
    }

    /** What is left of the body is not read, so the connection ends. */
    private static void refuse(Response response, Callback callback, int status, String detail) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        ProblemPages.write(response, callback, status, detail);
    }
}
