package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Measured;
import io.jenkins.plugins.deploymentgates.insight.Metrics.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes metrics as CSV (RFC 4180) for spreadsheets: one line a place, and at the end one of all together, which has no
 * application and no environment. Lengths of time are in seconds; rates are from 0 to 1.
 */
public final class MetricsCsv {
    private static final String END = "\r\n";
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private MetricsCsv() {}

    /** The same numbers as in the object, without what is only for the eye. */
    public static String write(Metrics metrics) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                List.of(
                        "application",
                        "environment",
                        "tier",
                        "from",
                        "to",
                        "pace",
                        "deployment_days_per_week",
                        "weeks",
                        "lead_time_seconds",
                        "commits",
                        "change_failure_rate",
                        "changes",
                        "time_to_restore_seconds",
                        "restored_failures",
                        "unrestored_failures"));
        metrics.places().forEach(place -> line(out, cells(metrics, place)));
        line(out, cells(metrics, metrics.overall()));
        return out.toString();
    }

    private static List<String> cells(Metrics metrics, Place place) {
        List<String> cells = new ArrayList<>();
        cells.add(name(place.application()));
        cells.add(name(place.environment()));
        cells.add(name(place.tier()));
        cells.add(metrics.from().toString());
        cells.add(metrics.to().toString());
        cells.add(place.pace().name().toLowerCase(Locale.ROOT));
        number(cells, place.deploymentFrequency());
        length(cells, place.leadTime());
        number(cells, place.changeFailureRate());
        length(cells, place.timeToRestore());
        cells.add(String.valueOf(place.unrestored()));
        return cells;
    }

    private static void number(List<String> cells, Measured<Double> measured) {
        cells.add(measured.value() == null ? "" : measured.value().toString());
        cells.add(String.valueOf(measured.sample()));
    }

    private static void length(List<String> cells, Measured<Duration> measured) {
        Duration value = measured.value();
        cells.add(
                value == null
                        ? ""
                        : BigDecimal.valueOf(value.getSeconds())
                                .add(BigDecimal.valueOf(value.getNano()).divide(NANOS))
                                .stripTrailingZeros()
                                .toPlainString());
        cells.add(String.valueOf(measured.sample()));
    }

    /** A name that spreadsheets do not take for a formula (OWASP, CSV Injection). */
    private static String name(@CheckForNull String name) {
        if (name == null) {
            return "";
        }
        return name.isEmpty() || "=+-@".indexOf(name.charAt(0)) < 0 ? name : "'" + name;
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(cells.stream().map(MetricsCsv::quoted).collect(Collectors.joining(",")))
                .append(END);
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
