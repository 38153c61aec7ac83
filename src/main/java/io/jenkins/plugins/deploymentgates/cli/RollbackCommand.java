package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.Rollbacks;
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

    /**
     * What is printed as JSON.
     *
     * @param replaced what was there until then; {@code null} unless it was rolled back
     */
    record Result(
            Promotion promotion,
            @CheckForNull Explanation explanation,
            @CheckForNull Deployment deployment,
            @CheckForNull Deployment replaced) {}

    @Override
    public Integer call() {
        if (environments.isEmpty() == (tier == null)) {
            throw new InvalidInputException("name either the environments to roll back, or their tier with --tier");
        }
        Rollbacks rollbacks = session().engine().rollbacks();
        List<String> chosen = tier == null ? environments : rollbacks.environmentsOfTier(application, tier);
        List<PromotionResult> results = rollbacks.rollback(session().actor(), application, chosen, version);
        int exitCode = results.stream().mapToInt(PromoteCommand::exitCode).max().orElse(CommandLineTool.DONE);
        List<Result> rolledBack = results.stream().map(this::rolledBack).toList();
        return show(
                rolledBack,
                show -> {
                    for (int i = 0; i < results.size(); i++) {
                        show.promotion(results.get(i));
                        print(show, rolledBack.get(i));
                    }
                },
                exitCode);
    }

    /** The rollback's own deployment tells what it replaced: the one before it there. */
    private Result rolledBack(PromotionResult result) {
        Deployment deployment = result.deployment();
        Deployment replaced = deployment == null
                ? null
                : session()
                        .read(view -> view.deployments(
                                deployment.application(), deployment.environment(), deployment.id(), 1))
                        .get(0);
        return new Result(result.promotion(), result.explanation(), deployment, replaced);
    }

    private static void print(Show show, Result result) {
        Deployment before = result.replaced();
        Deployment after = result.deployment();
        if (before != null && after != null) {
            show.line("  " + after.environment() + " goes back from " + named(before) + " to " + named(after));
        }
    }

    private static String named(Deployment deployment) {
        return deployment.version() + " (deployment " + deployment.id() + ")";
    }
}
