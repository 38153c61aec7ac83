package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.ledger.LedgerVerifier;
import picocli.CommandLine.Command;

/** {@code verify-ledger}: finds what was changed behind the program's back. */
@Command(
        name = "verify-ledger",
        description = {
            "Find any event that was changed, removed, inserted or moved, and derived tables that do not fit.",
            "Exit code 1 means that something was found."
        },
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates verify-ledger")
final class VerifyLedgerCommand extends Verb {
    VerifyLedgerCommand(Session session) {
        super(session);
    }

    @Override
    Reach reach() {
        return Reach.LEDGER;
    }

    @Override
    public Integer call() {
        LedgerVerifier.Report report =
                LedgerVerifier.verify(session().ledger(), session().progress().counting("checking"));
        return show(
                report,
                show -> {
                    report.findings().forEach(finding -> show.line(Screen.oneLine(finding)));
                    show.line(report.events() + " events, "
                            + (report.isIntact() ? "all as they were recorded" : "not as they were recorded"));
                },
                report.isIntact() ? CommandLineTool.DONE : CommandLineTool.REFUSED);
    }
}
