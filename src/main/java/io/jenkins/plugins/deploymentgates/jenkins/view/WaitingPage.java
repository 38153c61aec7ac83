package io.jenkins.plugins.deploymentgates.jenkins.view;

import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import java.util.List;
import java.util.Set;

/** {@code /deployments/waiting}: promotions that have not come to an end, oldest first. */
public final class WaitingPage extends Page {
    private final List<PromotionRow> promotions;

    private WaitingPage(List<PromotionRow> promotions) {
        this.promotions = promotions;
    }

    static WaitingPage read() {
        Set<String> visible = ApplicationJobs.visible();
        return new WaitingPage(DeploymentGates.get().read(view -> PromotionRow.open(view, visible, now())));
    }

    @Override
    public String getDisplayName() {
        return Messages.WaitingPage_displayName();
    }

    @Override
    public String getUrl() {
        return Links.waiting();
    }

    public List<PromotionRow> getPromotions() {
        return promotions;
    }
}
