package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.JiraSettings;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.jira.Jira;
import io.jenkins.plugins.deploymentgates.promotion.jira.JiraException;
import io.jenkins.plugins.deploymentgates.promotion.web.WebCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Asks Jira for the statuses that the gate {@code ticket} wants; not inside a transaction. Thread-safe. */
final class TicketStatuses {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Services services;
    private final WebCalls calls;

    TicketStatuses(Services services, WebCalls calls) {
        this.services = services;
        this.calls = calls;
    }

    /** A ticket's status; or why it is not known. */
    private record Asked(Optional<String> status, Optional<JiraException> problem) {}

    GateOutcome ask(GateSettings.Ticket gate, Plan plan) {
        JiraSettings settings = plan.application().jira();
        String wanted = Texts.or(gate.status());
        if (settings == null) {
            return GateOutcome.refused(
                    gate.name(),
                    "nobody can say whether tickets are " + wanted + ": "
                            + plan.application().name() + " has no Jira",
                    "no Jira",
                    "configure applications." + plan.application().name()
                            + ".tickets.jira, or take status out of the gate");
        }
        List<String> tickets = plan.tickets(gate.pattern());
        if (tickets.isEmpty()) {
            return GateOutcome.passed(gate.name(), "no ticket comes in", "no ticket");
        }
        Jira jira = new Jira(
                calls,
                settings,
                settings.credentials() == null ? null : services.repositories().secret(settings.credentials()));
        List<Callable<Asked>> questions = new ArrayList<>();
        tickets.forEach(ticket -> questions.add(() -> asked(jira, ticket)));
        List<Optional<Asked>> answers = calls.all(questions);
        Instant now = services.now();
        Instant again = now;
        List<String> wrong = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            String ticket = tickets.get(i);
            Optional<Asked> answer = answers.get(i);
            Optional<JiraException> problem = answer.flatMap(Asked::problem);
            Optional<String> status = answer.flatMap(Asked::status);
            if (answer.isEmpty()) {
                unknown.add("Jira did not say in time whether " + ticket + " is " + wanted);
            } else if (problem.isPresent()) {
                unknown.add(String.valueOf(problem.get().getMessage()));
                WebCalls.Reply reply = problem.get().reply();
                Instant wish = reply == null ? now.plus(AGAIN) : reply.again(now);
                again = wish.isAfter(again) ? wish : again;
            } else if (status.isEmpty()) {
                wrong.add("Jira shows no ticket " + ticket);
                seen.add(ticket + " is not there");
            } else {
                seen.add(ticket + " " + status.get());
                if (gate.status().stream().noneMatch(status.get()::equalsIgnoreCase)) {
                    wrong.add(ticket + " is " + Names.quote(status.get()));
                }
            }
        }
        String lookedAt = seen.isEmpty() ? "nothing" : String.join(", ", seen);
        if (!wrong.isEmpty()) {
            return GateOutcome.refused(
                    gate.name(),
                    String.join("; ", wrong) + "; every ticket must be " + wanted,
                    lookedAt,
                    "bring the tickets there, then ask for the promotion again");
        }
        if (!unknown.isEmpty()) {
            return GateOutcome.waitingUntil(
                    gate.name(), unknown.get(0), lookedAt, again.isAfter(now) ? again : now.plus(AGAIN));
        }
        return GateOutcome.passed(gate.name(), "every ticket is " + wanted + ": " + lookedAt, lookedAt);
    }

    private static Asked asked(Jira jira, String ticket) throws InterruptedException {
        try {
            return new Asked(jira.status(ticket), Optional.empty());
        } catch (JiraException e) {
            return new Asked(Optional.empty(), Optional.of(e));
        }
    }
}
