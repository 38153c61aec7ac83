package io.jenkins.plugins.deploymentgates.config;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One mistake in the configuration.
 *
 * @param file the file as it was named by whoever asked to read it
 * @param line from 1; 0 when the mistake is the file itself, such as one that does not exist
 * @param column from 1, counted in characters; 0 when {@code line} is
 * @param message one line: what is wrong, the value, and what would be valid
 */
public record Problem(String file, int line, int column, String message) implements Serializable {
    /** More mistakes than this are counted in a message, not listed. */
    private static final int LISTED = 100;

    /** One line for each. */
    public static String lines(List<Problem> problems) {
        String listed = problems.stream().limit(LISTED).map(Problem::toString).collect(Collectors.joining("\n"));
        return problems.size() <= LISTED
                ? listed
                : listed + "\nand " + (problems.size() - LISTED) + " more mistakes; correct these first";
    }

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}
