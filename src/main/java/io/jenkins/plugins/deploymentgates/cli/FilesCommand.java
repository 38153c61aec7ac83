package io.jenkins.plugins.deploymentgates.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code files}: holds what can be done with deployment files. */
@Command(
        name = "files",
        description = "Create, change, compare and delete deployment files.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates files compare shop",
            "  deployment-gates files duplicate shop qa canary --set shop-api=2.0-rc.1",
            "  deployment-gates files update shop dev --set core=1.5 --set shop-api=2.1",
            "  deployment-gates files promote shop canary feature --module shop-api",
            "  deployment-gates files delete shop canary --confirm canary",
            "  deployment-gates files restore shop qa --at 2026-03-03T09:00:00Z",
            "  deployment-gates files refresh shop dev"
        })
final class FilesCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "name what to do: compare, create, duplicate, update, promote, delete, restore or refresh");
    }
}
