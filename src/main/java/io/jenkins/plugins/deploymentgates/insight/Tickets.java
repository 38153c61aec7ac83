package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.TicketSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the tickets that messages of commits and names of branches name. Immutable. */
public final class Tickets {
    private final Set<String> patterns;
    private final TicketSettings settings;

    private Tickets(Set<String> patterns, TicketSettings settings) {
        this.patterns = patterns;
        this.settings = settings;
    }

    /**
     * Those of an application: by its own pattern, else by those of the ticket gates of the environments, else by what most
     * trackers use.
     */
    public static Tickets of(Configuration configuration, Application application, List<String> environments) {
        TicketSettings settings = application.tickets();
        Set<String> patterns = new LinkedHashSet<>();
        if (settings == null) {
            for (String environment : environments) {
                for (GateSettings gate : configuration.environment(environment).gates()) {
                    if (gate instanceof GateSettings.Ticket ticket && ticket.pattern() != null) {
                        patterns.add(ticket.pattern());
                    }
                }
            }
        }
        TicketSettings used = settings == null ? TicketSettings.USUAL : settings;
        return new Tickets(patterns.isEmpty() ? Set.of(used.pattern()) : patterns, used);
    }

    /** The tickets named in the texts, sorted, each once. */
    public List<Ticket> in(Iterable<String> texts) {
        return TicketSettings.find(patterns, texts).stream()
                .map(key -> new Ticket(key, settings.link(key)))
                .toList();
    }

    /** Whether a text names the ticket. */
    boolean names(String ticket, String text) {
        return text.contains(ticket)
                && TicketSettings.find(patterns, List.of(text)).contains(ticket);
    }

    /** What they look like. */
    String shape() {
        return String.join(" or ", patterns);
    }
}
