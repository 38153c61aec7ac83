package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files duplicate}: makes a deployment like another. */
@Command(
        name = "duplicate",
        description = "Make a deployment file like another, such as for a canary or a feature.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates files duplicate shop qa canary --set shop-api=2.0-rc.1 --remove shop-mail")
final class FilesDuplicateCommand extends FilesVerb {
    @Parameters(index = "1", paramLabel = "FROM", description = "The deployment that is there.")
    String from;

    @Parameters(index = "2", paramLabel = "NAME", description = "The new deployment.")
    String deployment;

    @Option(names = "--set", paramLabel = SET, description = "What is different in the new one; once for each.")
    List<String> set = List.of();

    @Option(names = "--remove", paramLabel = "MODULE", description = "A module the new one does not have.")
    List<String> remove = List.of();

    @Option(names = "--tier", paramLabel = "TIER", description = "Another tier.")
    @CheckForNull
    String tier;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Another folder.")
    @CheckForNull
    String folder;

    FilesDuplicateCommand(Session session) {
        super(session);
    }

    @Override
    FileRequest request() {
        return new FileRequest(
                application,
                FileRequest.Action.DUPLICATE,
                deployment,
                from,
                folder,
                tier,
                components(set),
                remove,
                List.of(),
                null,
                null,
                key);
    }
}
