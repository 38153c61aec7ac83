package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.config.ConfigurationSchema;
import picocli.CommandLine.Command;

/** {@code schema}: the shape of the configuration for editors. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of the configuration, for editors that check and complete as you type.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates schema > deployment-gates.schema.json",
            "  # and as the first line of deployment-gates.yaml:",
            "  # yaml-language-server: $schema=deployment-gates.schema.json"
        })
final class SchemaCommand extends Verb {
    SchemaCommand(Session session) {
        super(session);
    }

    @Override
    Reach reach() {
        return Reach.NEITHER;
    }

    @Override
    public Integer call() {
        out().println(ConfigurationSchema.print().strip());
        return CommandLineTool.DONE;
    }
}
