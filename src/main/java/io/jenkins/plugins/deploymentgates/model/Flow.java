package io.jenkins.plugins.deploymentgates.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The way of one artifact through one pipeline of an application: a deployment for each environment, planned when the
 * flow begins. It keeps the stages and checks it began with, whatever the configuration says later. Immutable.
 *
 * @param id small integer in order of creation
 * @param artifact which recorded artifact
 * @param pipeline the name of the pipeline
 * @param configuration the checksum of the configuration it began with
 * @param fingerprint the release that is the artifact alone
 * @param version the artifact's version, which is the release's label
 * @param stages upstream before downstream
 */
public record Flow(
        long id,
        long artifact,
        String application,
        String pipeline,
        String configuration,
        String fingerprint,
        String version,
        List<Stage> stages,
        String by,
        Instant at) {
    public Flow {
        stages = List.copyOf(stages);
    }

    /**
     * One environment of the flow.
     *
     * @param deployment the deployment that is planned for it
     * @param after the environments of the flow directly upstream
     * @param checks all that must pass there
     */
    public record Stage(long deployment, String environment, List<String> after, List<Check> checks) {
        public Stage {
            after = List.copyOf(after);
            checks = List.copyOf(checks);
        }

        /** The names of the checks. */
        public List<String> checkNames() {
            return checks.stream().map(Check::name).toList();
        }

        /** The check of a name, if the stage has it. */
        public Optional<Check> check(String name) {
            return checks.stream().filter(check -> check.name().equals(name)).findFirst();
        }
    }

    /**
     * A check of a deployment, which has not reported yet or has.
     *
     * @param id small integer in order of creation
     */
    public record Check(long id, String name) {}

    /** How a flow stands. */
    public enum Status {
        /** There is something to do yet. */
        RUNNING,
        /** Every deployment is VERIFIED. */
        SUCCESS,
        /** A deployment failed; those after it are not begun any more. */
        FAILED;

        /** The status of a flow with these deployments. */
        public static Status of(Collection<DeploymentStatus> deployments) {
            if (deployments.contains(DeploymentStatus.FAILED)) {
                return FAILED;
            }
            return deployments.stream().allMatch(DeploymentStatus.VERIFIED::equals) ? SUCCESS : RUNNING;
        }
    }

    /**
     * The stage of one of its deployments.
     *
     * @throws IllegalArgumentException when the deployment is not of this flow
     */
    public Stage stageOf(long deployment) {
        return stages.stream()
                .filter(stage -> stage.deployment() == deployment)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("flow " + id + " has no deployment " + deployment));
    }

    /** The stages directly upstream of one. */
    public List<Stage> before(Stage stage) {
        return stages.stream()
                .filter(other -> stage.after().contains(other.environment()))
                .toList();
    }

    /** The stages directly downstream of one. */
    public List<Stage> behind(Stage stage) {
        return stages.stream()
                .filter(other -> other.after().contains(stage.environment()))
                .toList();
    }

    /** For messages: {@code flow 3 (shop 1.4.2)}. */
    public String label() {
        return "flow " + id + " (" + application + " " + version + ")";
    }
}
