package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tickets that commit messages name. */
final class Tickets {
    /** What most trackers use: {@code SHOP-42}. */
    static final String DEFAULT_PATTERN = "\\b[A-Z][A-Z0-9]+-[0-9]+\\b";

    private final Set<String> patterns = new LinkedHashSet<>();

    /** Uses the patterns of the ticket gates of these environments, or the default if they have none. */
    Tickets(Configuration configuration, List<String> environments) {
        for (String environment : environments) {
            for (GateSettings gate : configuration.environment(environment).gates()) {
                if (gate instanceof GateSettings.Ticket ticket) {
                    patterns.add(ticket.pattern());
                }
            }
        }
        if (patterns.isEmpty()) {
            patterns.add(DEFAULT_PATTERN);
        }
    }

    /** The keys named in the messages, sorted, each once. */
    List<String> in(Iterable<String> messages) {
        Set<String> found = new TreeSet<>();
        for (String pattern : patterns) {
            Pattern compiled = Pattern.compile(pattern);
            for (String message : messages) {
                Matcher matcher = compiled.matcher(message);
                while (matcher.find()) {
                    found.add(matcher.group());
                }
            }
        }
        return List.copyOf(found);
    }
}
