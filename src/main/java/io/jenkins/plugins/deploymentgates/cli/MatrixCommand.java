package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Row;
import io.jenkins.plugins.deploymentgates.insight.MatrixPage;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code matrix}: what is where now. */
@Command(
        name = "matrix",
        description = "Show what is where now, in the order of the pipelines.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates matrix",
            "  deployment-gates matrix shop --git",
            "  deployment-gates matrix --html matrix.html"
        })
final class MatrixCommand extends Verb {
    /** So many deployments are on a page. */
    private static final int NEWEST = 200;

    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    @Option(names = "--git", description = "Ask Git how many commits each environment is behind the one upstream.")
    boolean git;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the matrix and the newest deployments as a page into this file.")
    @CheckForNull
    Path html;

    @Option(names = "--force", description = "Write FILE even where there is another file than such a page.")
    boolean force;

    @Spec
    CommandSpec spec;

    MatrixCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (force && html == null) {
            throw new ParameterException(spec.commandLine(), "--force goes with --html FILE");
        }
        if (html != null) {
            if (session().json()) {
                throw new ParameterException(spec.commandLine(), "--json and --html are two forms; name one");
            }
            return write(html);
        }
        Matrix matrix = session().deeds().matrix(application, git);
        return show(matrix, show -> print(show, matrix), CommandLineTool.DONE);
    }

    private int write(Path file) {
        try {
            if (!force && Files.isRegularFile(file) && !MatrixPage.isOne(head(file))) {
                throw new InvalidInputException("the file " + file + " that --html names exists and is no page of"
                        + " 'deployment-gates matrix --html'; name another file, or add --force to replace it");
            }
            Matrix matrix = session().deeds().matrix(application, git);
            HistoryPage history = session().deeds().history(application, null, LedgerView.NEWEST, NEWEST);
            Files.writeString(file, MatrixPage.write(matrix, history), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the file " + file + " that --html names cannot be written: " + Texts.reason(e));
        }
        out().println("wrote " + file);
        return CommandLineTool.DONE;
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MatrixPage.HEAD), StandardCharsets.ISO_8859_1);
        }
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
        Cell notes = Cell.of(
                place.notes().stream().map(Matrix.Note::text).collect(Collectors.joining("; ")), show.screen()::wait);
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
}
