package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How an application's tickets are found and where they can be read. Immutable.
 *
 * @param pattern a regular expression for a ticket's key
 * @param link where a ticket can be read, with {@code {ticket}} for its key; {@code null} when nobody said
 */
public record TicketSettings(String pattern, @CheckForNull String link) {
    /** What most trackers use: {@code SHOP-42}. */
    public static final String USUAL_PATTERN = "[A-Z][A-Z0-9]+-[0-9]+";

    /** Where nothing is configured. */
    public static final TicketSettings USUAL = new TicketSettings(USUAL_PATTERN, null);

    /** The page of a ticket. */
    @CheckForNull
    public String link(String key) {
        return link == null
                ? null
                : link.replace(
                        "{ticket}",
                        URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
