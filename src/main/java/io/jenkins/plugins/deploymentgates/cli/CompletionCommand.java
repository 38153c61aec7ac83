package io.jenkins.plugins.deploymentgates.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}: the shell's completion. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in bash and zsh.",
        footerHeading = "%nExamples:%n",
        footer = "  source <(deployment-gates completion)")
final class CompletionCommand extends Verb {
    @Spec
    CommandSpec spec;

    CompletionCommand(Session session) {
        super(session);
    }

    @Override
    Reach reach() {
        return Reach.NEITHER;
    }

    @Override
    public Integer call() {
        out().print(AutoComplete.bash(CommandLineTool.NAME, spec.root().commandLine()));
        return CommandLineTool.DONE;
    }
}
