package io.jenkins.plugins.deploymentgates.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How times, durations and lists are written in messages. */
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

    /** Why a file cannot be read or written; the message of the exception itself is often nothing but the file's name. */
    public static String reason(IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (problem instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        return problem instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(problem.getMessage());
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

    private static String join(List<String> words, String last) {
        int size = words.size();
        return size < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, size - 1)) + last + words.get(size - 1);
    }
}
