package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.Rollbacks;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollback}: puts the last good release back. */
@Command(
        name = "rollback",
        description = "Put the last good release back into one or several environments, all or none of them.",
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
        Rollbacks rollbacks = session().engine().rollbacks();
        List<String> chosen = tier == null ? environments : rollbacks.environmentsOfTier(application, tier);
        List<PromotionResult> results = rollbacks.rollback(session().actor(), application, chosen, version);
        int exitCode = results.stream().mapToInt(PromoteCommand::exitCode).max().orElse(CommandLineTool.DONE);
        return show(results, show -> show.promotions(results), exitCode);
    }
}
