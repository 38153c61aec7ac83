package io.jenkins.plugins.deploymentgates.config;

import java.io.Serializable;

/**
 * One mistake in the configuration.
 *
 * @param file the file as it was named by whoever asked to read it
 * @param line from 1; 0 when the mistake is the file itself, such as one that does not exist
 * @param column from 1, counted in characters; 0 when {@code line} is
 * @param message one line: what is wrong, the value, and what would be valid
 */
public record Problem(String file, int line, int column, String message) implements Serializable {
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
    }
}
