package io.jenkins.plugins.deploymentgates.insight;

/** Texts of others on one line, without what could paint over what is around them. Stateless. */
final class Visible {
    private Visible() {}

    /** Ends of lines become blanks; control characters and those that turn the direction of writing become visible. */
    static String line(String text) {
        return text.strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll("[\\p{Cc}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "\uFFFD");
    }

    /** The same of several lines. */
    static String lines(String text) {
        StringBuilder all = new StringBuilder();
        text.lines().forEach(one -> all.append(one.isBlank() ? "" : one.substring(0, indent(one)) + line(one))
                .append('\n'));
        return all.toString();
    }

    private static int indent(String text) {
        int indent = 0;
        while (indent < text.length() && text.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
