package io.jenkins.plugins.deploymentgates.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code token}: holds what one does with the tokens of callers of the server. */
@Command(
        name = "token",
        description = {
            "Make, list and revoke the bearer tokens with which the server is called.",
            "They are kept in the ledger's database, by their hash, and are no part of the history."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates token create ci --role recorder --application shop --expires 90d",
            "  deployment-gates token list",
            "  deployment-gates token revoke ci"
        })
final class TokenCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a step: create, list or revoke");
    }
}
