package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.notify.DeadDelivery;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code webhooks dead}: what webhooks did not take. */
@Command(
        name = "dead",
        description = "List the events that webhooks did not take and that are not tried again, oldest first.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates webhooks dead --limit 20")
final class WebhooksDeadCommand extends Verb {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many, 1 to 1000 (default: 100).")
    int limit;

    WebhooksDeadCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > 1000) {
            throw new InvalidInputException("--limit " + limit + " is not from 1 to 1000");
        }
        List<DeadDelivery> dead = session().deeds().deadLetters(limit);
        return show(dead, show -> print(show, dead), CommandLineTool.DONE);
    }

    private static void print(Show show, List<DeadDelivery> dead) {
        if (dead.isEmpty()) {
            show.line("there is no dead letter");
            return;
        }
        Table table = new Table("ID", "EVENT", "TYPE", "URL", "TRIED", "DIED", "PROBLEM");
        for (DeadDelivery letter : dead) {
            table.row(
                    letter.id(),
                    String.valueOf(letter.sequence()),
                    letter.type(),
                    Objects.requireNonNullElse(letter.url(), "not configured any more"),
                    String.valueOf(letter.attempts()),
                    show.age(letter.diedAt()) + " ago",
                    letter.resend() ? "about to be sent again" : letter.problem());
        }
        show.table(table, "");
    }
}
