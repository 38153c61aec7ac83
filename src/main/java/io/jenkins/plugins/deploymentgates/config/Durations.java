package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30m}, {@code 1h30m}, {@code 14d}. A day is 24 hours. */
public final class Durations {
    /** The longest duration, in days: ten years. Longer ones are mistyped. */
    public static final int MAX_DAYS = 3650;

    private static final Pattern UNITS = Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    private Durations() {}

    /**
     * Reads days, hours, minutes and seconds, or an ISO-8601 duration such as {@code PT1H30M}.
     *
     * @throws InvalidInputException when it is neither, is not longer than zero, or longer than {@link #MAX_DAYS} days
     */
    public static Duration parse(String text) {
        Duration duration;
        try {
            Matcher units = UNITS.matcher(text);
            if (units.matches() && !text.isEmpty()) {
                duration = Duration.ofDays(number(units.group(1)))
                        .plusHours(number(units.group(2)))
                        .plusMinutes(number(units.group(3)))
                        .plusSeconds(number(units.group(4)));
            } else {
                duration = Duration.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw new InvalidInputException(
                    Names.quote(text) + " is no duration; valid are for example 30m, 2h, 1h30m, 14d and PT1H30M");
        } catch (ArithmeticException | NumberFormatException e) {
            throw tooLong(text);
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new InvalidInputException(
                    "the duration " + Names.quote(text) + " is not longer than zero; valid is for example 30m");
        }
        if (duration.compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw tooLong(text);
        }
        return duration;
    }

    /** The shortest way to write it that {@link #parse} reads back as the same. */
    public static String print(Duration duration) {
        if (duration.getNano() != 0) {
            return duration.toString();
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), 'd');
        append(text, duration.toHoursPart(), 'h');
        append(text, duration.toMinutesPart(), 'm');
        append(text, duration.toSecondsPart(), 's');
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number != 0) {
            text.append(number).append(unit);
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static InvalidInputException tooLong(String text) {
        return new InvalidInputException(
                "the duration " + Names.quote(text) + " is too long; at most " + MAX_DAYS + "d are allowed");
    }
}
