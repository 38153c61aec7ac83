package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files create}: makes a deployment. */
@Command(
        name = "create",
        description = "Make a deployment file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates files create shop canary --tier test --set core=1.4.2,source=https://git.example.com/shop/core.git",
            "      --set shop-api=2.1,type=forge"
        })
final class FilesCreateCommand extends FilesVerb {
    @Parameters(index = "1", paramLabel = "NAME", description = "The new deployment.")
    String deployment;

    @Option(names = "--set", paramLabel = SET, required = true, description = "The core, called core, and modules.")
    List<String> set = List.of();

    @Option(names = "--tier", paramLabel = "TIER", description = "Its tier; else the first of deployments.yaml.")
    @CheckForNull
    String tier;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Where; else at the first search path.")
    @CheckForNull
    String folder;

    FilesCreateCommand(Session session) {
        super(session);
    }

    @Override
    FileRequest request() {
        return new FileRequest(
                application,
                FileRequest.Action.CREATE,
                deployment,
                null,
                folder,
                tier,
                components(set),
                List.of(),
                List.of(),
                null,
                null,
                key);
    }
}
