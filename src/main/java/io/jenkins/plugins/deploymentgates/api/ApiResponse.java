package io.jenkins.plugins.deploymentgates.api;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer. Immutable.
 *
 * @param contentType of the body; to be sent even when the body is empty, but for 304
 * @param headers without Content-Type and Content-Length
 * @param body not to be changed; empty for HEAD and 304
 */
public record ApiResponse(int status, String contentType, Map<String, String> headers, byte[] body)
        implements ApiAnswer {
    public static final String JSON = "application/json";

    /** JSON as clients of DeployDB name it. */
    public static final String DEPLOYDB_JSON = "application/vnd.deploydb.v1+json";

    public static final String PROBLEM_JSON = "application/problem+json";
    public static final String MARKDOWN = "text/markdown";
    public static final String HTML = "text/html";
    public static final String EVENT_STREAM = "text/event-stream";

    public ApiResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static ApiResponse of(int status, String contentType, byte[] body) {
        return new ApiResponse(status, contentType, Map.of(), body);
    }

    /** A result as JSON. */
    public static ApiResponse json(int status, Object value) {
        return of(status, JSON, Json.bytes(value));
    }

    /** The same with one more header, or another value of it. */
    public ApiResponse with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new ApiResponse(status, contentType, more, body);
    }

    /** The same without its body. */
    ApiResponse withoutBody(int newStatus) {
        return new ApiResponse(newStatus, contentType, headers, new byte[0]);
    }

    @Override
    public ApiResponse now() {
        return this;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
