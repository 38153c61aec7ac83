package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.insight.RolledBack;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.Rollbacks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
            "  deployment-gates rollback shop prod-eu --list",
            "  deployment-gates rollback shop prod-eu --to 1.4.1",
            "  deployment-gates rollback shop --tier production"
        })
final class RollbackCommand extends Verb {
    /** So many of a fingerprint tell one release from another. */
    private static final int DIGITS = 10;

    @Parameters(index = "0", paramLabel = "APP", description = "The application.")
    String application;

    @Parameters(index = "1..*", paramLabel = "ENV", arity = "0..*", description = "The environments.")
    List<String> environments = List.of();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description = "The release, or 7 digits or more of its commit or fingerprint; else the last good one.")
    @CheckForNull
    String version;

    @Option(names = "--tier", paramLabel = "TIER", description = "All environments of a tier, such as production.")
    @CheckForNull
    String tier;

    @Option(names = "--list", description = "Change nothing, and list the releases an environment can go back to.")
    boolean list;

    @Spec
    CommandSpec spec;

    RollbackCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (list) {
            return choices();
        }
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

    private int choices() {
        if (environments.size() != 1 || tier != null || version != null) {
            throw new ParameterException(spec.commandLine(), "--list goes with APP and one ENV, and nothing else");
        }
        List<Rollbacks.Choice> choices = session().deeds().rollbackChoices(application, environments.get(0));
        return show(choices, show -> print(show, choices), CommandLineTool.DONE);
    }

    private static void print(Show show, List<Rollbacks.Choice> choices) {
        if (choices.isEmpty()) {
            show.line("there is no release to go back to: no other was ever verified there");
            return;
        }
        // Of versions that two releases are called by, the release is to be named.
        Set<String> versions = new HashSet<>();
        Set<String> twice = choices.stream()
                .map(choice -> choice.deployment().version())
                .filter(version -> !versions.add(version))
                .collect(Collectors.toSet());
        Table table = new Table("VERSION", "DEPLOYMENT", "CREATED", "STATUS", "BY", "NOTES");
        for (Rollbacks.Choice choice : choices) {
            Deployment good = choice.deployment();
            table.row(List.of(
                    Cell.of(good.version()),
                    Cell.of(String.valueOf(good.id())),
                    Cell.of(Texts.instant(good.createdAt())),
                    show.statusCell(good.status()),
                    Cell.of(good.by()),
                    Cell.of(
                            choice.next()
                                    ? "without --to"
                                    : twice.contains(good.version())
                                            ? "--to " + good.fingerprint().substring(0, DIGITS)
                                            : "")));
        }
        show.table(table, "");
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
