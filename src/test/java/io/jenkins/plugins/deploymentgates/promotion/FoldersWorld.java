package io.jenkins.plugins.deploymentgates.promotion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A {@link World} that promotes by copying folders; one of its environments gets zip releases. */
final class FoldersWorld {
    /** Nothing to verify, so a completed deployment counts. */
    static final String LINE =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  mechanic: folders
                  folders:
                    paths: [apps]
                    targets:
                      dev: {repository: ORIGIN-dev}
                      qa: {repository: ORIGIN-qa}
                      archive: {zip: ORIGIN-archive}
                      prod-eu: {repository: ORIGIN-prod-eu}
                      prod-us: {repository: ORIGIN-prod-us}
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  archive: {after: [qa]}
                  prod-eu: {after: [qa]}
                  prod-us: {after: [qa]}
            environments:
              prod-eu: {tier: production}
              prod-us: {tier: production}
            """;

    static final List<String> ENVIRONMENTS = List.of("dev", "qa", "archive", "prod-eu", "prod-us");

    private static final String ARCHIVE = "archive";

    private FoldersWorld() {}

    /** Makes a world in an empty folder. Each target has a commit of its own. */
    static World create(Path folder) {
        World world = World.create(folder, LINE);
        // For processes of their own.
        write(folder.resolve("gates.yaml"));
        for (String environment : ENVIRONMENTS) {
            if (environment.equals(ARCHIVE)) {
                make(archive(folder));
            } else {
                Origin.create(place(folder, environment));
            }
        }
        return world;
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, LINE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static World reopen(Path folder, Progress progress) {
        return World.reopen(folder, LINE, progress);
    }

    private static Path place(Path folder, String environment) {
        return folder.resolve("deploy.git-" + environment);
    }

    /** The repository of an environment. */
    static Origin target(World world, String environment) {
        return Origin.at(place(world.folder(), environment));
    }

    /** Where zip releases go. */
    static Path archive(Path folder) {
        return place(folder, ARCHIVE);
    }

    /** The names of all files among the zip releases, sorted. */
    static List<String> archived(World world) {
        try (var files = Files.list(archive(world.folder()))) {
            return new ArrayList<>(
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits a version to the source; each brings a file and changes another. */
    static String commit(World world, String version) {
        return world.origin()
                .commit(
                        "main",
                        "Shop " + version,
                        Map.of("apps/web.yaml", "version: " + version + "\n", "apps/" + version + ".yaml", "new\n"));
    }

    /** Brings what is on {@code main} into environments, delivered. */
    static void carry(World world, String... environments) {
        for (String environment : environments) {
            world.promote(environment);
            world.deliver(environment);
        }
    }
}
