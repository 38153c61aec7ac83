package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code events}: the history as it is kept. */
@Command(
        name = "events",
        description = "Print the events of the ledger, oldest first, one line of JSON each.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates events",
            "  deployment-gates events --after 120 | jq -r 'select(.type == \"deployment.failed\") | .application'"
        })
final class EventsCommand extends Verb {
    @Option(
            names = "--after",
            paramLabel = "N",
            defaultValue = "0",
            description = "Only those after this sequence number (default: all).")
    long after;

    EventsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (after < 0) {
            throw new InvalidInputException("--after " + after + " is no sequence number; valid is 0 or more");
        }
        session().deeds().events(after, line -> out().println(line));
        return CommandLineTool.DONE;
    }
}
