package io.jenkins.plugins.deploymentgates.promotion.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.web.OneLine;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is said about an answer that is of no use, with the server's own words. Immutable. */
final class ForgeErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT = 500;

    private final ForgeAddress address;

    ForgeErrors(ForgeAddress address) {
        this.address = address;
    }

    private String who() {
        return ForgeAddress.shown(address.type()) + " at " + WebCalls.origin(address.api());
    }

    ForgeBusyException unreached(String doing, Instant again) {
        return new ForgeBusyException(
                who() + " cannot be reached or did not answer in time, " + doing + "; asked again at "
                        + Texts.instant(again),
                again);
    }

    ForgeBusyException busy(WebCalls.Reply reply, String doing, Instant again) {
        boolean limited = reply.status() == 429 || reply.status() == 403;
        return new ForgeBusyException(
                (limited
                                ? who() + " is asked too often (" + reply.status() + ")"
                                : reply.status() == 407
                                        ? reply.trouble(address.api())
                                        : who() + " answered " + reply.status())
                        + ", " + doing + "; asked again at " + Texts.instant(again),
                again);
    }

    ForgeException refused(WebCalls.Reply reply, String doing) {
        String said = said(reply.body());
        String advice =
                switch (reply.status()) {
                    case 401 -> "; give credentials with a token that is valid";
                    case 403 -> "; give the token the rights that docs/forges.md names";
                    case 404 ->
                        "; " + address.project() + " or what was asked for there is not there, or the token may"
                                + " not see it";
                    default -> "";
                };
        return new ForgeException(
                who() + " refused " + doing + " (" + reply.status() + ")" + (said.isEmpty() ? "" : ": " + said)
                        + advice,
                reply.status());
    }

    /** @param to where; {@code null} when that is no URL */
    ForgeException redirected(@CheckForNull URI to, WebCalls.Reply reply, String doing) {
        return new ForgeException(who() + " sends elsewhere (" + reply.status() + "), " + doing + ": to "
                + (to == null ? "no URL" : WebCalls.origin(to) + to.getRawPath())
                + ", where the token is not sent; correct the repository's URL or git.forge");
    }

    ForgeException tooBig(String doing) {
        return new ForgeException(who() + " answered with more than " + ForgeCalls.MOST / 1024 / 1024 + " MiB, " + doing
                + "; is git.forge.url its API?");
    }

    ForgeException notJson(WebCalls.Reply reply, String doing) {
        return new ForgeException(who() + " answered with no JSON, " + doing + ": " + OneLine.of(reply.body(), 80)
                + "; is git.forge.url its API?");
    }

    ForgeException without(String field, String doing) {
        return new ForgeException(who() + " answered without " + field + ", " + doing + "; is git.forge.url its API?");
    }

    ForgeException tooMany(int pages, String doing) {
        return new ForgeException(who() + " has more than " + pages + " pages, " + doing);
    }

    /** What the server gives as the reason: all texts of the fields that the APIs have for it. */
    private static String said(String body) {
        Set<String> texts = new LinkedHashSet<>();
        try {
            JsonNode json = JSON.readTree(body);
            collect(json.path("message"), texts);
            collect(json.path("error"), texts);
            collect(json.path("error_description"), texts);
            collect(json.path("errors"), texts);
        } catch (JsonProcessingException e) {
            texts.clear();
        }
        texts.removeIf(String::isBlank);
        return OneLine.of(String.join(": ", texts), TEXT);
    }

    private static void collect(JsonNode node, Set<String> texts) {
        if (node.isTextual()) {
            texts.add(node.textValue());
        } else if (node.isArray()) {
            node.forEach(one -> collect(one, texts));
        } else if (node.isObject()) {
            if (node.has("message")) {
                // Beside it stand codes and classes.
                collect(node.path("message"), texts);
            } else if (node.has("code") && node.has("field")) {
                texts.add(node.path("field").asText() + " " + node.path("code").asText());
            } else {
                node.fields().forEachRemaining(field -> field.getValue()
                        .forEach(one -> texts.add(field.getKey() + " " + one.asText())));
            }
        }
    }
}
