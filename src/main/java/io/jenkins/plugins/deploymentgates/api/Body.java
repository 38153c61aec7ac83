package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/** What the bodies of requests have in common. */
final class Body {
    private Body() {}

    /**
     * A field that must be there.
     *
     * @param example for the message
     * @throws ProblemException when it is missing or blank
     */
    static <T> T required(String field, @CheckForNull T value, String example) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new ProblemException(
                    Problem.INVALID, "the field " + field + " is missing; valid is for example " + example);
        }
        return value;
    }
}
