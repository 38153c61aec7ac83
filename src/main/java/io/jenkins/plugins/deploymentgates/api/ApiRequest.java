package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request below the API's root.
 *
 * @param method in upper case
 * @param path decoded, beginning with a slash, below the API's root
 * @param query decoded parameters
 * @param headers by their names in lower case
 * @param body as it came, empty when there is none; the host reads no more than one byte over {@link #MAX_BODY}
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        byte[] body,
        Caller caller) {

    /** The longest body, in bytes. */
    public static final int MAX_BODY = 1 << 20;

    /**
     * The key under which repeating a writing call does nothing more; {@code null} when the sender gave none. Each caller
     * has their own keys: nobody is told of, or repeats, what another did. A user's name has no slash.
     */
    @CheckForNull
    String idempotencyKey() {
        String key = header("idempotency-key");
        if (key == null) {
            return null;
        }
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    "the header Idempotency-Key is " + Names.quote(key)
                            + "; valid are 1 to 255 visible ASCII characters");
        }
        return "http:" + caller.actor().name() + "/" + key;
    }

    @CheckForNull
    String header(String name) {
        return headers.get(name);
    }

    /** The same, wanting exactly this form. */
    ApiRequest accepting(String type) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put("accept", type);
        return new ApiRequest(method, path, query, changed, body, caller);
    }

    /** A parameter of the query, or {@code null}. */
    @CheckForNull
    String text(Parameter parameter) {
        List<String> values = query.getOrDefault(parameter.name(), List.of());
        if (values.size() > 1) {
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    "the parameter " + parameter.name() + " is given " + values.size() + " times; give it once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** All values of a parameter that may be given again and again. */
    List<String> texts(Parameter parameter) {
        return query.getOrDefault(parameter.name(), List.of());
    }

    /** A parameter that must be there. */
    String required(Parameter parameter) {
        String value = text(parameter);
        if (value == null || value.isEmpty()) {
            throw new ProblemException(
                    Problem.BAD_REQUEST,
                    "the parameter " + parameter.name() + " is missing; valid is for example " + parameter.example());
        }
        return value;
    }

    /** A parameter that is a whole number within its bounds. */
    long number(Parameter parameter) {
        String value = text(parameter);
        if (value == null) {
            return parameter.otherwise();
        }
        try {
            long number = Long.parseLong(value);
            if (number >= parameter.least() && number <= parameter.most()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw invalid(parameter, "a whole number from " + parameter.least() + " to " + parameter.most());
    }

    /** Whether a parameter is {@code true}; anything but true and false is refused. */
    boolean flag(Parameter parameter) {
        String value = text(parameter);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw invalid(parameter, "true or false");
    }

    private ProblemException invalid(Parameter parameter, String valid) {
        return new ProblemException(
                Problem.BAD_REQUEST,
                "the parameter " + parameter.name() + " is " + Names.quote(String.valueOf(text(parameter)))
                        + "; valid is " + valid);
    }
}
