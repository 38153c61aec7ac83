package io.jenkins.plugins.deploymentgates.api;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import io.jenkins.plugins.deploymentgates.config.JiraSettings.PromoteOn;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Jira's webhooks: a ticket that gets a certain status asks for the promotion of the version it is fixed in. Whoever sends it
 * has a token or signs it; each webhook asks once, however often it is sent.
 */
final class JiraResources {
    private static final String SIGNATURE = "x-hub-signature";
    private static final String IDENTIFIER = "x-atlassian-webhook-identifier";

    private final ApiHost host;
    private final Guard guard;

    JiraResources(ApiHost host, Guard guard) {
        this.host = host;
        this.guard = guard;
    }

    /**
     * What came of a webhook.
     *
     * @param requested whether a promotion was asked for
     * @param reason why none was; empty when one was
     * @param result how the promotion stands, which is decided afterwards; {@code null} when none was asked for
     */
    record Heard(boolean requested, String reason, @CheckForNull PromotionResult result) {}

    List<Route> routes() {
        return List.of(
                Route.post(
                                "/v1/jira/{application}",
                                Need.PROMOTE,
                                "A webhook of Jira, sent with a token: asks for a promotion as tickets.jira.promoteOn says",
                                JsonNode.class,
                                Heard.class,
                                200,
                                this::known)
                        .orLater(),
                Route.post(
                                "/v1/jira/{application}/signed",
                                Need.NOTHING,
                                "The same, signed by Jira: X-Hub-Signature with the secret that promoteOn names",
                                JsonNode.class,
                                Heard.class,
                                200,
                                this::signed)
                        .orLater());
    }

    private ApiAnswer known(ApiRequest request, Map<String, String> path) {
        String name = path.get("application");
        guard.allow(request.caller(), Permission.PROMOTE, name);
        Application application = host.configuration().application(name);
        if (application.jira() == null || application.jira().promoteOn() == null) {
            throw new ProblemException(
                    Problem.REFUSED, name + " takes no webhooks of Jira: configure tickets.jira.promoteOn");
        }
        return heard(request, application, request.caller().actor());
    }

    /** Whoever cannot sign learns nothing, not even which applications there are. */
    private ApiAnswer signed(ApiRequest request, Map<String, String> path) {
        Configuration configuration = host.configuration();
        Application application = configuration.applications().get(path.get("application"));
        JiraSettings jira = application == null ? null : application.jira();
        PromoteOn on = jira == null ? null : jira.promoteOn();
        String signature = request.header(SIGNATURE);
        if (application == null
                || on == null
                || on.secret() == null
                || signature == null
                || !isSigned(request.body(), host.repositories().secret(on.secret()), signature)) {
            throw new ProblemException(
                    Problem.UNAUTHENTICATED,
                    "the header X-Hub-Signature does not sign this body with the secret of tickets.jira.promoteOn");
        }
        return heard(request, application, Actor.person(on.user(), configuration.groupsOf(on.user())));
    }

    /** As Jira signs: {@code sha256=} and the HMAC in hexadecimal digits (W3C WebSub, section 7.1). */
    private static boolean isSigned(byte[] body, String secret, String signature) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected =
                    ("sha256=" + HexFormat.of().formatHex(mac.doFinal(body))).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, signature.strip().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private ApiAnswer heard(ApiRequest request, Application application, Actor actor) {
        JiraSettings jira = application.jira();
        PromoteOn on = jira.promoteOn();
        JsonNode body = Json.tree(request.body());
        String event = text(body, "/webhookEvent", "jira:issue_updated");
        if (!event.equals("jira:issue_updated")) {
            return ignored("it is a " + Names.quote(event) + "; only jira:issue_updated asks for a promotion");
        }
        String key = text(body, "/issue/key", "SHOP-42");
        String status = text(body, "/issue/fields/status/name", on.status());
        if (!status.equalsIgnoreCase(on.status())) {
            return ignored(key + " is " + Names.quote(status) + ", not " + Names.quote(on.status()));
        }
        if (body.has("changelog") && !isNew(body.at("/changelog/items"), on.status())) {
            return ignored("the status of " + key + " did not change");
        }
        List<String> versions = versions(body.at("/issue/fields/fixVersions"), application, jira);
        if (versions.size() != 1) {
            return ignored(key + " has "
                    + (versions.isEmpty()
                            ? "no fix version of " + application.name()
                            : "several fix versions of " + application.name() + ": " + String.join(", ", versions)));
        }
        PromoteRequest asked = new PromoteRequest(
                application.name(),
                on.environment(),
                null,
                versions.get(0),
                List.of(),
                false,
                null,
                "jira:" + Release.sha256(application.name() + " " + id(request, body, key)));
        // Jira does not wait for gates and pushes.
        PromotionResult result = host.engine().promotions().ask(actor, asked);
        return PromotionResources.later(result, new Heard(true, "", result));
    }

    private static ApiResponse ignored(String why) {
        return ApiResponse.json(200, new Heard(false, why, null));
    }

    /** Cloud names each webhook, and keeps the name when it sends it again; Data Center has the time of the change. */
    private static String id(ApiRequest request, JsonNode body, String key) {
        String id = request.header(IDENTIFIER);
        if (id != null) {
            return id;
        }
        if (!body.path("timestamp").isIntegralNumber()) {
            throw new ProblemException(
                    Problem.INVALID,
                    "the field timestamp is no number, and there is no header X-Atlassian-Webhook-Identifier; one of them"
                            + " tells this webhook from others");
        }
        return key + " " + body.path("timestamp").asLong();
    }

    private static String text(JsonNode body, String pointer, String example) {
        JsonNode found = body.at(pointer);
        if (!found.isTextual() || found.asText().isBlank()) {
            throw new ProblemException(
                    Problem.INVALID,
                    "the field " + pointer.substring(1).replace('/', '.') + " is no text, such as " + example
                            + "; is this a webhook of Jira about an issue?");
        }
        return found.asText();
    }

    private static boolean isNew(JsonNode items, String status) {
        for (JsonNode item : items) {
            if (item.path("field").asText().equals("status")
                    && item.path("toString").asText().equalsIgnoreCase(status)) {
                return true;
            }
        }
        return false;
    }

    /** What of the fix versions is a version of the application. */
    private static List<String> versions(JsonNode fixVersions, Application application, JiraSettings jira) {
        String template = jira.fixVersion() == null ? "{application} {version}" : jira.fixVersion();
        Pattern pattern = Pattern.compile(JiraSettings.name(
                Pattern.quote(template).replace("{", "\\E{").replace("}", "}\\Q"),
                Pattern.quote(application.name()),
                "(?<version>.+)",
                Pattern.quote(jira.promoteOn().environment())));
        List<String> found = new ArrayList<>();
        for (JsonNode one : fixVersions) {
            Matcher matcher = pattern.matcher(one.path("name").asText());
            if (matcher.matches()) {
                found.add(matcher.group("version"));
            }
        }
        return found;
    }
}
