package io.jenkins.plugins.deploymentgates.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what was probably meant. */
public final class DidYouMean {
    /** Longer texts are no slips of the pen, and comparing them costs the product of their lengths. */
    private static final int LONGEST = 64;

    /** More valid words than this are counted, not listed. */
    private static final int LISTED = 80;

    private DidYouMean() {}

    /** The valid word closest to what was written, if it is close: at most a third of its letters differ. */
    public static Optional<String> closest(String written, Collection<String> valid) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(word -> word.length() <= LONGEST)
                .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))));
    }

    /** {@code ; did you mean 'x'?} or nothing. */
    public static String hint(String written, Collection<String> valid) {
        return closest(written, valid)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    /** The end of a message: the hint if there is one, and all that is valid. */
    public static String among(String introduction, String written, Collection<String> valid) {
        String hint = hint(written, valid);
        String begin = hint.isEmpty()
                ? "; " + introduction
                : hint + " " + Character.toUpperCase(introduction.charAt(0)) + introduction.substring(1);
        return begin + " " + valid.stream().limit(LISTED).collect(Collectors.joining(", "))
                + (valid.size() > LISTED ? " and " + (valid.size() - LISTED) + " more" : "");
    }

    /** Optimal string alignment: insertions, deletions, replacements and swapped neighbours count one each. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
