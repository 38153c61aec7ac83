package io.jenkins.plugins.deploymentgates.config;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Collects the mistakes of one file. Not thread-safe; used while reading it. */
final class Problems {
    private final String file;
    private final List<Problem> all = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    Place place(Node node) {
        return Place.of(file, node.getStartMark());
    }

    /**
     * Adds one.
     *
     * @param path the keys that lead there, such as {@code applications.shop}; empty at the top
     */
    void add(Node node, String path, String message) {
        add(place(node), path, message);
    }

    void add(Place place, String path, String message) {
        all.add(place.problem(path.isEmpty() ? message : path + ": " + message));
    }

    void add(Problem problem) {
        all.add(problem);
    }

    List<Problem> all() {
        return List.copyOf(all);
    }
}
