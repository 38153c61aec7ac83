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
 * Ledgers with a long history, for benchmarks: 200 applications in 20 environments unless said otherwise, deployed in turn. The events are
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
        return of("" + deployments, APPLICATIONS, ENVIRONMENTS, deployments);
    }

    /** A ledger in which each of so many applications was deployed once into each of so many environments. */
    public static Path wide(int applications, int environments) throws IOException {
        return of(applications + "x" + environments, applications, environments, applications * environments);
    }

    private static Path of(String name, int applications, int environments, int deployments) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "benchmarks"));
        Path file = folder.resolve("ledger-" + name + ".db");
        if (!Files.exists(file)) {
            Path part = folder.resolve("part-" + name + ".db");
            Files.deleteIfExists(part);
            fill(part, applications, environments, deployments);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static void fill(Path file, int applications, int environments, int deployments) {
        try (Sql sql = Ledgers.openToMaintain(LedgerAddress.of(file.toString()))) {
            for (int from = 0; from < deployments; from += 10_000) {
                int first = from;
                sql.writing(() -> {
                    Filler filler = new Filler(sql, applications, environments);
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

        private final int applications;
        private final int environments;

        Filler(Sql sql, int applications, int environments) {
            this.sql = sql;
            this.applications = applications;
            this.environments = environments;
            chain = Chain.end(sql);
            projection = new Projection(sql);
        }

        void deploy(int number, int deployments) {
            int environment = number % environments;
            int application = number / environments % applications;
            int round = number / environments / applications;
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
            if (number >= deployments - applications * environments) {
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
