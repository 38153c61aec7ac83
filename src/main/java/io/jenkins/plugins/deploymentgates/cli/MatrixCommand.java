package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.cli.serve.PageWords;
import io.jenkins.plugins.deploymentgates.config.FileReason;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Row;
import io.jenkins.plugins.deploymentgates.insight.MatrixPage;
import io.jenkins.plugins.deploymentgates.insight.RecentHistory;
import io.jenkins.plugins.deploymentgates.insight.Wording;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            "  deployment-gates matrix --html matrix.html",
            "  deployment-gates matrix shop --html shop.html --days 90 --zone Europe/Berlin --language de"
        })
final class MatrixCommand extends Verb {
    private static final int DAYS = 30;

    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    @Option(names = "--git", description = "Ask Git how many commits each environment is behind the one upstream.")
    boolean git;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the matrix and the history as a page into this file.")
    @CheckForNull
    Path html;

    @Option(names = "--days", paramLabel = "N", description = "So many days of history in FILE (default: 30).")
    @CheckForNull
    Integer days;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of times in FILE, such as Europe/Berlin (default: UTC).")
    @CheckForNull
    String zone;

    @Option(names = "--language", paramLabel = "en|de", description = "The language of FILE (default: en).")
    @CheckForNull
    String language;

    @Option(names = "--force", description = "Write FILE even where there is another file than such a page.")
    boolean force;

    @Spec
    CommandSpec spec;

    MatrixCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (html == null) {
            Map<String, Boolean> given = new LinkedHashMap<>();
            given.put("--days", days != null);
            given.put("--zone", zone != null);
            given.put("--language", language != null);
            given.put("--force", force);
            given.forEach((option, isGiven) -> {
                if (isGiven) {
                    throw new ParameterException(spec.commandLine(), option + " goes with --html FILE");
                }
            });
        } else {
            if (session().json()) {
                throw new ParameterException(spec.commandLine(), "--json and --html are two forms; name one");
            }
            return write(html);
        }
        Matrix matrix = session().deeds().matrix(application, git);
        return show(matrix, show -> print(show, matrix), CommandLineTool.DONE);
    }

    private int write(Path file) {
        int period = days == null ? DAYS : days;
        RecentHistory.checkDays(period);
        Wording words = words();
        try {
            if (!force && Files.isRegularFile(file) && !MatrixPage.isOne(head(file))) {
                throw new InvalidInputException("the file " + file + " that --html names exists and is no page of"
                        + " 'deployment-gates matrix --html'; name another file, or add --force to replace it");
            }
            Matrix matrix = session().deeds().matrix(application, git);
            RecentHistory history = RecentHistory.read(matrix, period, session().deeds()::timeline);
            Files.writeString(file, MatrixPage.write(matrix, history, words), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "the file " + file + " that --html names cannot be written: " + FileReason.of(e));
        }
        out().println("wrote " + file);
        return CommandLineTool.DONE;
    }

    private Wording words() {
        String chosen = language == null ? PageWords.LANGUAGES.get(0) : language;
        if (!PageWords.LANGUAGES.contains(chosen)) {
            throw new InvalidInputException("--language " + Names.quote(chosen) + " is none that there is; valid are "
                    + String.join(", ", PageWords.LANGUAGES));
        }
        try {
            return PageWords.of(chosen, ZoneId.of(zone == null ? "UTC" : zone));
        } catch (DateTimeException e) {
            throw new InvalidInputException("--zone " + Names.quote(zone)
                    + " is no time zone; valid is for example Europe/Berlin, +01:00 or UTC");
        }
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
        Cell notes = Cell.of(String.join("; ", place.notes()), show.screen()::wait);
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
