package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.promotion.FileRequest.Action;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest.Component;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is done with deployment files by processes that are killed, each under a key of its own. */
enum FileActs {
    CREATE("Create canary"),
    UPDATE("Update canary: api 1 -> 2, web 1 -> 2"),
    PROMOTE("Promote core 1.0, api 2.0 from dev to canary"),
    RESTORE("Restore qa to "),
    DELETE("Delete canary");

    /** When the files of a {@link DeploymentFilesWorld} had been set up, and nothing else was pushed yet. */
    private static final Instant SET_UP = Instant.parse("2026-03-02T08:01:30Z");

    /** How the first line of the commit begins. */
    final String subject;

    FileActs(String subject) {
        this.subject = subject;
    }

    FileResult run(World world) {
        return world.engine().files().edit(World.ANN, request());
    }

    private FileRequest request() {
        return switch (this) {
            case CREATE -> request("test", Map.of("core", forge("1"), "api", forge("1"), "web", forge("1")));
            case UPDATE -> request(null, Map.of("api", version("2"), "web", version("2")));
            case PROMOTE, DELETE, RESTORE ->
                new FileRequest(
                        "shop",
                        Action.valueOf(name()),
                        this == RESTORE ? null : "canary",
                        this == PROMOTE ? "dev" : null,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        this == PROMOTE ? List.of("core", "api") : this == RESTORE ? List.of("qa") : List.of(),
                        this == RESTORE ? SET_UP : null,
                        this == DELETE ? "canary" : null,
                        name());
        };
    }

    private FileRequest request(String tier, Map<String, Component> set) {
        return new FileRequest(
                "shop",
                Action.valueOf(name()),
                "canary",
                null,
                null,
                tier,
                new TreeMap<>(set),
                List.of(),
                List.of(),
                null,
                null,
                name());
    }

    private static Component version(String version) {
        return new Component(version, null, null);
    }

    private static Component forge(String version) {
        return new Component(version, "forge", null);
    }
}
