package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.TextDifference;
import io.jenkins.plugins.deploymentgates.insight.Comparison;
import io.jenkins.plugins.deploymentgates.insight.Comparison.Difference;
import io.jenkins.plugins.deploymentgates.insight.Comparison.Side;
import io.jenkins.plugins.deploymentgates.insight.FileDifference;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.ComparedRepository;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: what differs between two environments. */
@Command(
        name = "compare",
        description = "Compare two environments of an application: artifacts, commits, tickets, files.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates compare shop qa prod-eu",
            "  deployment-gates compare shop qa prod-eu --file variants/prod-eu/app.yaml",
            "  deployment-gates compare shop prod-eu@1.4.2 prod-eu",
            "  deployment-gates compare shop qa@2026-03-03T09:00:00Z qa"
        })
final class CompareCommand extends Verb {
    private static final int MOST = 20;

    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(
            index = "1",
            paramLabel = "ENV",
            description = "The one environment: what is there, ENV@VERSION or ENV@INSTANT.")
    String left;

    @Parameters(index = "2", paramLabel = "ENV", description = "The other environment.")
    String right;

    @Option(names = "--file", paramLabel = "PATH", description = "What differs in this file, line by line.")
    @CheckForNull
    String file;

    CompareCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (file != null) {
            FileDifference difference = session().deeds().compareFile(application, left, right, file);
            return show(difference, show -> print(show, difference), CommandLineTool.DONE);
        }
        Comparison comparison = session().deeds().compare(application, left, right);
        return show(comparison, show -> print(show, comparison), CommandLineTool.DONE);
    }

    private static void print(Show show, FileDifference difference) {
        show.line(Screen.oneLine(difference.file()));
        TextDifference text = difference.text();
        if (text.untold() != null) {
            show.line("what differs in it is not shown: " + text.untold());
        }
        for (TextDifference.Hunk hunk : text.hunks()) {
            show.line("@@ -" + hunk.left() + " +" + hunk.right() + " @@");
            hunk.lines().forEach(line -> show.line(Screen.clean(line)));
        }
        if (text.cut()) {
            show.line("… there is more than is shown");
        }
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
        for (ComparedRepository beside : comparison.repositories()) {
            show.line(Screen.oneLine(beside.repository()) + ": " + id(beside.left()) + " and " + id(beside.right()));
            show.commits("  only in " + comparison.left().environment(), beside.onlyLeft(), MOST);
            show.commits("  only in " + comparison.right().environment(), beside.onlyRight(), MOST);
        }
        show.tickets(comparison.tickets(), comparison.withoutPullRequests());
        show.line("files changed: " + comparison.files().size());
        comparison.files().forEach(file -> show.line("  " + Screen.oneLine(file)));
    }

    private static String id(@CheckForNull String commit) {
        return commit == null ? "(none)" : Texts.commit(commit);
    }

    private static void side(Show show, Side side) {
        show.line(show.screen().bold(side.environment()) + ": "
                + (side.deployment() == null
                        ? "nothing was recorded yet"
                        : side.deployment().version() + " "
                                + show.status(side.deployment().status())
                                + (side.commit() == null ? "" : ", commit " + Texts.commit(side.commit()))));
    }

    private static void commits(Show show, Side side, List<Comparison.Commit> commits) {
        show.line("only in " + side.environment() + ": "
                + (commits.isEmpty() ? "no commit" : Texts.count(commits.size(), "commit")));
        commits.forEach(one -> show.commit(one.commit(), one.link()));
    }
}
