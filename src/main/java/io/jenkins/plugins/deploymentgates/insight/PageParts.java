package io.jenkins.plugins.deploymentgates.insight;

import static io.jenkins.plugins.deploymentgates.insight.HtmlWriter.escaped;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a static page is made of: words, names of people's making, signs, times and tables, all of it escaped. Immutable. */
record PageParts(Wording words) {
    String t(String key) {
        return escaped(words.t(key));
    }

    String t(String key, Map<String, ?> values) {
        return escaped(words.t(key, values));
    }

    /** A name that may be of any direction. */
    static String name(String text) {
        return "<bdi>" + escaped(text) + "</bdi>";
    }

    /** One of the signs that are at the begin of the page; decoration. */
    static String sign(String name) {
        return "<svg class=\"sign " + name.toLowerCase(Locale.ROOT)
                + "\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><use href=\"#" + name + "\"/></svg>";
    }

    static String signOf(DeploymentStatus status) {
        return switch (status) {
            case NOT_STARTED -> "planned";
            case CREATED, STARTED -> "deploying";
            case COMPLETED -> "deployed";
            case VERIFIED -> "verified";
            case FAILED -> "failed";
        };
    }

    String status(DeploymentStatus status) {
        return t("status." + status.name());
    }

    /** An instant, and on hover with its offset. */
    String time(Instant instant) {
        return time(instant, words.second(instant));
    }

    /** An instant told by other words. */
    String time(Instant instant, String text) {
        return "<time datetime=\"" + Texts.instant(instant) + "\" title=\"" + words.exact(instant) + "\">"
                + escaped(text) + "</time>";
    }

    /** The begin of what can be scrolled by itself, by keyboard as well; it ends with {@code </div>}. */
    static String region(String label) {
        return "<div class=\"wide\" role=\"region\" aria-label=\"" + label + "\" tabindex=\"0\">\n";
    }

    static String heads(List<String> heads) {
        StringBuilder out = new StringBuilder("<thead>\n<tr>");
        heads.forEach(head -> out.append("<th scope=\"col\">").append(head).append("</th>"));
        return out.append("</tr>\n</thead>\n").toString();
    }
}
