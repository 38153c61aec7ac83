package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Row;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code matrix}: what is where now. */
@Command(
        name = "matrix",
        description = "Show what is where now, in the order of the pipelines.",
        footerHeading = "%nExamples:%n",
        footer = {"  deployment-gates matrix", "  deployment-gates matrix shop --git"})
final class MatrixCommand extends Verb {
    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    @Option(names = "--git", description = "Ask Git how many commits each environment is behind the one upstream.")
    boolean git;

    MatrixCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Matrix matrix = session().deeds().matrix(application, git);
        return show(matrix, show -> print(show, matrix), CommandLineTool.DONE);
    }

    private static void print(Show show, Matrix matrix) {
        String separator = null;
        for (Row row : matrix.rows()) {
            if (separator != null) {
                show.line(separator);
            }
            separator = "";
            show.line(show.screen().bold(row.application()));
            Table table = new Table("ENVIRONMENT", "VERSION", "STATUS", "AGE", "BY", "NOTES");
            row.places().forEach(place -> table.row(cells(show, place)));
            show.table(table, "  ");
        }
        if (matrix.rows().isEmpty()) {
            show.line("no application is configured");
        }
    }

    private static List<Cell> cells(Show show, Place place) {
        Deployment deployment = place.deployment();
        Cell notes = Cell.of(String.join("; ", notes(place)), show.screen()::wait);
        if (deployment == null) {
            return List.of(Cell.of(place.environment()), Cell.of("-"), Cell.of(""), Cell.of(""), Cell.of(""), notes);
        }
        return List.of(
                Cell.of(place.environment()),
                Cell.of(deployment.version()),
                show.statusCell(deployment.status()),
                Cell.of(show.age(place.since())),
                Cell.of(deployment.by()),
                notes);
    }

    private static List<String> notes(Place place) {
        List<String> notes = new ArrayList<>();
        if (place.hold() != null) {
            notes.add("held by " + place.hold().by() + ": " + place.hold().reason());
        }
        if (place.offLine() != null) {
            notes.add("off the line since " + Show.shortId(place.offLine()));
        }
        if (place.drift() != null) {
            notes.add("drifted: " + place.drift().reason());
        }
        if (place.deployment() != null && place.deployment().outOfBand() != null) {
            notes.add("out of band");
        }
        if (place.deployment() != null && place.deployment().voided() != null) {
            notes.add("evidence void: " + place.deployment().voided());
        }
        place.waiting()
                .forEach(promotion -> notes.add("waiting: " + promotion.version() + " (" + promotion.id() + ")"));
        if (place.behind() != null && place.behind() > 0) {
            notes.add(Texts.count(place.behind(), "commit") + " behind");
        }
        place.newer().forEach(upstream -> notes.add("next: " + upstream.label() + " from " + upstream.environment()));
        return notes;
    }
}
