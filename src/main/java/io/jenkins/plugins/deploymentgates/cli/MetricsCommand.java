package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Metrics;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Measured;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Place;
import io.jenkins.plugins.deploymentgates.insight.Times;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code metrics}: the four delivery metrics. */
@Command(
        name = "metrics",
        description = {
            "Show the four delivery metrics for each application and environment over a period.",
            "In brackets: how many observations each value is made of."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates metrics shop --days 30",
            "  deployment-gates metrics --from 2026-01-01 --to 2026-04-01"
        })
final class MetricsCommand extends Verb {
    private static final int DAYS = 90;

    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Begin of the period, inclusive.")
    @CheckForNull
    String from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "End of the period, exclusive (default: now).")
    @CheckForNull
    String to;

    @Option(names = "--days", paramLabel = "N", description = "Length of the period before its end (default: 90).")
    @CheckForNull
    Integer days;

    MetricsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        if (from != null && days != null) {
            throw new InvalidInputException("--from and --days both name the begin of the period; leave one out");
        }
        if (days != null && days < 1) {
            throw new InvalidInputException("--days " + days + " is no period; valid is 1 or more");
        }
        Metrics metrics = session()
                .deeds()
                .metrics(
                        application,
                        from == null ? null : Times.parse(from),
                        to == null ? null : Times.parse(to),
                        days == null ? DAYS : days);
        return show(metrics, show -> print(show, metrics), CommandLineTool.DONE);
    }

    private static void print(Show show, Metrics metrics) {
        show.line("from " + Texts.instant(metrics.from()) + " to " + Texts.instant(metrics.to()));
        Table table = new Table(
                "APPLICATION",
                "ENVIRONMENT",
                "DEPLOYMENT FREQUENCY",
                "LEAD TIME",
                "CHANGE FAILURE RATE",
                "TIME TO RESTORE");
        for (Place place : metrics.places()) {
            table.row(
                    place.application(),
                    place.environment(),
                    cell(
                            place.deploymentFrequency(),
                            value -> Show.word(place.pace()) + String.format(Locale.ROOT, ", %.1f days/week", value)),
                    cell(place.leadTime(), Texts::duration),
                    cell(place.changeFailureRate(), value -> String.format(Locale.ROOT, "%.0f %%", value * 100)),
                    cell(place.timeToRestore(), Texts::duration)
                            + (place.unrestored() > 0 ? ", " + place.unrestored() + " not over" : ""));
        }
        show.table(table, "");
    }

    private static <T> String cell(Measured<T> measured, Function<T, String> print) {
        return measured.value() == null ? "-" : print.apply(measured.value()) + " (" + measured.sample() + ")";
    }
}
