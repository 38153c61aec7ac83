package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}: what was deployed, newest first. */
@Command(
        name = "history",
        description = "Show what was deployed, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {"  deployment-gates history shop prod-eu", "  deployment-gates history shop --limit 50 --before 120"})
final class HistoryCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    @Parameters(index = "1", paramLabel = "ENV", arity = "0..1", description = "Only this environment.")
    @CheckForNull
    String environment;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most (default: 20).")
    int limit;

    @Option(names = "--before", paramLabel = "ID", description = "Only those before this deployment: the next page.")
    long before = LedgerView.NEWEST;

    HistoryCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        HistoryPage.checkLimit(limit);
        HistoryPage page = session().deeds().history(application, environment, before, limit);
        return show(page, show -> print(show, page), CommandLineTool.DONE);
    }

    private static void print(Show show, HistoryPage page) {
        if (page.deployments().isEmpty()) {
            show.line("nothing was recorded");
            return;
        }
        Table table =
                new Table("ID", "CREATED", "APPLICATION", "ENVIRONMENT", "VERSION", "STATUS", "CAUSE", "BY", "NOTES");
        for (Deployment deployment : page.deployments()) {
            table.row(List.of(
                    Cell.of(String.valueOf(deployment.id())),
                    Cell.of(Texts.instant(deployment.createdAt())),
                    Cell.of(deployment.application()),
                    Cell.of(deployment.environment()),
                    Cell.of(deployment.version()),
                    show.statusCell(deployment.status()),
                    Cell.of(Show.word(deployment.cause())
                            + (deployment.promotion() == null ? "" : " " + deployment.promotion())),
                    Cell.of(deployment.by()),
                    Cell.of(String.join("; ", page.notes(deployment)), show.screen()::wait)));
        }
        show.table(table, "");
        if (page.next() != null) {
            show.line("more: --before " + page.next());
        }
    }
}
