package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files delete}: removes a deployment. */
@Command(
        name = "delete",
        description = "Remove a deployment file.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates files delete shop canary --confirm canary")
final class FilesDeleteCommand extends FilesVerb {
    @Parameters(index = "1", paramLabel = "NAME", description = "The deployment.")
    String deployment;

    @Option(names = "--confirm", paramLabel = "NAME", description = "Its name once more.")
    @CheckForNull
    String confirm;

    FilesDeleteCommand(Session session) {
        super(session);
    }

    @Override
    FileRequest request() {
        return new FileRequest(
                application,
                FileRequest.Action.DELETE,
                deployment,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                null,
                confirm,
                key);
    }
}
