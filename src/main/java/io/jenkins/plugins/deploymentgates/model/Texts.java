package io.jenkins.plugins.deploymentgates.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How times, durations, lists and commits are written in messages. */
public final class Texts {

    private Texts() {}

    /** ISO 8601 in UTC to the second, such as {@code 2026-03-03T09:00:00Z}. */
    public static String instant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * The two largest units, such as {@code 1h 20m}, {@code 14d} or {@code 45s}; rounded down. Less than a second is
     * {@code 0s}.
     *
     * @param duration not negative
     */
    public static String duration(Duration duration) {
        long[] amounts = {duration.toDays(), duration.toHoursPart(), duration.toMinutesPart(), duration.toSecondsPart()
        };
        String[] units = {"d", "h", "m", "s"};
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] > 0) {
                String text = amounts[i] + units[i];
                return i + 1 < amounts.length && amounts[i + 1] > 0 ? text + " " + amounts[i + 1] + units[i + 1] : text;
            }
        }
        return "0s";
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String and(List<String> words) {
        return join(words, " and ");
    }

    /** {@code a}, {@code a or b}, {@code a, b or c}. */
    public static String or(List<String> words) {
        return join(words, " or ");
    }

    /** {@code 1 commit}, {@code 2 commits}. */
    public static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** The ten characters of a commit's id that people read. */
    public static String commit(String id) {
        return id.substring(0, Math.min(10, id.length()));
    }

    private static String join(List<String> words, String last) {
        int size = words.size();
        return size < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, size - 1)) + last + words.get(size - 1);
    }
}
