package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.PipelineGraph;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code validate}: checks the configuration. */
@Command(
        name = "validate",
        description = {
            "Check the configuration and print each pipeline. All mistakes are listed at once.",
            "Exit code 2 means that there are some."
        },
        footerHeading = "%nExamples:%n",
        footer = "  deployment-gates validate --config deployment-gates.yaml")
final class ValidateCommand extends Verb {
    ValidateCommand(Session session) {
        super(session);
    }

    /** What is printed as JSON. */
    record Result(boolean valid, String checksum, List<String> applications, List<String> environments) {}

    @Override
    Reach reach() {
        return Reach.NEITHER;
    }

    @Override
    public Integer call() {
        Configuration configuration = session().configuration();
        Result result = new Result(
                true,
                configuration.checksum(),
                List.copyOf(configuration.applications().keySet()),
                List.copyOf(configuration.environments().keySet()));
        return show(
                result,
                show -> {
                    for (Application application : configuration.applications().values()) {
                        PipelineGraph.print(configuration, application).lines().forEach(show::line);
                        show.line("");
                    }
                    show.line("no mistakes found");
                },
                CommandLineTool.DONE);
    }
}
