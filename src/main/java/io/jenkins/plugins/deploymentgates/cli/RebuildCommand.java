package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.ledger.LedgerRebuild;
import picocli.CommandLine.Command;

/** {@code rebuild}: makes the derived tables anew. */
@Command(
        name = "rebuild",
        description = "Make the tables that are derived from the events anew.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates rebuild")
final class RebuildCommand extends Verb {
    RebuildCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON. */
    record Result(long events) {}

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        long events =
                LedgerRebuild.rebuild(session().ledger(), session().progress().counting("rebuilding"));
        return show(
                new Result(events),
                show -> show.line("derived tables rebuilt from " + events + " events"),
                CommandLineTool.DONE);
    }
}
