package io.jenkins.plugins.deploymentgates.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs in at an OCI registry the way its answer 401 wants it: with a token of the service it names (the token
 * authentication of the distribution project), or with user name and password. Thread-safe.
 */
final class RegistryLogin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BEARER = Pattern.compile("(?i)(?:^|,)\\s*bearer\\s+(.*)");
    private static final Pattern BASIC = Pattern.compile("(?i)(?:^|,)\\s*basic\\b");
    private static final Pattern PARAMETER = Pattern.compile("([a-zA-Z]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,\"]+))");

    private final WebCalls calls;

    @CheckForNull
    private final String authorization;

    /** @param authorization user name and password as HTTP sends them; {@code null} for nobody */
    RegistryLogin(WebCalls calls, @CheckForNull String authorization) {
        this.calls = calls;
        this.authorization = authorization;
    }

    /**
     * What to send to the registry.
     *
     * @param authorization {@code null} when there is nothing that could help
     * @param trouble what the token service answered that cannot help just now; {@code null} for none
     */
    record Login(@CheckForNull String authorization, @CheckForNull WebCalls.Answer trouble) {
        static final Login NONE = new Login(null, null);
    }

    /**
     * Answers what a registry asks for.
     *
     * @throws IOException when its token service cannot be reached
     */
    Login answer(URI registry, HttpHeaders refused) throws IOException, InterruptedException {
        String challenges = String.join(", ", refused.allValues("www-authenticate"));
        Matcher bearer = BEARER.matcher(challenges);
        if (!bearer.find()) {
            return BASIC.matcher(challenges).find() ? new Login(authorization, null) : Login.NONE;
        }
        URI service = service(bearer.group(1));
        if (service == null || service.getHost() == null || !WebCalls.isAsSafe(registry, service)) {
            return Login.NONE;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(service).GET();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        WebCalls.Reply reply = calls.send(request);
        if (reply.isTrouble()) {
            return new Login(null, new WebCalls.Answer(service, reply));
        }
        return reply.status() == 200 ? new Login(token(reply.body()), null) : Login.NONE;
    }

    /** The token service's URL; {@code null} when the challenge has none. */
    @CheckForNull
    private static URI service(String challenge) {
        Map<String, String> parts = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            // Another challenge may follow, whose parameters have the same names.
            parts.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        String realm = parts.get("realm");
        if (realm == null) {
            return null;
        }
        List<String> query = new ArrayList<>();
        for (String key : List.of("service", "scope")) {
            if (parts.containsKey(key)) {
                query.add(key + "=" + URLEncoder.encode(parts.get(key), StandardCharsets.UTF_8));
            }
        }
        try {
            String sign = query.isEmpty() ? "" : realm.contains("?") ? "&" : "?";
            return URI.create(realm + sign + String.join("&", query));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @CheckForNull
    private static String token(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            String found = json.path("token").asText(json.path("access_token").asText(""));
            return found.matches("[\\x21-\\x7e]+") ? "Bearer " + found : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
