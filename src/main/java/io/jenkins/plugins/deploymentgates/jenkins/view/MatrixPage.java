package io.jenkins.plugins.deploymentgates.jenkins.view;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix.CommitCount;
import io.jenkins.plugins.deploymentgates.insight.PipelineOrder;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All applications that may be seen by all their environments. Made for one request. */
public final class MatrixPage {
    private final List<String> environments;
    private final List<Row> rows;

    private MatrixPage(List<String> environments, List<Row> rows) {
        this.environments = environments;
        this.rows = rows;
    }

    static MatrixPage read() {
        DeploymentGates gates = DeploymentGates.get();
        Configuration configuration = gates.configuration();
        Set<String> visible = ApplicationJobs.visible();
        return gates.read(
                view -> read(view, configuration, visible, gates.clock().instant()));
    }

    private static MatrixPage read(LedgerView view, Configuration configuration, Set<String> visible, Instant now) {
        List<Application> applications = configuration.applications().values().stream()
                .filter(application -> visible.contains(application.name()))
                .toList();
        List<String> environments = PipelineOrder.of(applications);
        Map<Long, List<BuildLink>> builds = view.buildsOfCurrent(null);
        List<Row> rows = new ArrayList<>();
        for (Matrix.Row row :
                Matrix.read(view, configuration, null, now, CommitCount.NONE).rows()) {
            if (visible.contains(row.application())) {
                Map<String, PlaceRow> places = new LinkedHashMap<>();
                row.places()
                        .forEach(place -> places.put(place.environment(), PlaceRow.of(view, row, place, builds, now)));
                List<PlaceRow> cells = new ArrayList<>();
                // A null is a place that the application does not have.
                environments.forEach(environment -> cells.add(places.get(environment)));
                rows.add(new Row(row.application(), cells));
            }
        }
        return new MatrixPage(environments, rows);
    }

    /** The columns, upstream before downstream. */
    public List<Column> getColumns() {
        return environments.stream().map(Column::new).toList();
    }

    public List<Row> getRows() {
        return rows;
    }

    /** An environment. */
    public static final class Column {
        private final String name;

        Column(String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }

        public String getUrl() {
            return Links.environment(name);
        }
    }

    /** An application and what is where. */
    public static final class Row {
        private final String application;
        private final List<PlaceRow> places;

        Row(String application, List<PlaceRow> places) {
            this.application = application;
            this.places = places;
        }

        public String getApplication() {
            return application;
        }

        public String getUrl() {
            return Links.application(application);
        }

        /** One a column; {@code null} where the application does not go. */
        public List<PlaceRow> getPlaces() {
            return places;
        }
    }
}
