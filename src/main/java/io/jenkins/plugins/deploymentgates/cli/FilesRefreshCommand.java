package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.FileRefresh;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files refresh}: deploys again what versions have moved on for. */
@Command(
        name = "refresh",
        description = {
            "Deploy again where versions, such as branches, stand for other commits than when they were deployed.",
            "Environments with others upstream get that by 'promote', once it was verified there."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  deployment-gates files refresh shop", "  deployment-gates files refresh shop dev --explain"})
final class FilesRefreshCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1..*", paramLabel = "ENV", description = "Environments; else all of the pipeline.")
    List<String> environments = List.of();

    @Option(names = "--explain", description = "Change nothing; show what moved.")
    boolean explain;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The sender's idempotency key: the same request sent twice is one.")
    @CheckForNull
    String key;

    FilesRefreshCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        FileRefresh result = session().deeds().files().refresh(application, environments, explain, key);
        return show(result, show -> print(show, result), CommandLineTool.DONE);
    }

    private static void print(Show show, FileRefresh result) {
        if (result.moved().isEmpty()) {
            show.line("every version stands for what was deployed");
        }
        for (FileRefresh.Moved one : result.moved()) {
            show.line(show.screen().bold(one.environment()) + ": " + one.component() + " "
                    + Screen.oneLine(one.version()) + " moved, " + Texts.commit(one.from()) + " -> "
                    + Texts.commit(one.to())
                    + (one.again() ? "" : "; comes by a promotion once it is verified upstream"));
        }
        result.results().forEach(show::promotion);
    }
}
