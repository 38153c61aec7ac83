package io.jenkins.plugins.deploymentgates.cli.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import io.jenkins.plugins.deploymentgates.api.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty itself refuses, such as what is no HTTP, is answered by problem documents too (RFC 9457): those of the API where it
 * has one for the status, else one of the type {@code about:blank}. Nothing of what went wrong inside is told. Thread-safe.
 */
final class ProblemPages extends ErrorHandler {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Object message = request.getAttribute(ERROR_MESSAGE);
        int status = response.getStatus();
        write(response, callback, status, status < 500 && message != null ? message.toString() : null);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        byte[] body = document(status, status < 500 ? reason : null);
        fields.put(HttpHeader.CONTENT_TYPE, ApiResponse.PROBLEM_JSON);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        return ByteBuffer.wrap(body);
    }

    /** Answers a request for which nothing was sent yet. */
    static void write(Response response, Callback callback, int status, @CheckForNull String detail) {
        byte[] body = document(status, detail);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiResponse.PROBLEM_JSON);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static byte[] document(int status, @CheckForNull String detail) {
        String said = detail == null ? HttpStatus.getMessage(status) : detail;
        return Arrays.stream(Problem.values())
                .filter(problem -> problem.status() == status)
                .findFirst()
                .map(problem -> problem.response(said).body())
                .orElseGet(() -> blank(status, said));
    }

    private static byte[] blank(int status, String detail) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("type", "about:blank");
        document.put("title", HttpStatus.getMessage(status));
        document.put("status", status);
        document.put("detail", detail);
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
