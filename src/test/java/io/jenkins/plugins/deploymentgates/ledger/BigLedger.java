package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * Ledgers with a long history, for benchmarks: 200 applications in 20 environments, deployed in turn. The events are
 * chained and the tables derived as in any ledger; only the commits are fewer. Made once and kept below {@code target}.
 */
public final class BigLedger {
    public static final int APPLICATIONS = 200;
    public static final int ENVIRONMENTS = 20;

    private static final Instant T0 = Instant.parse("2025-01-01T00:00:00Z");

    private BigLedger() {}

    public static String application(int number) {
        return "application-" + number;
    }

    public static String environment(int number) {
        return "environment-" + number;
    }

    /** A ledger with so many deployments; the newest round of each application is verified. */
    public static Path of(int deployments) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "benchmarks"));
        Path file = folder.resolve("ledger-" + deployments + ".db");
        if (!Files.exists(file)) {
            Path part = folder.resolve("part-" + deployments + ".db");
            Files.deleteIfExists(part);
            fill(part, deployments);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void fill(Path file, int deployments) {
        try (Sql sql = Ledgers.openToMaintain(LedgerAddress.of(file.toString()))) {
            for (int from = 0; from < deployments; from += 10_000) {
                int first = from;
                sql.writing(() -> {
                    Filler filler = new Filler(sql);
                    for (int id = first; id < Math.min(deployments, first + 10_000); id++) {
                        filler.deploy(id, deployments);
                    }
                    return null;
                });
            }
        }
    }

    /** Appends within one transaction. */
    private static final class Filler {
        private final Sql sql;
        private final Chain chain;
        private final Projection projection;

        Filler(Sql sql) {
            this.sql = sql;
            chain = Chain.end(sql);
            projection = new Projection(sql);
        }

        void deploy(int number, int deployments) {
            int environment = number % ENVIRONMENTS;
            int application = number / ENVIRONMENTS % APPLICATIONS;
            int round = number / ENVIRONMENTS / APPLICATIONS;
            long id = number + 1L;
            String name = application(application);
            String version = "1." + round;
            Instant at = T0.plusSeconds(30L * number);
            Release release = Release.of(
                    name, version, List.of(Artifact.parse("com.acme:" + name + ":" + version)), "c" + round, null);
            if (environment == 0) {
                append(at, new Event.ReleaseRecorded(release));
            }
            append(
                    at,
                    new Event.DeploymentCreated(
                            id,
                            name,
                            environment(environment),
                            release.fingerprint(),
                            version,
                            "c" + round,
                            Deployment.Cause.RECORD,
                            null,
                            null));
            if (number >= deployments - APPLICATIONS * ENVIRONMENTS) {
                move(at.plusSeconds(1), id, name, environment, DeploymentStatus.CREATED, DeploymentStatus.COMPLETED);
                move(at.plusSeconds(2), id, name, environment, DeploymentStatus.COMPLETED, DeploymentStatus.VERIFIED);
            }
        }

        private void move(
                Instant at, long id, String application, int environment, DeploymentStatus from, DeploymentStatus to) {
            append(at, new Event.DeploymentMoved(id, application, environment(environment), from, to, ""));
        }

        private void append(Instant at, Event event) {
            EventRow row = chain.next(at, "ci", null, event);
            SqlTransaction.insert(sql, row);
            projection.apply(event, Projection.Context.of(row));
        }
    }
}
