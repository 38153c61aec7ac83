package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every commit that would come in must name a ticket in its message; all tickets named are listed. */
final class TicketGate implements Gate {
    private final GateSettings.Ticket settings;

    TicketGate(GateSettings.Ticket settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "ticket";
    }

    @Override
    public GateOutcome ask(Question question) {
        Line line = question.line();
        if (question.kind() == PromotionKind.FLOW) {
            return GateOutcome.refused(
                    name(),
                    "the commits cannot be read: an artifact's flow moves nothing in Git",
                    "no commit",
                    "remove the " + name() + " gate from " + question.target().name() + ", or do without flows there");
        }
        if (line == null) {
            return GateOutcome.refused(
                    name(),
                    "the commits cannot be read: " + question.application().name() + " has no repository",
                    "no repository",
                    "give " + question.application().name() + " a repository, or remove the ticket gate from "
                            + question.target().name());
        }
        if (line.incoming().isEmpty()) {
            return GateOutcome.passed(name(), "no commit comes in", "no incoming commit");
        }
        Pattern pattern = Pattern.compile(
                settings.pattern() == null ? question.application().ticketPattern() : settings.pattern());
        Set<String> tickets = new LinkedHashSet<>();
        List<String> without = new ArrayList<>();
        for (Line.Commit commit : line.incoming()) {
            Matcher matcher = pattern.matcher(commit.message());
            boolean found = false;
            while (matcher.find()) {
                found |= !matcher.group().isEmpty();
                tickets.add(matcher.group());
            }
            if (!found) {
                without.add(commit.shortId() + " " + commit.subject() + " (" + commit.author() + ")");
            }
        }
        tickets.remove("");
        String named = tickets.isEmpty() ? "no ticket" : Words.shortened(List.copyOf(tickets));
        String lookedAt = Texts.count(line.incoming().size(), "incoming commit") + "; tickets: " + named;
        if (!without.isEmpty()) {
            return GateOutcome.refused(
                    name(),
                    Texts.count(without.size(), "incoming commit") + " of "
                            + line.incoming().size() + (without.size() == 1 ? " names" : " name") + " no ticket ("
                            + pattern + "): " + Words.shortened(without),
                    lookedAt,
                    "name a ticket in the message of each of these commits, or promote with an override and its reason");
        }
        if (line.incoming().size() >= Line.MAX_INCOMING) {
            return GateOutcome.refused(
                    name(),
                    "too many commits come in to read them all; the newest " + Line.MAX_INCOMING
                            + " name a ticket each",
                    lookedAt,
                    "promote fewer commits at a time, or promote with an override and its reason");
        }
        if (settings.status().isEmpty()) {
            return GateOutcome.passed(name(), "every incoming commit names a ticket: " + named, lookedAt);
        }
        GateOutcome found = question.outside().get(settings);
        return found != null
                ? found
                : GateOutcome.waitingFor(name(), "nobody has looked yet", lookedAt, "ask for the promotion again");
    }
}
