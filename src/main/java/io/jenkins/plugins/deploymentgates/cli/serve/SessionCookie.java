package io.jenkins.plugins.deploymentgates.cli.serve;

import com.fasterxml.jackson.annotation.JsonProperty;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.api.ApiResponse;
import io.jenkins.plugins.deploymentgates.api.Json;
import io.jenkins.plugins.deploymentgates.api.Problem;
import java.util.Map;

/**
 * How a person who signed in on the pages says who they are: a cookie with their token, which no script can read and which ends with
 * the browser. No other site can make use of it: it is sent to this one only ({@code SameSite=Strict}), and whatever changes something
 * needs a header beside it that only a page of this server can set, as there is no CORS. Stateless.
 */
final class SessionCookie {
    /** Where a page signs in (POST) and out (DELETE). */
    static final String PATH = "/session";

    /** What pages send with everything that changes something; any value will do. */
    static final String HEADER = "x-deployment-gates";

    private static final String NAME = "deployment-gates";

    private SessionCookie() {}

    /** Whether somebody is signed in by a cookie, which they then can sign out of. */
    record State(boolean signedIn) {}

    /** What signing in sends. */
    record SignIn(@CheckForNull @JsonProperty("token") String token) {}

    /**
     * The header Authorization a request has, or that its cookie stands for.
     *
     * @param headers by their names in lower case
     * @throws Refusal when the cookie alone does not do
     */
    @CheckForNull
    static String authorization(Map<String, String> headers, boolean reading) throws Refusal {
        String authorization = headers.get("authorization");
        if (authorization != null) {
            return authorization;
        }
        String token = token(headers.get("cookie"), name(headers));
        if (token == null) {
            return null;
        }
        if (!reading) {
            checkPage(headers);
        }
        return "Bearer " + token;
    }

    /** Fails unless a page of this server sent it. */
    static void checkPage(Map<String, String> headers) throws Refusal {
        if (!headers.containsKey(HEADER)) {
            throw new Refusal(Problem.NOT_ALLOWED.response("who is signed in by a cookie must send the header"
                    + " X-Deployment-Gates, which pages of other sites cannot; with 'Authorization: Bearer TOKEN' it is not"
                    + " needed"));
        }
    }

    /** A browser sends cookies to all ports of a machine alike, and on each may be another server. */
    private static String name(Map<String, String> headers) {
        String host = headers.getOrDefault("host", "");
        String port = host.substring(host.lastIndexOf(':') + 1);
        return port.matches("[0-9]{1,5}") ? NAME + "-" + port : NAME;
    }

    @CheckForNull
    private static String token(@CheckForNull String cookies, String name) {
        if (cookies == null) {
            return null;
        }
        for (String cookie : cookies.split("[;,]")) {
            String[] parts = cookie.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(name) && !parts[1].isEmpty()) {
                return parts[1];
            }
        }
        return null;
    }

    /** Whether there is a cookie; whether it is good for anything, the API says. */
    static ApiResponse told(Map<String, String> headers) {
        return ApiResponse.json(200, new State(token(headers.get("cookie"), name(headers)) != null));
    }

    /** Signed in from now on. Only over TLS, where the page came that way. */
    static ApiResponse set(String token, Map<String, String> headers) {
        return answer(token, "", headers);
    }

    /** Signed out. */
    static ApiResponse cleared(Map<String, String> headers) {
        return answer("", "; Max-Age=0", headers);
    }

    private static ApiResponse answer(String value, String more, Map<String, String> headers) {
        boolean secure = headers.getOrDefault("origin", "").startsWith("https:");
        return ApiResponse.of(204, "text/plain", new byte[0])
                .with(
                        "Set-Cookie",
                        name(headers) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "")
                                + more);
    }

    /** The token that signing in sends, without what does not belong to it. */
    static String token(byte[] body) throws Refusal {
        String token = Json.read(body, SignIn.class).token();
        if (token == null || token.isBlank()) {
            throw new Refusal(Problem.INVALID.response("the field token is missing or empty"));
        }
        return token.strip();
    }
}
