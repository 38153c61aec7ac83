package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Row;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The history of the applications of a matrix over the time before it, of bounded size however long the ledger is: of the
 * {@value #APPLICATIONS} that moved last, and {@value #DEPLOYMENTS} deployments in all, the newest of each. Immutable.
 *
 * @param from begin of the period, inclusive
 * @param to its end, exclusive
 * @param timelines by application, in the order of the matrix
 * @param count how many applications have a history; more than there are timelines when some were left out
 */
public record RecentHistory(Instant from, Instant to, Map<String, Timeline> timelines, int count) {
    /** So many days at most. */
    public static final int MOST_DAYS = 36_500;

    /** So many applications at most. */
    public static final int APPLICATIONS = 20;

    /** So many deployments at most that came within the period. */
    public static final int DEPLOYMENTS = 2000;

    public RecentHistory {
        timelines = Collections.unmodifiableMap(new LinkedHashMap<>(timelines));
    }

    /**
     * Asks for it.
     *
     * @param days length of the period, from 1 to {@value #MOST_DAYS}
     * @param ask what answers
     * @throws InvalidInputException when it is another
     */
    public static RecentHistory read(Matrix matrix, int days, Function<Timeline.Question, Timeline> ask) {
        checkDays(days);
        // The end is exclusive, but what happened at the instant of the matrix is in it.
        Instant to = matrix.at().plusMillis(1);
        Instant from = to.minus(Duration.ofDays(days));
        List<Row> moved =
                matrix.rows().stream().filter(row -> lastMove(row) != null).toList();
        Set<String> chosen = moved.stream()
                .sorted(Comparator.comparing(RecentHistory::lastMove).reversed())
                .limit(APPLICATIONS)
                .map(Row::application)
                .collect(Collectors.toSet());
        Map<String, Timeline> found = new LinkedHashMap<>();
        for (Row row : moved) {
            if (chosen.contains(row.application())) {
                int limit = DEPLOYMENTS / chosen.size();
                found.put(
                        row.application(), ask.apply(new Timeline.Question(row.application(), null, from, to, limit)));
            }
        }
        return new RecentHistory(from, to, found, moved.size());
    }

    /**
     * Checks a period's length.
     *
     * @throws InvalidInputException when it is none
     */
    public static void checkDays(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new InvalidInputException("--days " + days + " is no period; valid is 1 to " + MOST_DAYS);
        }
    }

    @CheckForNull
    private static Instant lastMove(Row row) {
        return row.places().stream()
                .map(Place::since)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
