package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A deployment as pages show it. Immutable. */
public final class DeploymentRow {
    private final Deployment deployment;

    @CheckForNull
    private final BuildRef build;

    private final Moment age;

    private DeploymentRow(Deployment deployment, @CheckForNull BuildRef build, Instant now) {
        this.deployment = deployment;
        this.build = build;
        this.age = Moment.since(lastMove(deployment), now);
    }

    static DeploymentRow of(LedgerView view, Deployment deployment, Instant now) {
        return of(deployment, view.buildsOfDeployment(deployment.id()), now);
    }

    /** With what builds did with it, oldest first. */
    static DeploymentRow of(Deployment deployment, List<BuildLink> builds, Instant now) {
        return new DeploymentRow(deployment, BuildRef.newest(builds), now);
    }

    static List<DeploymentRow> of(LedgerView view, List<Deployment> deployments, Instant now) {
        return deployments.stream()
                .map(deployment -> of(view, deployment, now))
                .collect(Collectors.toUnmodifiableList());
    }

    private static Instant lastMove(Deployment deployment) {
        return Stream.of(
                        deployment.failedAt(),
                        deployment.verifiedAt(),
                        deployment.completedAt(),
                        deployment.startedAt())
                .filter(instant -> instant != null)
                .findFirst()
                .orElse(deployment.createdAt());
    }

    public long getId() {
        return deployment.id();
    }

    public String getApplication() {
        return deployment.application();
    }

    public String getEnvironment() {
        return deployment.environment();
    }

    public String getVersion() {
        return deployment.version();
    }

    /** The first twelve digits; {@code null} without a repository. */
    @CheckForNull
    public String getCommit() {
        String commit = deployment.commit();
        return commit == null ? null : commit.substring(0, Math.min(12, commit.length()));
    }

    public Badge getStatus() {
        return Badge.of(deployment.status());
    }

    /** How long it has been in its status. */
    public Moment getAge() {
        return age;
    }

    public String getBy() {
        return deployment.by();
    }

    /** Why the built-in gates would not have let it in; {@code null} when they would. */
    @CheckForNull
    public String getOutOfBand() {
        return deployment.outOfBand();
    }

    /** Why it is no evidence any more; {@code null} when it still is. */
    @CheckForNull
    public String getVoided() {
        return deployment.voided();
    }

    /** The build that reported it last; {@code null} when none did. */
    @CheckForNull
    public BuildRef getBuild() {
        return build;
    }

    public String getUrl() {
        return Links.of(deployment);
    }

    /** The page of exactly this combination; others may have the same version. */
    public String getReleaseUrl() {
        return Links.release(deployment.application(), deployment.fingerprint());
    }

    public String getApplicationUrl() {
        return Links.application(deployment.application());
    }

    public String getEnvironmentUrl() {
        return Links.environment(deployment.environment());
    }
}
