package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One thing a build did, for its pages and the remote API, out of the build alone. Immutable. */
@ExportedBean(defaultVisibility = 3)
public final class BuildDeed {
    private final BuildEntry entry;
    private final Moment moment;

    BuildDeed(Kept kept, Instant now) {
        this.entry = kept.entry;
        this.moment = Moment.since(Instant.ofEpochMilli(entry.getAtMillis()), now);
    }

    /** {@code recorded}, {@code verified} or {@code promoted}. */
    @Exported
    public String getWhat() {
        return entry.getRole().word();
    }

    @Exported
    public String getApplication() {
        return entry.getApplication();
    }

    @Exported
    public String getEnvironment() {
        return entry.getEnvironment();
    }

    @Exported
    public String getVersion() {
        return entry.getVersion();
    }

    @CheckForNull
    @Exported
    public String getCommit() {
        return entry.getCommit();
    }

    @Exported
    public List<String> getArtifacts() {
        return entry.getArtifacts();
    }

    /** How the deployment or promotion stood then. */
    @Exported
    public String getStatus() {
        return entry.getStatus();
    }

    /** The check that was reported; {@code null} unless one was. */
    @CheckForNull
    @Exported
    public String getCheck() {
        return entry.getCheck();
    }

    /** What the check said; {@code null} unless one was reported. */
    @CheckForNull
    @Exported
    public Boolean getPassed() {
        return entry.getPassed();
    }

    /** Where the check's report is; {@code null} when that was not said or is no web address. */
    @CheckForNull
    @Exported
    public String getReport() {
        return WebAddress.of(entry.getUrl());
    }

    @Exported
    public String getBy() {
        return entry.getBy();
    }

    /** Why it failed, or why the promotion stood as it did; may be empty. */
    @Exported
    public String getReason() {
        return entry.getReason();
    }

    /** When, in milliseconds since 1970. */
    @Exported
    public long getTimestamp() {
        return entry.getAtMillis();
    }

    @CheckForNull
    @Exported
    public Long getDeployment() {
        return entry.getDeployment();
    }

    @CheckForNull
    @Exported
    public Long getPromotion() {
        return entry.getPromotion();
    }

    /** What it did, for people. */
    public Badge getRole() {
        return Badge.of(entry.getRole());
    }

    /** How the deployment, promotion or check stood, for people. */
    public Badge getStanding() {
        Boolean passed = entry.getPassed();
        if (entry.getRole() == Role.VERIFIED && passed != null) {
            return Badge.check(passed);
        }
        return entry.getRole() == Role.PROMOTED
                ? Badge.of(known(PromotionStatus.class, PromotionStatus.REQUESTED))
                : Badge.of(known(DeploymentStatus.class, DeploymentStatus.CREATED));
    }

    /** A status a later version may have written is not known to this one. */
    private <E extends Enum<E>> E known(Class<E> type, E otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(status -> status.name().equals(entry.getStatus().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(otherwise);
    }

    public Moment getMoment() {
        return moment;
    }

    /** {@code shop 1.4.2 → qa}. */
    public String getLabel() {
        return Messages.BuildDeed_label(entry.getApplication(), entry.getVersion(), entry.getEnvironment());
    }

    /** The page of what it did it with, relative to the controller's root; {@code null} when there is none. */
    @CheckForNull
    public String getUrl() {
        Long deployment = entry.getDeployment();
        Long promotion = entry.getPromotion();
        if (promotion != null && (deployment == null || entry.getRole() == Role.PROMOTED)) {
            return Links.promotion(promotion);
        }
        return deployment == null ? null : Links.deployment(deployment);
    }

    /** What it did it with: two deeds of the same are one thing that went on. */
    Object subject() {
        return Arrays.asList(
                entry.getRole(),
                entry.getRole() == Role.PROMOTED ? entry.getPromotion() : entry.getDeployment(),
                entry.getCheck());
    }
}
