package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.RolledBack;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback}: puts the last good release back. */
@Command(
        name = "rollback",
        description = {
            "Put the last good release back into one or several environments, all or none of them.",
            "Each call goes one release further back; name the release with --to to be sure."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates rollback shop prod-eu",
            "  deployment-gates rollback shop prod-eu --to 1.4.1",
            "  deployment-gates rollback shop --tier production"
        })
final class RollbackCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1..*", paramLabel = "ENV", arity = "0..*", description = "The environments.")
    List<String> environments = List.of();

    @Option(names = "--to", paramLabel = "VERSION", description = "The release; else the last good one.")
    @CheckForNull
    String version;

    @Option(names = "--tier", paramLabel = "TIER", description = "All environments of a tier, such as production.")
    @CheckForNull
    String tier;

    RollbackCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (environments.isEmpty() == (tier == null)) {
            throw new InvalidInputException("name either the environments to roll back, or their tier with --tier");
        }
        List<RolledBack> results = session().deeds().rollBack(application, environments, tier, version);
        int exitCode = results.stream()
                .mapToInt(result -> PromoteCommand.exitCode(result.result()))
                .max()
                .orElse(CommandLineTool.DONE);
        return show(
                results,
                show -> {
                    for (RolledBack result : results) {
                        show.promotion(result.result());
                        print(show, result);
                    }
                },
                exitCode);
    }

    private static void print(Show show, RolledBack result) {
        Deployment before = result.replaced();
        Deployment after = result.deployment();
        if (before != null && after != null) {
            show.line("  " + after.environment() + " goes back from " + named(result.from(), before) + " to "
                    + named(result.to(), after));
        }
    }

    private static String named(@CheckForNull String label, Deployment deployment) {
        return (label == null ? deployment.version() : Screen.oneLine(label)) + " (deployment " + deployment.id() + ")";
    }
}
