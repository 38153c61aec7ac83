package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.PipelineGraph;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix.CommitCount;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.approval.BallotBox;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Hold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** {@code /deployments/environment/NAME}: what is there of each application, what guards it, and its history. */
public final class EnvironmentPage extends Page {
    private final Environment environment;
    private final List<PlaceRow> places;
    private final History<DeploymentRow> history;

    @CheckForNull
    private final Hold hold;

    private final List<String> applications;

    private EnvironmentPage(
            Environment environment,
            List<String> applications,
            List<PlaceRow> places,
            History<DeploymentRow> history,
            @CheckForNull Hold hold) {
        this.environment = environment;
        this.applications = applications;
        this.places = places;
        this.history = history;
        this.hold = hold;
    }

    @CheckForNull
    static EnvironmentPage find(String name) {
        DeploymentGates gates = DeploymentGates.get();
        Configuration configuration = gates.configuration();
        Set<String> visible = ApplicationJobs.visible();
        List<String> applications = configuration.applications().values().stream()
                .filter(application -> application.pipeline().containsKey(name))
                .map(application -> application.name())
                .filter(visible::contains)
                .toList();
        if (applications.isEmpty()) {
            return null;
        }
        long before = History.before();
        return gates.read(view -> read(view, configuration, name, applications, before, now()));
    }

    private static EnvironmentPage read(
            LedgerView view,
            Configuration configuration,
            String name,
            List<String> applications,
            long before,
            Instant now) {
        Map<Long, List<BuildLink>> builds = view.buildsOfCurrent(null);
        List<PlaceRow> places = new ArrayList<>();
        for (Matrix.Row row :
                Matrix.read(view, configuration, null, now, CommitCount.NONE).rows()) {
            if (applications.contains(row.application())) {
                row.places().stream()
                        .filter(place -> place.environment().equals(name))
                        .forEach(place -> places.add(PlaceRow.of(view, row, place, builds, now)));
            }
        }
        List<Deployment> found = newest(view, name, applications, before);
        boolean more = found.size() > LIMIT;
        List<Deployment> shown = more ? found.subList(0, LIMIT) : found;
        return new EnvironmentPage(
                configuration.environment(name),
                applications,
                places,
                History.of(
                        DeploymentRow.of(view, shown, now),
                        before,
                        more ? shown.get(LIMIT - 1).id() : null),
                view.hold(name).orElse(null));
    }

    /** Application by application, so that what may not be seen is not even counted. */
    private static List<Deployment> newest(LedgerView view, String name, List<String> applications, long before) {
        List<Deployment> found = new ArrayList<>();
        applications.forEach(application -> found.addAll(view.deployments(application, name, before, LIMIT + 1)));
        found.sort(Comparator.comparingLong(Deployment::sequence).reversed());
        return found;
    }

    @Override
    public String getDisplayName() {
        return environment.name();
    }

    @Override
    public String getUrl() {
        return Links.environment(environment.name());
    }

    public String getDescription() {
        return environment.description();
    }

    /** Such as {@code production}. */
    public String getTier() {
        return environment.tier();
    }

    /** Its gates besides the built-in rules, one a line. */
    public List<String> getGates() {
        return environment.gates().stream().map(PipelineGraph::describe).toList();
    }

    /** Why it is held; {@code null} when it is not. */
    @CheckForNull
    public String getHoldReason() {
        return hold == null ? null : hold.reason();
    }

    /** Who holds it; {@code null} when nobody does. */
    @CheckForNull
    public String getHoldBy() {
        return hold == null ? null : hold.by();
    }

    /** Since when it is held; {@code null} when it is not. */
    @CheckForNull
    public Moment getHoldSince() {
        return hold == null ? null : Moment.since(hold.at(), now());
    }

    /** Whether whoever looks may place a hold here and release it. */
    public boolean isHoldable() {
        return BallotBox.mayHold(applications);
    }

    /** {@code POST hold}: a hold, with a reason. */
    @RequirePOST
    public HttpResponse doHold(@QueryParameter String reason) {
        return BallotBox.hold(environment.name(), applications, reason);
    }

    /** {@code POST release}: no hold any more. */
    @RequirePOST
    public HttpResponse doRelease() {
        return BallotBox.release(environment.name(), applications);
    }

    /** What is there of each application. */
    public List<PlaceRow> getPlaces() {
        return places;
    }

    public History<DeploymentRow> getHistory() {
        return history;
    }
}
