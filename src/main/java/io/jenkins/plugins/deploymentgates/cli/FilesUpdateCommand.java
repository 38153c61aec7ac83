package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files update}: changes a deployment. */
@Command(
        name = "update",
        description = {
            "Change versions, types and sources of a deployment file, its modules or its tier.",
            "One of an environment that has others upstream is changed by 'promote' and 'rollback' only."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates files update shop dev --set core=1.5 --set shop-api=2.1",
            "  deployment-gates files update shop dev --set shop-pay=1.0,type=forge --remove shop-mail"
        })
final class FilesUpdateCommand extends FilesVerb {
    @Parameters(index = "1", paramLabel = "NAME", description = "The deployment.")
    String deployment;

    @Option(
            names = "--set",
            paramLabel = SET,
            description = "Another version, or a new module with its type; once for each.")
    List<String> set = List.of();

    @Option(names = "--remove", paramLabel = "MODULE", description = "A module that is removed.")
    List<String> remove = List.of();

    @Option(names = "--tier", paramLabel = "TIER", description = "Another tier.")
    @CheckForNull
    String tier;

    FilesUpdateCommand(Session session) {
        super(session);
    }

    @Override
    FileRequest request() {
        return new FileRequest(
                application,
                FileRequest.Action.UPDATE,
                deployment,
                null,
                null,
                tier,
                components(set),
                remove,
                List.of(),
                null,
                null,
                key);
    }
}
