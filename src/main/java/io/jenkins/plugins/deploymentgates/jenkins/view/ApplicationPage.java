package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.HistoryPage;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix.CommitCount;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code /deployments/application/NAME}: its pipeline as it stands, and its history. */
public final class ApplicationPage extends Page {
    private final Application application;
    private final List<PlaceRow> places;
    private final History<DeploymentRow> history;

    private ApplicationPage(Application application, List<PlaceRow> places, History<DeploymentRow> history) {
        this.application = application;
        this.places = places;
        this.history = history;
    }

    @CheckForNull
    static ApplicationPage find(String name) {
        DeploymentGates gates = DeploymentGates.get();
        Configuration configuration = gates.configuration();
        if (!ApplicationJobs.visible().contains(name)) {
            return null;
        }
        long before = History.before();
        return gates.read(view -> read(view, configuration, name, before, now()));
    }

    private static ApplicationPage read(
            LedgerView view, Configuration configuration, String name, long before, Instant now) {
        Matrix.Row row = Matrix.read(view, configuration, name, now, CommitCount.NONE)
                .rows()
                .get(0);
        Map<Long, List<BuildLink>> builds = view.buildsOfCurrent(name);
        return new ApplicationPage(
                configuration.application(name),
                row.places().stream()
                        .map(place -> PlaceRow.of(view, row, place, builds, now))
                        .toList(),
                History.of(view, HistoryPage.read(view, name, null, before, LIMIT), before, now));
    }

    @Override
    public String getDisplayName() {
        return application.name();
    }

    @Override
    public String getUrl() {
        return Links.application(application.name());
    }

    public String getDescription() {
        return application.description();
    }

    /** Its environments, upstream before downstream. */
    public List<PlaceRow> getPlaces() {
        return places;
    }

    public History<DeploymentRow> getHistory() {
        return history;
    }

    /** {@code explain/ENVIRONMENT}: what a promotion into it would meet. */
    @CheckForNull
    public ExplainPage getExplain(String environment) {
        return application.pipeline().containsKey(environment) ? ExplainPage.of(application.name(), environment) : null;
    }
}
