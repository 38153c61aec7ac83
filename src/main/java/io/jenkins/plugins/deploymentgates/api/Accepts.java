package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the headers that name media types (RFC 9110, sections 8.3 and 12.5.1). Stateless. */
final class Accepts {
    private Accepts() {}

    /** A range such as {@code application/*;q=0.5}. */
    private record Range(String type, double quality) {
        boolean covers(String candidate) {
            return type.equals("*/*")
                    || type.equals(candidate)
                    || type.endsWith("/*") && candidate.startsWith(type.substring(0, type.length() - 1));
        }

        int precision() {
            return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
        }
    }

    /**
     * The type the sender likes best.
     *
     * @param accept the header; {@code null} when there is none, which accepts everything
     * @param offered what there is, best first
     * @return empty when none of it is acceptable
     */
    static Optional<String> choose(@CheckForNull String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return Optional.of(offered.get(0));
        }
        List<Range> ranges = ranges(accept);
        String best = null;
        double quality = 0;
        for (String candidate : offered) {
            double found = quality(ranges, candidate);
            if (found > quality) {
                best = candidate;
                quality = found;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The most precise range that covers a type decides. */
    private static double quality(List<Range> ranges, String candidate) {
        int precision = -1;
        double quality = 0;
        for (Range range : ranges) {
            if (range.covers(candidate) && range.precision() > precision) {
                precision = range.precision();
                quality = range.quality();
            }
        }
        return quality;
    }

    private static List<Range> ranges(String accept) {
        List<Range> ranges = new ArrayList<>();
        for (String part : accept.split(",")) {
            String[] fields = part.split(";");
            double quality = 1;
            for (int i = 1; i < fields.length; i++) {
                String field = fields[i].strip().toLowerCase(Locale.ROOT);
                if (field.startsWith("q=")) {
                    quality = quality(field.substring(2));
                }
            }
            ranges.add(new Range(type(part), quality));
        }
        return ranges;
    }

    /** What is no number from 0 to 1 counts as nothing. */
    private static double quality(String text) {
        return text.matches("[01](\\.[0-9]{0,3})?") ? Math.min(1, Double.parseDouble(text)) : 0;
    }

    /** The media type without its parameters. */
    static String type(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a Content-Type means JSON in UTF-8, also under a name of its own. */
    static boolean isJson(@CheckForNull String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = type(contentType);
        String parameters = contentType.toLowerCase(Locale.ROOT).replace("\"", "");
        int charset = parameters.indexOf("charset=");
        return (type.equals(ApiResponse.JSON) || type.matches("application/[a-z0-9.-]+\\+json"))
                && (charset < 0 || parameters.substring(charset).matches("charset=utf-?8\\s*(;.*)?"));
    }
}
