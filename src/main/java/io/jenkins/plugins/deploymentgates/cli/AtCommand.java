package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.insight.StateAt;
import io.jenkins.plugins.deploymentgates.insight.Times;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code at}: what was where at an instant. */
@Command(
        name = "at",
        description = "Show what was where at an instant, and the commands that reproduce it.",
        footerHeading = "%nExamples:%n",
        footer = {"  deployment-gates at 2026-03-03T09:00:00Z", "  deployment-gates at 2026-03-03 shop"})
final class AtCommand extends Verb {
    @Parameters(index = "0", paramLabel = "INSTANT", description = "ISO 8601 with an offset, or a date (UTC).")
    String instant;

    @Parameters(index = "1", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    AtCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Instant asked = Times.parse(instant);
        StateAt state = session().deeds().at(asked, application);
        return show(state, show -> print(show, state), CommandLineTool.DONE);
    }

    private static void print(Show show, StateAt state) {
        if (state.applications().isEmpty()) {
            show.line("nothing was recorded by " + Texts.instant(state.at()));
        }
        for (StateAt.OfApplication application : state.applications()) {
            show.line(show.screen().bold(application.application()) + " at " + Texts.instant(state.at()));
            Table table = new Table("ENVIRONMENT", "VERSION", "STATUS", "SINCE", "COMMIT", "TODAY");
            for (StateAt.Place place : application.places()) {
                Deployment deployment = place.deployment();
                table.row(List.of(
                        Cell.of(place.environment()),
                        Cell.of(deployment.version()),
                        show.statusCell(place.statusThen()),
                        Cell.of(Texts.instant(deployment.createdAt())),
                        Cell.of(deployment.commit() == null ? "-" : Texts.commit(deployment.commit())),
                        Cell.of(place.current() ? "still there" : "replaced")));
            }
            show.table(table, "  ");
            commands(show, "roll the environments back to it", application.rollBack());
            commands(show, "set the branches back to it", application.setBranches());
            commands(show, "give the deployment files what they said then, as a new commit", application.restore());
            commands(show, "record it into an empty ledger", application.record());
        }
    }

    private static void commands(Show show, String purpose, List<String> commands) {
        if (!commands.isEmpty()) {
            show.line("");
            show.line(show.screen().faint("# " + purpose));
            commands.forEach(command -> show.line(Screen.clean(command)));
        }
    }
}
