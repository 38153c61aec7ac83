package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;

/** A {@link World} with an application of two repositories, and an environment repository. */
final class ReleaseFileWorld implements AutoCloseable {
    static final String YAML =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  mechanic: release-file
                  releaseFile:
                    repository: ORIGIN-environments
                    committer: Deployments <deployments@example.com>
                    commitLink: https://git.example.com/shop/commit/{commit}
                    tickets: "[A-Z]+-[0-9]+"
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {}
                  prod: {after: [qa]}
                  prod-us: {after: [qa]}
            environments:
              dev: {tier: development}
              prod: {tier: production}
              prod-us: {tier: production}
            """;

    static final List<String> ENVIRONMENTS = List.of("dev", "qa", "prod", "prod-us");

    private final Path place;
    private final Origin api;
    private final Origin environments;
    private final String yaml;
    private World world;

    private ReleaseFileWorld(Path place, String yaml, World world, Origin api, Origin environments) {
        this.place = place;
        this.yaml = yaml;
        this.world = world;
        this.api = api;
        this.environments = environments;
    }

    /** Every environment's file says {@code WIP} and names two repositories. */
    static ReleaseFileWorld create(Path place) {
        return create(place, YAML);
    }

    static ReleaseFileWorld create(Path place, String yaml) {
        World world = World.create(place, yaml);
        Origin api = Origin.create(place.resolve("api.git"));
        Origin environments = Origin.create(place.resolve("deploy.git-environments"));
        ReleaseFileWorld made = new ReleaseFileWorld(place, yaml, world, api, environments);
        ENVIRONMENTS.forEach(name -> made.write(name, made.content("WIP", name)));
        return made;
    }

    /** As another process finds it. */
    static ReleaseFileWorld reopen(Path place, Progress progress) {
        return new ReleaseFileWorld(
                place,
                YAML,
                World.reopen(place, YAML, progress),
                Origin.at(place.resolve("api.git")),
                Origin.at(place.resolve("deploy.git-environments")));
    }

    String content(String version, String environment) {
        return "# What is at " + environment + "\nversion: " + version + " # changed by promotions\napplication: "
                + place.resolve("deploy.git") + "\nsubRepositories:\n- " + place.resolve("api.git")
                + "\nreplicas: 3\n";
    }

    /** Somebody pushes another file to an environment's branch. */
    String write(String environment, String content) {
        return environments.commit(branch(environment), "By hand", Map.of("release.yaml", content));
    }

    static String branch(String environment) {
        return "environment/" + environment;
    }

    String file(String environment) {
        return environments.file(branch(environment), "release.yaml");
    }

    World world() {
        return world;
    }

    Origin shop() {
        return world.origin();
    }

    Origin api() {
        return api;
    }

    Origin environments() {
        return environments;
    }

    /** Goes on as another process would. */
    void open(Progress progress) {
        world.close();
        world = World.reopen(place, yaml, progress);
    }

    /** Promotes to the test environment and verifies it there. */
    PromotionResult toQa(String version) {
        PromotionResult result = world.enter("qa", version);
        deliver("qa");
        return result;
    }

    PromotionResult toProd(String version) {
        toQa(version);
        PromotionResult result = world.promote("prod");
        deliver("prod");
        return result;
    }

    void deliver(String environment) {
        if (world.current(environment).status() == io.jenkins.plugins.deploymentgates.model.DeploymentStatus.CREATED) {
            world.deliver(environment);
            world.verify(environment);
        }
    }

    static boolean promoted(PromotionResult result) {
        return result.promotion().status() == PromotionStatus.PROMOTED;
    }

    /** Tag to the commit it is at. */
    static Map<String, String> tags(Origin origin) {
        try (Repository repository = repository(origin)) {
            Map<String, String> tags = new TreeMap<>();
            for (var ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                ObjectId peeled = repository.getRefDatabase().peel(ref).getPeeledObjectId();
                tags.put(
                        ref.getName().substring(Constants.R_TAGS.length()),
                        (peeled == null ? ref.getObjectId() : peeled).name());
            }
            return tags;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody sets a tag, whatever it was. */
    static void tag(Origin origin, String name, String commit) {
        try (Repository repository = repository(origin)) {
            RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
            update.setNewObjectId(ObjectId.fromString(commit));
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Repository repository(Origin origin) throws IOException {
        return new RepositoryBuilder().setGitDir(origin.folder().toFile()).build();
    }

    @Override
    public void close() {
        world.close();
    }
}
