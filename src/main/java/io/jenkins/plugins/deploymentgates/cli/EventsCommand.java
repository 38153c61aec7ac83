package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code events}: the history as it is kept. */
@Command(
        name = "events",
        description = {
            "Print the events of the ledger, oldest first, one line of JSON each.",
            "With --follow it goes on with what happens next, until it is interrupted or nobody reads it any more."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates events",
            "  deployment-gates events --follow",
            "  deployment-gates events --after 120 | jq -r 'select(.type == \"deployment.failed\") | .application'"
        })
final class EventsCommand extends Verb {
    @Option(
            names = "--after",
            paramLabel = "N",
            defaultValue = "0",
            description = "Only those after this sequence number (default: all).")
    long after;

    @Option(
            names = {"-f", "--follow"},
            description = "Wait for more instead of ending after the newest.")
    boolean follow;

    EventsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (after < 0) {
            throw new InvalidInputException("--after " + after + " is no sequence number; valid is 0 or more");
        }
        long last = session().deeds().events(after, line -> out().println(line));
        // Asking whether somebody reads it also sends what is not sent yet.
        while (follow && !out().checkError()) {
            session().deeds().awaitEvents(last);
            last = session().deeds().events(last, line -> out().println(line));
        }
        return CommandLineTool.DONE;
    }
}
