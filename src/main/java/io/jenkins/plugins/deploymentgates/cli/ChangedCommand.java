package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.Change;
import io.jenkins.plugins.deploymentgates.promotion.Push;
import io.jenkins.plugins.deploymentgates.promotion.Pushed;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code changed}: what a push deploys. */
@Command(
        name = "changed",
        description = "Tell which environments or deployments a push deploys, and what in them changed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates changed shop 1a2b3c4..5d6e7f8 --branch qa",
            "  deployment-gates changed shop qa~1..qa         the newest commit of qa",
            "  deployment-gates changed shop ..qa              a new branch",
            "  deployment-gates changed shop $BASE..$HEAD --json"
        })
final class ChangedCommand extends Verb {
    private static final int MOST = 20;

    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(
            index = "1",
            paramLabel = "BASE..HEAD",
            description =
                    "Where the branch was and where it is: ids, tags, branches, HEAD for the repository's default branch,"
                            + " and steps back such as main~2 or HEAD^. No base for a new branch.")
    String range;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "The branch that was pushed to. Else the one that HEAD names, or that is at HEAD.")
    @CheckForNull
    String branch;

    ChangedCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Pushed pushed = session().deeds().changed(application, Push.parse(branch, range));
        return show(pushed, show -> print(show, pushed), CommandLineTool.DONE);
    }

    private static void print(Show show, Pushed pushed) {
        if (pushed.changes().isEmpty()) {
            show.line("nothing is deployed by this push to " + pushed.branch());
        }
        pushed.changes().forEach(change -> print(show, change));
    }

    private static void print(Show show, Change change) {
        show.line(show.screen().bold(change.name()) + ": " + Show.word(change.kind()) + moved(change));
        change.parts()
                .forEach(part -> show.line(
                        "  " + Screen.oneLine(part.name()) + " " + value(part.from()) + " -> " + value(part.to())));
        change.details().forEach(detail -> show.line("  " + Screen.oneLine(detail)));
        if ((change.before() == null || change.after() == null)
                && change.files().isEmpty()) {
            return;
        }
        show.commits("  commits", change.commits(), MOST);
        show.line("  files changed: " + change.files().size());
        change.files().stream().limit(MOST).forEach(file -> show.line("  " + Screen.oneLine(file)));
        if (change.files().size() > MOST) {
            show.line("  and " + Texts.count(change.files().size() - MOST, "more file"));
        }
    }

    private static String moved(Change change) {
        if (Objects.equals(change.before(), change.after())) {
            return "";
        }
        return ", " + value(change.before()) + " -> " + value(change.after());
    }

    /** Ids are cut, versions are not. */
    private static String value(@CheckForNull String text) {
        if (text == null) {
            return "(none)";
        }
        return text.matches("[0-9a-f]{40}") ? Texts.commit(text) : Screen.oneLine(text);
    }
}
