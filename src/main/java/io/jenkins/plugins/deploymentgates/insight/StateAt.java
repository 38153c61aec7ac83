package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings.Mechanic;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was where at an instant, and the commands that reproduce it. Applications and environments that the configuration
 * does not hold any more are told too, after the others.
 */
public record StateAt(Instant at, List<OfApplication> applications) {
    public StateAt {
        applications = List.copyOf(applications);
    }

    /**
     * One application.
     *
     * @param rollBack commands that put the environments back now, through the gates' own rollback; for those where
     *     another release is by now and the one of then was good
     * @param setBranches commands of Git that put the environments' branches back where they were, each only if the
     *     branch is where this ledger last put it; empty without a repository or when nothing moved
     * @param restore commands that give the deployment files back what they said then, as a new commit; for an
     *     application that has such files
     * @param record commands that record the same state into an empty ledger
     */
    public record OfApplication(
            String application,
            List<Place> places,
            List<String> rollBack,
            List<String> setBranches,
            List<String> restore,
            List<String> record) {
        public OfApplication {
            places = List.copyOf(places);
            rollBack = List.copyOf(rollBack);
            setBranches = List.copyOf(setBranches);
            restore = List.copyOf(restore);
            record = List.copyOf(record);
        }
    }

    /**
     * One environment.
     *
     * @param deployment as it is known today
     * @param statusThen its status at the instant
     * @param artifacts what the release was made of
     * @param current whether the same release at the same commit is there today
     */
    public record Place(
            String environment,
            Deployment deployment,
            DeploymentStatus statusThen,
            List<Artifact> artifacts,
            boolean current) {
        public Place {
            artifacts = List.copyOf(artifacts);
        }
    }

    /**
     * Reads the state.
     *
     * @param application the one to show, or {@code null} for all
     * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when there is no such application
     */
    public static StateAt read(
            LedgerView view, Configuration configuration, Instant instant, @CheckForNull String application) {
        if (application != null) {
            configuration.application(application);
        }
        Map<String, Map<String, Deployment>> found = new LinkedHashMap<>();
        configuration.applications().keySet().forEach(name -> found.put(name, new LinkedHashMap<>()));
        for (Deployment deployment : view.deploymentsAt(instant, application)) {
            found.computeIfAbsent(deployment.application(), name -> new LinkedHashMap<>())
                    .put(deployment.environment(), deployment);
        }
        List<OfApplication> applications = new ArrayList<>();
        found.forEach((name, deployments) -> {
            if (!deployments.isEmpty()) {
                applications.add(ofApplication(view, configuration, instant, name, deployments));
            }
        });
        return new StateAt(instant, applications);
    }

    /** The same without the applications that whoever asks may not see. */
    public StateAt onlyOf(Predicate<String> sees) {
        return new StateAt(
                at,
                applications.stream()
                        .filter(one -> sees.test(one.application()))
                        .toList());
    }

    /** Whether the environments' branches are at the commits that are recorded. */
    private static boolean isMovedTo(@CheckForNull GitSettings git) {
        return git != null && (git.mechanic() == Mechanic.FAST_FORWARD || git.mechanic() == Mechanic.NONE);
    }

    private static OfApplication ofApplication(
            LedgerView view,
            Configuration configuration,
            Instant instant,
            String name,
            Map<String, Deployment> deployments) {
        Application application = configuration.applications().get(name);
        List<Place> places = new ArrayList<>();
        List<String> rollBack = new ArrayList<>();
        List<String> setBranches = new ArrayList<>();
        List<String> record = new ArrayList<>();
        for (Deployment deployment : inPipelineOrder(application, deployments)) {
            Deployment today = view.current(name, deployment.environment()).orElse(deployment);
            boolean current = today.fingerprint().equals(deployment.fingerprint())
                    && Optional.ofNullable(today.commit()).equals(Optional.ofNullable(deployment.commit()));
            DeploymentStatus statusThen = statusAt(deployment, instant);
            List<Artifact> artifacts = view.release(deployment.fingerprint())
                    .map(release -> release.artifacts())
                    .orElse(List.of());
            places.add(new Place(deployment.environment(), deployment, statusThen, artifacts, current));
            record.addAll(recordCommands(view, instant, deployment, statusThen, artifacts));
            boolean known = application != null && application.pipeline().containsKey(deployment.environment());
            if (current || !known) {
                continue;
            }
            if (deployment.verifiedAt() != null && deployment.status() != DeploymentStatus.FAILED) {
                rollBack.add(ShellWords.line(
                        "deployment-gates", "rollback", name, deployment.environment(), "--to", deployment.version()));
            }
            if (isMovedTo(application.git()) && deployment.commit() != null && today.commit() != null) {
                String ref = "refs/heads/"
                        + configuration.environment(deployment.environment()).branch();
                setBranches.add(ShellWords.line(
                        "git",
                        "-C",
                        name + ".git",
                        "push",
                        "--force-with-lease=" + ref + ":" + today.commit(),
                        "origin",
                        deployment.commit() + ":" + ref));
            }
        }
        if (!setBranches.isEmpty()) {
            setBranches.add(
                    0,
                    ShellWords.line(
                            "git",
                            "clone",
                            "--bare",
                            GitRepositories.shown(application.git().repository()),
                            name + ".git"));
        }
        return new OfApplication(name, places, rollBack, setBranches, restore(application, instant), record);
    }

    private static List<String> restore(@CheckForNull Application application, Instant instant) {
        boolean files = application != null
                && application.git() != null
                && application.git().deploymentFiles() != null;
        return files
                ? List.of(ShellWords.line(
                        "deployment-gates", "files", "restore", application.name(), "--at", instant.toString()))
                : List.of();
    }

    private static List<Deployment> inPipelineOrder(
            @CheckForNull Application application, Map<String, Deployment> deployments) {
        Map<String, Deployment> left = new LinkedHashMap<>(deployments);
        List<Deployment> sorted = new ArrayList<>();
        if (application != null) {
            for (String environment : application.pipeline().keySet()) {
                Deployment deployment = left.remove(environment);
                if (deployment != null) {
                    sorted.add(deployment);
                }
            }
        }
        sorted.addAll(left.values());
        return sorted;
    }

    /** The status a deployment had at an instant not before its creation. */
    static DeploymentStatus statusAt(Deployment deployment, Instant instant) {
        if (reached(deployment.failedAt(), instant)) {
            return DeploymentStatus.FAILED;
        }
        if (reached(deployment.verifiedAt(), instant)) {
            return DeploymentStatus.VERIFIED;
        }
        if (reached(deployment.completedAt(), instant)) {
            return DeploymentStatus.COMPLETED;
        }
        return reached(deployment.startedAt(), instant) ? DeploymentStatus.STARTED : DeploymentStatus.CREATED;
    }

    private static boolean reached(@CheckForNull Instant moved, Instant instant) {
        return moved != null && !moved.isAfter(instant);
    }

    /**
     * A deployment that nobody had begun yet is recorded as STARTED, the earliest status {@code record} knows. One that
     * failed after it was completed is completed first and then fails, as it did.
     */
    private static List<String> recordCommands(
            LedgerView view,
            Instant instant,
            Deployment deployment,
            DeploymentStatus statusThen,
            List<Artifact> artifacts) {
        List<String> commands = new ArrayList<>();
        boolean completed = reached(deployment.completedAt(), instant);
        boolean failed = statusThen == DeploymentStatus.FAILED;
        DeploymentStatus first =
                completed ? DeploymentStatus.COMPLETED : failed ? DeploymentStatus.FAILED : DeploymentStatus.STARTED;
        commands.add(recordCommand(deployment, first, artifacts));
        if (!completed) {
            return commands;
        }
        boolean failedByCheck = false;
        for (Verification verification : view.verifications(deployment.id())) {
            if (verification.at().isAfter(instant)) {
                break;
            }
            failedByCheck |= !verification.passed();
            List<String> words = new ArrayList<>(List.of(
                    "deployment-gates",
                    "verify",
                    deployment.application(),
                    deployment.environment(),
                    verification.check(),
                    verification.passed() ? "--passed" : "--failed"));
            if (verification.url() != null) {
                words.addAll(List.of("--url", verification.url()));
            }
            commands.add(ShellWords.line(words));
        }
        if (failed && !failedByCheck) {
            commands.add(recordCommand(deployment, DeploymentStatus.FAILED, artifacts));
        }
        return commands;
    }

    private static String recordCommand(Deployment deployment, DeploymentStatus status, List<Artifact> artifacts) {
        List<String> words = new ArrayList<>(List.of(
                "deployment-gates",
                "record",
                deployment.application(),
                deployment.environment(),
                deployment.version()));
        artifacts.forEach(artifact -> words.addAll(List.of("--artifact", artifact.reference())));
        if (deployment.commit() != null) {
            words.addAll(List.of("--commit", deployment.commit()));
        }
        words.addAll(List.of("--status", status.name()));
        return ShellWords.line(words);
    }
}
