package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an application's tickets are found and where they are. Immutable.
 *
 * @param pattern a regular expression for a ticket's key
 * @param link where a ticket can be read, with {@code {ticket}} for its key; {@code null} for Jira's own page, if there is
 *     one
 * @param jira the Jira they are in; {@code null} for none
 */
public record TicketSettings(String pattern, @CheckForNull String link, @CheckForNull JiraSettings jira) {
    /** What most trackers use: {@code SHOP-42}. */
    public static final String USUAL_PATTERN = "[A-Z][A-Z0-9]+-[0-9]+";

    /** Where nothing is configured. */
    public static final TicketSettings USUAL = new TicketSettings(USUAL_PATTERN, null, null);

    /** Where a ticket can be read, with {@code {ticket}} for its key. */
    @CheckForNull
    public String shownLink() {
        return link != null || jira == null ? link : jira.url().replaceFirst("/+$", "") + "/browse/{ticket}";
    }

    /** The page of a ticket. */
    @CheckForNull
    public String link(String key) {
        String place = shownLink();
        return place == null
                ? null
                : place.replace(
                        "{ticket}",
                        URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    /** The keys that the texts name, sorted, each once. */
    public static List<String> find(Collection<String> patterns, Iterable<String> texts) {
        TreeSet<String> found = new TreeSet<>();
        for (String pattern : patterns) {
            Pattern compiled = Pattern.compile(pattern);
            for (String text : texts) {
                Matcher matcher = compiled.matcher(text);
                while (matcher.find()) {
                    found.add(matcher.group());
                }
            }
        }
        found.remove("");
        return List.copyOf(found);
    }
}
