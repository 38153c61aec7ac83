package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Metrics;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Measured;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Place;
import io.jenkins.plugins.deploymentgates.insight.MetricsCsv;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code metrics}: the four delivery metrics. */
@Command(
        name = "metrics",
        description = {
            "Show the four delivery metrics for each application and environment over a period.",
            "In brackets: how many observations each value is made of. With --environment, --tier or --trend also all of"
                    + " them together."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  deployment-gates metrics shop --days 30",
            "  deployment-gates metrics --tier production --trend",
            "  deployment-gates metrics --csv > metrics.csv",
            "  deployment-gates metrics --from 2026-01-01 --to 2026-04-01"
        })
final class MetricsCommand extends Verb {
    private static final int DAYS = 90;

    @Parameters(index = "0", paramLabel = "APP", arity = "0..1", description = "Only this application.")
    @CheckForNull
    String application;

    @Mixin
    PeriodOptions period;

    @Option(names = "--days", paramLabel = "N", description = "Length of the period before its end (default: 90).")
    @CheckForNull
    Integer days;

    @Option(names = "--environment", paramLabel = "ENV", description = "Only this environment.")
    @CheckForNull
    String environment;

    @Option(names = "--tier", paramLabel = "TIER", description = "Only environments of this tier.")
    @CheckForNull
    String tier;

    @Option(
            names = "--trend",
            description =
                    "Also each week of the period; each month when it is longer than half a year, each year when it"
                            + " is longer than five.")
    boolean trend;

    @Option(names = "--csv", description = "Print CSV: lengths of time in seconds, rates from 0 to 1.")
    boolean csv;

    MetricsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Instant begin = period.begin(days);
        if (days != null && days < 1) {
            throw new InvalidInputException("--days " + days + " is no period; valid is 1 or more");
        }
        Metrics metrics = session()
                .deeds()
                .metrics(
                        new Metrics.Selection(application, environment, tier),
                        begin,
                        period.end(),
                        days == null ? DAYS : days,
                        trend);
        if (csv) {
            out().print(MetricsCsv.write(metrics));
            out().flush();
            return CommandLineTool.DONE;
        }
        return show(metrics, show -> print(show, metrics), CommandLineTool.DONE);
    }

    private void print(Show show, Metrics metrics) {
        show.line("from " + Texts.instant(metrics.from()) + " to " + Texts.instant(metrics.to()));
        Table table = new Table(
                "APPLICATION",
                "ENVIRONMENT",
                "DEPLOYMENT FREQUENCY",
                "LEAD TIME",
                "CHANGE FAILURE RATE",
                "TIME TO RESTORE");
        for (Place place : metrics.places()) {
            table.row(row(place, place.application(), place.environment()));
        }
        if (together()) {
            table.row(row(metrics.overall(), "(all)", ""));
        }
        show.table(table, "");
        if (!metrics.trend().isEmpty()) {
            show.line("");
            Table steps = new Table(
                    "FROM", "TO", "DEPLOYMENT FREQUENCY", "LEAD TIME", "CHANGE FAILURE RATE", "TIME TO RESTORE");
            for (Metrics.Step step : metrics.trend()) {
                steps.row(row(step.overall(), Texts.instant(step.from()), Texts.instant(step.to())));
            }
            show.table(steps, "");
        }
    }

    /** Whether all places together mean something: dev and prod together do not. */
    private boolean together() {
        return trend || environment != null || tier != null;
    }

    private static String[] row(Place place, String first, String second) {
        return new String[] {
            first,
            second,
            cell(
                    place.deploymentFrequency(),
                    value -> Show.word(place.pace()) + String.format(Locale.ROOT, ", %.1f days/week", value)),
            cell(place.leadTime(), Texts::duration),
            cell(place.changeFailureRate(), value -> String.format(Locale.ROOT, "%.0f %%", value * 100)),
            cell(place.timeToRestore(), Texts::duration)
                    + (place.unrestored() > 0 ? ", " + place.unrestored() + " not over" : "")
        };
    }

    private static <T> String cell(Measured<T> measured, Function<T, String> print) {
        return measured.value() == null ? "-" : print.apply(measured.value()) + " (" + measured.sample() + ")";
    }
}
