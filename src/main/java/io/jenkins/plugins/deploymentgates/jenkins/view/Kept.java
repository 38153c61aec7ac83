package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink.Role;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * An entry of a {@code build.xml}: what the build did, and what besides an empty ledger needs to know it again. Immutable,
 * of plain fields only; what an older or damaged file does not have is {@code null}.
 */
final class Kept implements Serializable {
    private static final long serialVersionUID = 1L;

    final BuildEntry entry;

    /** Of the release: part of what makes two combinations the same; {@code null} without a repository. */
    @CheckForNull
    final String sharedTree;

    /** {@link Deployment.Cause} of the deployment. */
    @CheckForNull
    final String cause;

    @CheckForNull
    final String outOfBand;

    /** Where the promotion came from. */
    @CheckForNull
    final ArrayList<String> from;

    /** {@link io.jenkins.plugins.deploymentgates.model.PromotionKind} of the promotion. */
    @CheckForNull
    final String kind;

    @CheckForNull
    final String overrideReason;

    private Kept(
            BuildEntry entry,
            @CheckForNull Release release,
            @CheckForNull Deployment deployment,
            @CheckForNull Promotion promotion) {
        this.entry = entry;
        this.sharedTree = release == null ? null : release.sharedTree();
        this.cause = deployment == null ? null : deployment.cause().name();
        this.outOfBand = deployment == null ? null : deployment.outOfBand();
        this.from = promotion == null ? null : new ArrayList<>(promotion.from());
        this.kind = promotion == null ? null : promotion.kind().name();
        this.overrideReason = promotion == null ? null : promotion.overrideReason();
    }

    /** The entry with what the ledger knows besides. */
    static Kept of(LedgerView view, BuildEntry entry) {
        Deployment deployment = entry.getDeployment() == null
                ? null
                : view.deployment(entry.getDeployment()).orElse(null);
        Promotion promotion = entry.getRole() != Role.PROMOTED || entry.getPromotion() == null
                ? null
                : view.promotion(entry.getPromotion()).orElse(null);
        String fingerprint =
                deployment != null ? deployment.fingerprint() : promotion != null ? promotion.fingerprint() : "";
        return new Kept(entry, view.release(fingerprint).orElse(null), deployment, promotion);
    }

    /** Whether everything is there that an entry cannot be without. */
    boolean isWhole() {
        return entry != null
                && entry.getRole() != null
                && entry.getApplication() != null
                && entry.getEnvironment() != null
                && entry.getVersion() != null
                && entry.getStatus() != null
                && entry.getBy() != null;
    }

    /** Never {@code null}, whatever the file had. */
    List<String> sources() {
        return from == null ? List.of() : List.copyOf(from);
    }
}
