package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.config.Shape.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folders of DeployDB's configuration directory, and what is in a file of each; the file's name is the thing's. */
enum DeployDbFolder {
    SERVICES("services", "service", DeployDbLayout.SERVICE),
    PIPELINES("pipelines", "pipeline", DeployDbLayout.PIPELINE),
    ENVIRONMENTS("environments", "environment", DeployDbLayout.ENVIRONMENT),
    PROMOTIONS("promotions", "promotion", DeployDbLayout.PROMOTION),
    WEBHOOK("webhook", "webhook", DeployDbLayout.WEBHOOK);

    private final String folder;
    private final String thing;
    private final Fields shape;

    DeployDbFolder(String folder, String thing, Fields shape) {
        this.folder = folder;
        this.thing = thing;
        this.shape = shape;
    }

    /** Its name in the directory. */
    String folder() {
        return folder;
    }

    /** What one of its files describes, for messages. */
    String thing() {
        return thing;
    }

    Fields shape() {
        return shape;
    }

    /**
     * Its files in the order of their names; none when the directory has no such folder.
     *
     * @param yaml which files count
     */
    List<Path> files(Path directory, Predicate<Path> yaml) throws IOException {
        Path own = directory.resolve(folder);
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(own)) {
            return entries.filter(yaml)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        }
    }
}
