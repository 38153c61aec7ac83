package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.Hold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hold}: puts a stop sign on an environment. */
@Command(
        name = "hold",
        description = "Let nothing into an environment until it is released, for all applications.",
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates hold prod-eu --reason \"database migration until noon\"")
final class HoldCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ENV", description = "The environment.")
    String environment;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
    String reason;

    HoldCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Hold hold = session().deeds().hold(environment, reason);
        return show(
                hold,
                show -> show.line(hold.environment() + ": held by " + hold.by() + ": " + Screen.oneLine(hold.reason())),
                CommandLineTool.DONE);
    }
}
