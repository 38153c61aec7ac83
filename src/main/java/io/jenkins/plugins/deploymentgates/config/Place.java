package io.jenkins.plugins.deploymentgates.config;

import org.yaml.snakeyaml.error.Mark;

/** Where something stands in a file; line and column from 1. */
record Place(String file, int line, int column) {

    static Place of(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    Problem problem(String message) {
        return new Problem(file, line, column, message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
