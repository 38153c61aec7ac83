package io.jenkins.plugins.deploymentgates.insight;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts, numbers and times in one language and one zone, for whom no browser asks for theirs. Thread-safe. */
public final class Wording {
    private static final Pattern VALUE = Pattern.compile("\\{(\\w+)\\}");

    private final Locale locale;
    private final Map<String, Map<String, String>> messages;
    private final ZoneId zone;

    /**
     * Words of a language with the plural forms "one", for 1, and "other".
     *
     * @param language such as {@code en}
     * @param messages texts by their keys and, within, by their forms; what has no plural has "other" alone
     * @param zone in which times are told
     */
    public Wording(String language, Map<String, Map<String, String>> messages, ZoneId zone) {
        this.locale = Locale.forLanguageTag(language);
        this.messages = Map.copyOf(messages);
        this.zone = zone;
    }

    String language() {
        return locale.getLanguage();
    }

    ZoneId zone() {
        return zone;
    }

    /** The text under a key, which has no values. */
    String t(String key) {
        return t(key, Map.of());
    }

    /**
     * The text under a key with the values put in.
     *
     * @param values by their names; {@code count} chooses the form
     * @throws IllegalArgumentException when there is no such text
     */
    String t(String key, Map<String, ?> values) {
        Map<String, String> forms = messages.get(key);
        if (forms == null) {
            throw new IllegalArgumentException("there is no text '" + key + "' in " + language());
        }
        String form = Integer.valueOf(1).equals(values.get("count")) ? forms.get("one") : null;
        return VALUE.matcher(form == null ? forms.get("other") : form)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), values.get(found.group(1)))));
    }

    private String value(String whole, Object value) {
        if (value == null) {
            return whole;
        }
        return value instanceof Number ? NumberFormat.getIntegerInstance(locale).format(value) : value.toString();
    }

    /** Date and time of day, to the minute. */
    String moment(Instant instant) {
        return format("uuuu-MM-dd HH:mm", instant);
    }

    /** Date and time of day, to the second. */
    String second(Instant instant) {
        return format("uuuu-MM-dd HH:mm:ss", instant);
    }

    /** The same with the zone's offset, as ISO 8601 has it. */
    String exact(Instant instant) {
        return format("uuuu-MM-dd'T'HH:mm:ssXXX", instant);
    }

    /** As a pattern of {@link DateTimeFormatter} says. */
    String format(String pattern, Instant instant) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(instant);
    }

    /** How long something is ago, in the largest unit that is at least one. */
    String age(Instant since, Instant now) {
        Duration age = since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
        if (age.toDays() > 0) {
            return age("day", age.toDays());
        }
        if (age.toHours() > 0) {
            return age("hour", age.toHours());
        }
        return age.toMinutes() > 0 ? age("minute", age.toMinutes()) : age("second", age.toSeconds());
    }

    private String age(String unit, long count) {
        return t("time.age." + unit, Map.of("count", Math.toIntExact(count)));
    }
}
