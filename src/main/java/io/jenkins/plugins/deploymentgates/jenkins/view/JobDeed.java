package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.time.Instant;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One thing a build of a job did, and how that stands now, out of the ledger. Immutable. */
@ExportedBean(defaultVisibility = 2)
public final class JobDeed {
    private final BuildLink link;
    private final String version;
    private final String status;
    private final Badge standing;
    private final BuildRef build;
    private final Moment moment;

    private JobDeed(BuildLink link, String version, Enum<?> status, Badge standing, Instant now) {
        this.link = link;
        this.version = version;
        this.status = status.name();
        this.standing = standing;
        this.build = BuildRef.of(link);
        this.moment = Moment.since(link.at(), now);
    }

    static JobDeed of(LedgerView view, BuildLink link, Instant now) {
        if (link.promotion() != null) {
            Promotion promotion = view.promotion(link.promotion()).orElseThrow();
            return new JobDeed(link, promotion.version(), promotion.status(), Badge.of(promotion.status()), now);
        }
        Deployment deployment = view.deployment(link.deployment()).orElseThrow();
        return new JobDeed(link, deployment.version(), deployment.status(), Badge.of(deployment.status()), now);
    }

    /** Its place in the history, for {@code ?before=}. */
    @Exported
    public long getSequence() {
        return link.sequence();
    }

    /** The build's number. */
    @Exported
    public int getNumber() {
        return link.build().number();
    }

    /** Whether the build was deleted. */
    @Exported
    public boolean isGone() {
        return link.gone();
    }

    /** {@code recorded}, {@code verified}, {@code promoted} or {@code approved}. */
    @Exported
    public String getWhat() {
        return link.role().word();
    }

    @Exported
    public String getApplication() {
        return link.application();
    }

    @Exported
    public String getEnvironment() {
        return link.environment();
    }

    @Exported
    public String getVersion() {
        return version;
    }

    /** How the deployment or promotion stands now. */
    @Exported
    public String getStatus() {
        return status;
    }

    @Exported
    public String getBy() {
        return link.by();
    }

    /** When, in milliseconds since 1970. */
    @Exported
    public long getTimestamp() {
        return link.at().toEpochMilli();
    }

    @CheckForNull
    @Exported
    public Long getDeployment() {
        return link.deployment();
    }

    @CheckForNull
    @Exported
    public Long getPromotion() {
        return link.promotion();
    }

    public BuildRef getBuild() {
        return build;
    }

    public Badge getStanding() {
        return standing;
    }

    public Moment getMoment() {
        return moment;
    }

    /** The page of what it did it with. */
    public String getUrl() {
        return link.promotion() != null ? Links.promotion(link.promotion()) : Links.deployment(link.deployment());
    }

    public String getApplicationUrl() {
        return Links.application(link.application());
    }

    public String getEnvironmentUrl() {
        return Links.environment(link.environment());
    }
}
