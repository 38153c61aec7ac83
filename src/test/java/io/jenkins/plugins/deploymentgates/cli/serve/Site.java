package io.jenkins.plugins.deploymentgates.cli.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A server whose ledger has something of everything, for the tests of the pages: {@code shop} with a Git repository in all states of
 * a pipeline with two regions, and others beside it. The same each time, ids and instants included.
 */
final class Site implements AutoCloseable {
    /** When everything has happened: the server's time, and that of the browsers that look. */
    static final Instant NOW = Instant.parse("2026-03-05T15:00:00Z");

    static final String YAML =
            """
            applications:
              shop:
                description: Web shop
                folder: retail
                artifacts: [com.acme:shop-api, com.acme:shop-web]
                git:
                  repository: ORIGIN
                  environmentPaths: ["variants/{environment}/**"]
                verifications: [smoke]
                pipeline:
                  dev: {}
                  qa: {after: [dev]}
                  staging-eu: {after: [qa]}
                  prod-eu: {after: [staging-eu]}
                  prod-us: {after: [staging-eu]}
              billing:
                folder: finance
                artifacts: [com.acme:billing]
                verifications: [smoke]
                pipeline: {dev: {}, qa: {after: [dev]}, prod-eu: {after: [qa]}}
              catalogue:
                folder: retail
                artifacts: [com.acme:catalogue]
                verifications: [smoke]
                pipeline: {dev: {}, qa: {after: [dev]}, staging-eu: {after: [qa]}, prod-eu: {after: [staging-eu]}}
              search:
                artifacts: [com.acme:search]
                pipeline: {dev: {}, qa: {after: [dev]}, prod-eu: {after: [qa]}, prod-us: {after: [qa]}}
              vault:
                artifacts: [com.acme:vault]
                pipeline: {qa: {}, prod-eu: {after: [qa]}}
            environments:
              dev: {tier: development}
              qa: {tier: test}
              staging-eu: {tier: staging}
              prod-eu:
                tier: production
                gates:
                  - approvals: {count: 1, from: [release-managers]}
              prod-us:
                tier: production
            groups:
              release-managers: [bob, cat]
            """;

    final Served served;
    final World world;

    private Site(Served served) {
        this.served = served;
        this.world = served.world;
    }

    /** One in which nothing has happened yet. */
    static Site empty(Path folder, String yaml) throws IOException {
        return new Site(new Served(folder, yaml));
    }

    /** One with something of everything. */
    static Site seeded(Path folder) throws IOException {
        return seeded(folder, "");
    }

    /** The same with more configuration. */
    static Site seeded(Path folder, String more) throws IOException {
        Site site = empty(folder, YAML + more);
        site.fill();
        site.world.clock().set(NOW);
        return site;
    }

    private void fill() {
        world.carry("1.4.0", "dev", "qa", "staging-eu", "prod-us");
        approve("1.4.0");
        world.deliver("prod-eu");
        world.verify("prod-eu");
        later(Duration.ofHours(20));
        record("billing", "dev", "2026.9", DeploymentStatus.COMPLETED);
        check("billing", "dev", true);
        record("billing", "qa", "2026.9", DeploymentStatus.COMPLETED);
        check("billing", "qa", false);
        record("billing", "prod-eu", "2026.8", DeploymentStatus.COMPLETED);
        later(Duration.ofHours(3));
        record("catalogue", "dev", "7.1", DeploymentStatus.STARTED);
        record("catalogue", "qa", "7.0", DeploymentStatus.COMPLETED);
        record("search", "dev", "3.2.0-rc.1", DeploymentStatus.COMPLETED);
        record("search", "qa", "3.1.9", DeploymentStatus.COMPLETED);
        later(Duration.ofHours(2));
        world.carry("1.4.1", "dev", "qa", "staging-eu");
        world.promote("prod-eu");
        later(Duration.ofHours(5));
        world.carry("1.5.0", "dev", "qa");
        world.commit("1.6.0");
        world.enter("dev", "1.6.0");
        // Somebody moves a branch past the gates.
        world.origin().set("prod-us", world.origin().head("dev"));
        world.engine().drifts().record(World.ANN);
        later(Duration.ofHours(1));
        world.engine().holds().hold(World.BOB, "prod-us", "Freight season: nothing moves until Monday");
    }

    private void approve(String version) {
        world.promote("prod-eu");
        long waiting = world.read(view -> view.openPromotions("shop")).get(0).id();
        world.engine().promotions().approve(World.BOB, waiting, version + " looks good");
    }

    void later(Duration duration) {
        world.clock().advance(duration);
    }

    /** Reports a deployment of an application without a repository. */
    void record(String application, String environment, String version, DeploymentStatus status) {
        world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(application, environment, version, List.of(), null, status, "", null));
    }

    /** Reports what a smoke test said. */
    void check(String application, String environment, boolean passed) {
        world.engine()
                .recordings()
                .verify(World.ANN, new VerifyRequest(application, environment, "smoke", passed, null, null));
    }

    Site start() {
        served.start(Served.MANY);
        return this;
    }

    /** A token for all applications. */
    String token(String name, Role role) {
        return served.token(name, role);
    }

    String address() {
        return served.address().toString();
    }

    /** Does something over HTTP, as another client would, so that those who listen hear of it. */
    void post(String path, Object body) throws IOException, InterruptedException {
        HttpResponse<String> answer = served.send(served.get("/api" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new ObjectMapper().writeValueAsString(body))));
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        served.close();
    }
}
