package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One thing a build did, as the build itself keeps it: whole without the ledger. Immutable, with plain fields only, so that
 * it can be part of a {@code build.xml}.
 */
public final class BuildEntry implements Serializable {
    private static final long serialVersionUID = 1L;

    private final BuildLink.Role role;

    @CheckForNull
    private final Long deployment;

    @CheckForNull
    private final Long promotion;

    private final String application;
    private final String environment;
    private final String version;

    @CheckForNull
    private final String commit;

    private final ArrayList<String> artifacts;
    private final String status;

    @CheckForNull
    private final String check;

    @CheckForNull
    private final Boolean passed;

    @CheckForNull
    private final String url;

    private final String by;
    private final long atMillis;

    @CheckForNull
    private final String reason;

    private BuildEntry(
            BuildLink.Role role,
            Deployment deployment,
            List<Artifact> artifacts,
            @CheckForNull String check,
            @CheckForNull Boolean passed,
            @CheckForNull String url,
            String by,
            Instant at,
            String reason) {
        this.role = role;
        this.deployment = deployment.id();
        this.promotion = deployment.promotion();
        this.application = deployment.application();
        this.environment = deployment.environment();
        this.version = deployment.version();
        this.commit = deployment.commit();
        this.artifacts = references(artifacts);
        this.status = deployment.status().name();
        this.check = check;
        this.passed = passed;
        this.url = url;
        this.by = by;
        this.atMillis = at.toEpochMilli();
        this.reason = reason;
    }

    private BuildEntry(
            Promotion promotion, @CheckForNull Deployment deployment, List<Artifact> artifacts, String by, Instant at) {
        this.role = BuildLink.Role.PROMOTED;
        this.deployment = deployment == null ? null : deployment.id();
        this.promotion = promotion.id();
        this.application = promotion.application();
        this.environment = promotion.to();
        this.version = promotion.version();
        this.commit = deployment == null ? promotion.commit() : deployment.commit();
        this.artifacts = references(artifacts);
        this.status = promotion.status().name();
        this.check = null;
        this.passed = null;
        this.url = null;
        this.by = by;
        this.atMillis = at.toEpochMilli();
        this.reason = promotion.reason();
    }

    /**
     * A deployment was reported.
     *
     * @param deployment as it stands after that
     * @param artifacts those of its release
     * @param by on whose behalf
     * @param reason why it failed; may be empty
     */
    public static BuildEntry recorded(
            Deployment deployment, List<Artifact> artifacts, String by, Instant at, String reason) {
        return new BuildEntry(BuildLink.Role.RECORDED, deployment, artifacts, null, null, null, by, at, reason);
    }

    /** A check on a deployment was reported; for the rest as {@link #recorded}. */
    public static BuildEntry verified(
            Deployment deployment,
            List<Artifact> artifacts,
            String check,
            boolean passed,
            @CheckForNull String url,
            String by,
            Instant at) {
        return new BuildEntry(BuildLink.Role.VERIFIED, deployment, artifacts, check, passed, url, by, at, "");
    }

    /**
     * A promotion was asked for, or came to an end.
     *
     * @param deployment the one it created, {@code null} while there is none
     */
    public static BuildEntry promoted(
            Promotion promotion, @CheckForNull Deployment deployment, List<Artifact> artifacts, String by, Instant at) {
        return new BuildEntry(promotion, deployment, artifacts, by, at);
    }

    private static ArrayList<String> references(List<Artifact> artifacts) {
        ArrayList<String> references = new ArrayList<>();
        artifacts.forEach(artifact -> references.add(artifact.reference()));
        return references;
    }

    /** What the build did: RECORDED, VERIFIED or PROMOTED. */
    public BuildLink.Role getRole() {
        return role;
    }

    /** The deployment; {@code null} for a promotion that created none so far. */
    @CheckForNull
    public Long getDeployment() {
        return deployment;
    }

    /** The promotion, or that which created the deployment; {@code null} when there is none. */
    @CheckForNull
    public Long getPromotion() {
        return promotion;
    }

    public String getApplication() {
        return application;
    }

    /** Where it was deployed or is to be promoted. */
    public String getEnvironment() {
        return environment;
    }

    public String getVersion() {
        return version;
    }

    /** Forty digits; {@code null} without a repository. */
    @CheckForNull
    public String getCommit() {
        return commit;
    }

    /** As {@code group:name:version} with the digest if there is one. */
    public List<String> getArtifacts() {
        return Collections.unmodifiableList(artifacts);
    }

    /** How the deployment or promotion stood then. */
    public String getStatus() {
        return status;
    }

    /** The check's name when VERIFIED. */
    @CheckForNull
    public String getCheck() {
        return check;
    }

    /** What the check said when VERIFIED. */
    @CheckForNull
    public Boolean getPassed() {
        return passed;
    }

    /** Where the check's report can be read, if that was said. */
    @CheckForNull
    public String getUrl() {
        return url;
    }

    /** On whose behalf. */
    public String getBy() {
        return by;
    }

    /** When, in milliseconds since 1970. */
    public long getAtMillis() {
        return atMillis;
    }

    /** Why it failed, or why the promotion stands as it does; may be empty. */
    public String getReason() {
        return reason == null ? "" : reason;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BuildEntry that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    /** What makes it another thing done; the instant does not, since a restart may repeat the telling. */
    private List<Object> key() {
        return Arrays.asList(
                role,
                deployment,
                promotion,
                application,
                environment,
                version,
                commit,
                artifacts,
                status,
                check,
                passed,
                url,
                by,
                reason);
    }

    @Override
    public String toString() {
        return role.word() + " " + application + " " + version + " at " + environment + ": " + status;
    }
}
