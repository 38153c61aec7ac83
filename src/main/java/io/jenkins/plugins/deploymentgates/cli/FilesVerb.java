package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.FileComponents;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that change deployment files share. */
abstract class FilesVerb extends Verb {
    static final String SET = FileComponents.FORM;
    private static final int MOST = 50;

    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Option(names = "--explain", description = "Change nothing; show the commit it would be.")
    boolean explain;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The sender's idempotency key: the same request sent twice is one.")
    @CheckForNull
    String key;

    FilesVerb(Session session) {
        super(session);
    }

    /** What is asked for. */
    abstract FileRequest request();

    @Override
    public Integer call() {
        FileResult result = session().deeds().files().edit(request(), explain);
        return show(result, show -> print(show, result), CommandLineTool.DONE);
    }

    private void print(Show show, FileResult result) {
        if (result.files().isEmpty()) {
            show.line("the files say so already; there is nothing to change");
            return;
        }
        show.line(
                result.commit() == null
                        ? "this commit would be pushed to " + result.branch() + " of " + result.repository()
                        : "pushed " + Texts.commit(result.commit()) + " to " + result.branch() + " of "
                                + result.repository());
        result.message()
                .strip()
                .lines()
                .forEach(text -> show.line("  " + show.screen().faint("|") + " " + Screen.clean(text)));
        result.files().stream().limit(MOST).forEach(file -> show.line("  " + Screen.oneLine(file)));
        if (result.files().size() > MOST) {
            show.line("  and " + (result.files().size() - MOST) + " more files");
        }
    }

    /** Reads the components that are set. */
    static Map<String, FileRequest.Component> components(List<String> texts) {
        return FileComponents.parse(texts);
    }
}
