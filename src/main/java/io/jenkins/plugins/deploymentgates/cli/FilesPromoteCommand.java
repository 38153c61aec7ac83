package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files promote}: brings what one deployment has into another. */
@Command(
        name = "promote",
        description = {
            "Bring what one deployment file has into another that is on no pipeline, or at the start of one.",
            "Into environments with others upstream it is 'promote' alone, which asks their gates."
        },
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates files promote shop canary feature --module core --module shop-api")
final class FilesPromoteCommand extends FilesVerb {
    @Parameters(index = "1", paramLabel = "FROM", description = "The deployment it comes from.")
    String from;

    @Parameters(index = "2", paramLabel = "TO", description = "The deployment that gets it.")
    String deployment;

    @Option(
            names = "--module",
            paramLabel = "NAME",
            description = "This module alone, or core; once for each. Else everything.")
    List<String> modules = List.of();

    FilesPromoteCommand(Session session) {
        super(session);
    }

    @Override
    FileRequest request() {
        return new FileRequest(
                application,
                FileRequest.Action.PROMOTE,
                deployment,
                from,
                null,
                null,
                Map.of(),
                List.of(),
                modules,
                null,
                null,
                key);
    }
}
