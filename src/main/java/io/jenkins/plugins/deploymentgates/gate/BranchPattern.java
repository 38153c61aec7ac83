package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Wildcards;
import java.util.regex.Pattern;

/** A pattern for branch names, with {@link Wildcards}. The whole name must match. Immutable. */
public final class BranchPattern {
    private final String text;
    private final Pattern regex;

    public BranchPattern(String text) {
        this.text = text;
        this.regex = Pattern.compile(Wildcards.regex(text));
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
