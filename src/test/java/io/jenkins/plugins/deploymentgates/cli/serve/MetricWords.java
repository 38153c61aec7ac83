package io.jenkins.plugins.deploymentgates.cli.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the page writes, in English, what the command line prints as JSON. */
final class MetricWords {
    private static final DecimalFormat DAYS = new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT));

    private MetricWords() {}

    /** The four metrics of a place, in the order of the page. */
    static List<String> of(JsonNode place) {
        return List.of(
                place.at("/deploymentFrequency/value").isNull()
                        ? "–"
                        : DAYS.format(place.at("/deploymentFrequency/value").asDouble()) + " days per week",
                length(place.at("/leadTime/value")),
                place.at("/changeFailureRate/value").isNull()
                        ? "–"
                        : Math.round(place.at("/changeFailureRate/value").asDouble() * 100) + "%",
                length(place.at("/timeToRestore/value")));
    }

    private static String length(JsonNode value) {
        if (value.isNull()) {
            return "–";
        }
        Duration left = Duration.parse(value.asText());
        List<String> words = new ArrayList<>();
        word(words, left.toDays(), "day");
        word(words, left.toHoursPart(), "hour");
        word(words, left.toMinutesPart(), "minute");
        word(words, left.toSecondsPart(), "second");
        return String.join(" ", words.subList(0, Math.min(2, words.size())));
    }

    private static void word(List<String> words, long count, String unit) {
        if (count > 0) {
            words.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
