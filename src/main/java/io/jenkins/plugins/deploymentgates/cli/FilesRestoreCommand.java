package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.insight.Times;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code files restore}: gives files back the content of an instant. */
@Command(
        name = "restore",
        description = "Give files the content they had at an instant, as a new commit.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates files restore shop qa --at 2026-03-03T09:00:00Z",
            "  deployment-gates files restore shop docs/notes.md --at 2026-03-03",
            "  deployment-gates files restore shop --at 2026-03-03      all deployments"
        })
final class FilesRestoreCommand extends FilesVerb {
    @Parameters(
            index = "1..*",
            paramLabel = "NAME",
            description = "Deployments by name, other files by path; else all deployments.")
    List<String> names = List.of();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            required = true,
            description = "When, such as 2026-03-03T09:00:00Z.")
    String at;

    FilesRestoreCommand(Session session) {
        super(session);
    }

    @Override
    FileRequest request() {
        return new FileRequest(
                application,
                FileRequest.Action.RESTORE,
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                names,
                Times.parse(at),
                null,
                key);
    }
}
