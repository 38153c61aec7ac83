package io.jenkins.plugins.deploymentgates.cli.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the configuration again when its files changed. One with mistakes is told of once, and the one before stays in force.
 * Used by one thread at a time.
 */
final class ConfigurationWatch {
    private final ServeHost host;
    private Set<String> seen;

    ConfigurationWatch(ServeHost host) {
        this.host = host;
        this.seen = files(host.path());
    }

    /**
     * Reads it if it changed since the last look.
     *
     * @return whether it did
     * @throws io.jenkins.plugins.deploymentgates.config.ConfigurationException when it has mistakes
     */
    boolean readIfChanged() {
        Set<String> now = files(host.path());
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        host.reloadConfiguration();
        return true;
    }

    /** Each file with its length and time. */
    private static Set<String> files(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            Set<String> found = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return found;
        } catch (IOException | UncheckedIOException e) {
            // A file that is just being replaced; it is looked at again.
            return Set.of();
        }
    }
}
