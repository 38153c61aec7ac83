package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An application in an environment as pages show it. Immutable. */
public final class PlaceRow {
    private final String application;
    private final Matrix.Place place;

    @CheckForNull
    private final DeploymentRow deployment;

    private final List<PromotionRow> waiting;

    private PlaceRow(
            String application,
            Matrix.Place place,
            @CheckForNull DeploymentRow deployment,
            List<PromotionRow> waiting) {
        this.application = application;
        this.place = place;
        this.deployment = deployment;
        this.waiting = waiting;
    }

    /** @param builds what builds did, by deployment, as {@link LedgerView#buildsOfCurrent} tells it */
    static PlaceRow of(
            LedgerView view, Matrix.Row row, Matrix.Place place, Map<Long, List<BuildLink>> builds, Instant now) {
        Deployment deployment = place.deployment();
        return new PlaceRow(
                row.application(),
                place,
                deployment == null
                        ? null
                        : DeploymentRow.of(deployment, builds.getOrDefault(deployment.id(), List.of()), now),
                place.waiting().stream()
                        .map(promotion -> PromotionRow.of(view, promotion, now))
                        .toList());
    }

    public String getApplication() {
        return application;
    }

    public String getApplicationUrl() {
        return Links.application(application);
    }

    public String getEnvironment() {
        return place.environment();
    }

    public String getEnvironmentUrl() {
        return Links.environment(place.environment());
    }

    /** What is there; {@code null} when nothing was recorded yet. */
    @CheckForNull
    public DeploymentRow getDeployment() {
        return deployment;
    }

    /** Promotions into it that wait, oldest first. */
    public List<PromotionRow> getWaiting() {
        return waiting;
    }

    /** Why the environment is held; {@code null} when it is not. */
    @CheckForNull
    public String getHoldReason() {
        return place.hold() == null ? null : place.hold().reason();
    }

    /** Whether its branch has left the line of history by a hotfix. */
    public boolean isOffLine() {
        return place.offLine() != null;
    }

    /** How Git differs from the deployment, as far as that was found out; {@code null} when it does not. */
    @CheckForNull
    public String getDrift() {
        return place.drift() == null ? null : place.drift().reason();
    }

    /** What a promotion into it would meet. */
    public String getExplainUrl() {
        return Links.explain(application, place.environment());
    }
}
