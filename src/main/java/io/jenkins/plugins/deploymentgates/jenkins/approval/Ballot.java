package io.jenkins.plugins.deploymentgates.jenkins.approval;

import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.util.List;

/** What whoever looks can do with a promotion, for the buttons of pages. Made for one request. */
public final class Ballot {
    private final Promotion promotion;
    private final List<Approval> votes;

    public Ballot(Promotion promotion, List<Approval> votes) {
        this.promotion = promotion;
        this.votes = votes;
    }

    public long getId() {
        return promotion.id();
    }

    /** {@code promotion 7 (shop 1.4.2 to prod-eu)}. */
    public String getLabel() {
        return promotion.label();
    }

    /** Why it waits. */
    public String getReason() {
        return promotion.reason();
    }

    /** The promotion's page, relative to the controller's root; what is done is posted below it. */
    public String getUrl() {
        return "deployments/promotion/" + promotion.id() + "/";
    }

    /** Whether Approve is offered: also to who is not awaited, since their vote may be wanted as a sign. */
    public boolean isApprovable() {
        return isRefusable() && !isApproved();
    }

    public boolean isRefusable() {
        return isOpen() && Viewer.current().may(DeploymentPermissions.APPROVE, promotion.application());
    }

    public boolean isCancellable() {
        return isOpen() && Viewer.current().may(DeploymentPermissions.PROMOTE, promotion.application());
    }

    /** Whether any button is offered. */
    public boolean isOffered() {
        return isRefusable() || isCancellable();
    }

    /** Whether whoever looks approved already. */
    public boolean isApproved() {
        String name = Viewer.current().actor().name();
        return votes.stream().anyMatch(vote -> vote.approved() && vote.by().equals(name));
    }

    /** Whether it waits for whoever looks, among others. */
    public boolean isAwaited() {
        return isOpen() && Viewer.current().isAwaited(promotion, votes, DeploymentPermissions.APPROVE);
    }

    private boolean isOpen() {
        return promotion.status() == PromotionStatus.WAITING || promotion.status() == PromotionStatus.REQUESTED;
    }
}
