package io.jenkins.plugins.deploymentgates.promotion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A world that is closed, made once and copied for each process that is killed in it. Not thread-safe. */
final class PreparedPlace {
    private final Path parent;
    private final Consumer<Path> making;
    private Path made;

    /**
     * @param parent where it is made, when it is first asked for
     * @param making makes a world in an empty folder, and closes it
     */
    PreparedPlace(Path parent, Consumer<Path> making) {
        this.parent = parent;
        this.making = making;
    }

    /** Copies it into a folder that is there and empty. */
    void copyTo(Path place) {
        try {
            if (made == null) {
                made = Files.createTempDirectory(parent, "prepared");
                making.accept(made);
            }
            List<Path> files;
            try (Stream<Path> found = Files.walk(made)) {
                files = found.filter(file -> !file.equals(made)).toList();
            }
            for (Path file : files) {
                Files.copy(file, place.resolve(made.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
