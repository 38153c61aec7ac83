package io.jenkins.plugins.deploymentgates.model;

import java.util.regex.Pattern;

/**
 * Patterns of names whose parts are separated by {@code /}, such as branches and paths: {@code *} stands for any text
 * without {@code /}, {@code **} for any text; every other character stands for itself. Stateless.
 */
public final class Wildcards {
    private Wildcards() {}

    /** The regular expression of a pattern, to be compiled by itself or as a part of a larger one. */
    public static String regex(String pattern) {
        StringBuilder regex = new StringBuilder("(?s:");
        int literal = 0;
        int at = pattern.indexOf('*');
        while (at >= 0) {
            regex.append(Pattern.quote(pattern.substring(literal, at)));
            boolean two = pattern.startsWith("**", at);
            regex.append(two ? ".*" : "[^/]*");
            literal = at + (two ? 2 : 1);
            at = pattern.indexOf('*', literal);
        }
        return regex.append(Pattern.quote(pattern.substring(literal)))
                .append(')')
                .toString();
    }
}
