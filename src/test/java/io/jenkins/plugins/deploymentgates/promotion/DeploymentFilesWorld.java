package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A world whose origin has a file a deployment, and a repository that components come from. */
final class DeploymentFilesWorld {
    static final String YAML =
            """
            applications:
              shop:
                combination: COMBINATION
                git:
                  repository: ORIGIN
                  mechanic: deployment-files
                  deploymentFiles:
                    deployments: {prod: shop-prod}
                    committer: Deployments <deployments@example.com>
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  prod: {after: [qa]}
            environments:
              dev: {tier: development}
              prod: {tier: production}
            """;

    private final Path place;
    private String yaml;
    private World world;

    private DeploymentFilesWorld(Path place, String yaml) {
        this.place = place;
        this.yaml = yaml;
        this.world = World.create(place, yaml);
    }

    static DeploymentFilesWorld create(Path place, String combination) {
        return create(place, YAML.replace("COMBINATION", combination), "deployments.yaml");
    }

    /** One whose tiers and folders are named by another file. */
    static DeploymentFilesWorld create(Path place, String yaml, String layoutFile) {
        DeploymentFilesWorld made = new DeploymentFilesWorld(place, yaml);
        made.write(
                "Set up",
                Map.of(
                        layoutFile,
                        "tiers: [development, test, production]\nsearchPaths: [deployments]\n",
                        "deployments/dev.yaml",
                        file("development", "1.0", "api", "2.0", "web", "3.0"),
                        "deployments/qa.yaml",
                        file("test", "0.9", "api", "1.9", "web", "2.9"),
                        "deployments/shop-prod.yaml",
                        file("production", "0.8", "api", "1.8", "web", "2.8")));
        return made;
    }

    /** A file with a comment on each line; modules are given as name and version. */
    static String file(String tier, String core, String... modules) {
        StringBuilder text = new StringBuilder("# who to call: ops\ntier: " + tier
                + " # of " + tier + "\ncore:\n  source: forge.example.com/shop\n  version: " + core
                + " # core\n  type: forge\nmodules:\n");
        for (int i = 0; i < modules.length; i += 2) {
            text.append("  - ")
                    .append(modules[i])
                    .append(": {version: ")
                    .append(modules[i + 1])
                    .append(", type: forge} # ")
                    .append(modules[i])
                    .append("\n");
        }
        return text.toString();
    }

    World world() {
        return world;
    }

    /** Opens it again, as another process would. */
    void reopen(Progress progress) {
        world.close();
        world = World.reopen(place, yaml, progress);
    }

    /** Opens it again with another configuration. */
    void configure(String other) {
        yaml = other;
        reopen(Progress.NONE);
    }

    String write(String message, Map<String, String> files) {
        return world.origin().commit("main", message, new LinkedHashMap<>(files));
    }

    /** What the deployment's file says now. */
    String read(String name) {
        return world.origin().file("main", "deployments/" + name + ".yaml");
    }

    /** Writes the file of dev, and records, delivers and verifies what it says. */
    void dev(String core, String... modules) {
        write("Build " + core, Map.of("deployments/dev.yaml", file("development", core, modules)));
        world.promote("dev");
        world.deliver("dev");
        world.verify("dev");
    }

    /** Promotes everything and has it verified. */
    PromotionResult on(String environment, String... parts) {
        PromotionResult result = promote(environment, parts);
        world.deliver(environment);
        world.verify(environment);
        return result;
    }

    PromotionResult promote(String environment, String... parts) {
        return world.engine()
                .promotions()
                .promote(
                        World.ANN,
                        new PromoteRequest(
                                "shop",
                                environment,
                                null,
                                null,
                                List.of(),
                                false,
                                false,
                                null,
                                List.of(parts),
                                null,
                                null,
                                null));
    }

    RecordResult record(String environment, String version, DeploymentStatus status) {
        return world.engine()
                .recordings()
                .record(World.ANN, new RecordRequest("shop", environment, version, List.of(), null, status, "", null));
    }
}
