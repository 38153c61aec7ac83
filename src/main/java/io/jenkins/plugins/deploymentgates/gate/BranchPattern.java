package io.jenkins.plugins.deploymentgates.gate;

import java.util.regex.Pattern;

/**
 * A pattern for branch names: {@code *} stands for any text without {@code /}, {@code **} for any text; every other
 * character stands for itself. The whole name must match. Immutable.
 */
public final class BranchPattern {
    private final String text;
    private final Pattern regex;

    public BranchPattern(String text) {
        this.text = text;
        StringBuilder built = new StringBuilder();
        int literal = 0;
        int at = text.indexOf('*');
        while (at >= 0) {
            built.append(Pattern.quote(text.substring(literal, at)));
            boolean two = text.startsWith("**", at);
            built.append(two ? ".*" : "[^/]*");
            literal = at + (two ? 2 : 1);
            at = text.indexOf('*', literal);
        }
        built.append(Pattern.quote(text.substring(literal)));
        this.regex = Pattern.compile(built.toString(), Pattern.DOTALL);
    }

    /** Whether the whole name matches. */
    public boolean matches(String branch) {
        return regex.matcher(branch).matches();
    }

    /** As written in the configuration. */
    @Override
    public String toString() {
        return text;
    }
}
