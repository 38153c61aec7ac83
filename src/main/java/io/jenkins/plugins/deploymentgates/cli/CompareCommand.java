package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.insight.Comparison;
import io.jenkins.plugins.deploymentgates.insight.Comparison.Difference;
import io.jenkins.plugins.deploymentgates.insight.Comparison.Side;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compare}: what differs between two environments. */
@Command(
        name = "compare",
        description = "Compare two environments of an application: artifacts, commits, tickets, files.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates compare shop qa prod-eu")
final class CompareCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1", paramLabel = "ENV", description = "The one environment.")
    String left;

    @Parameters(index = "2", paramLabel = "ENV", description = "The other environment.")
    String right;

    CompareCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Comparison comparison = session().deeds().compare(application, left, right);
        return show(comparison, show -> print(show, comparison), CommandLineTool.DONE);
    }

    private static void print(Show show, Comparison comparison) {
        side(show, comparison.left());
        side(show, comparison.right());
        show.line(comparison.sameRelease() ? "the same release" : "not the same release");
        show.line("");
        Table artifacts = new Table(
                "ARTIFACT", comparison.left().environment(), comparison.right().environment(), "");
        for (Difference difference : comparison.artifacts()) {
            artifacts.row(
                    difference.module().toString(),
                    difference.left() == null ? "-" : difference.left(),
                    difference.right() == null ? "-" : difference.right(),
                    Show.word(difference.kind()));
        }
        if (!comparison.artifacts().isEmpty()) {
            show.table(artifacts, "");
            show.line("");
        }
        if (comparison.withoutGit() != null) {
            show.line("no commits to compare: " + comparison.withoutGit());
            return;
        }
        commits(show, comparison.left(), comparison.onlyLeft());
        commits(show, comparison.right(), comparison.onlyRight());
        show.tickets(comparison.tickets());
        show.line("files changed: " + comparison.files().size());
        comparison.files().forEach(file -> show.line("  " + Screen.oneLine(file)));
    }

    private static void side(Show show, Side side) {
        show.line(show.screen().bold(side.environment()) + ": "
                + (side.deployment() == null
                        ? "nothing was recorded yet"
                        : side.deployment().version() + " "
                                + show.status(side.deployment().status())
                                + (side.commit() == null ? "" : ", commit " + Show.shortId(side.commit()))));
    }

    private static void commits(Show show, Side side, List<Comparison.Commit> commits) {
        show.line("only in " + side.environment() + ": "
                + (commits.isEmpty() ? "no commit" : Texts.count(commits.size(), "commit")));
        commits.forEach(one -> show.commit(one.commit(), one.link()));
    }
}
