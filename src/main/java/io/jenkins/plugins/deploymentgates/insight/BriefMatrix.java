package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Hold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The matrix as briefly as can be, for a page with tens of thousands of cells: lists side by side instead of an object a cell, and
 * marks only where there are any. Immutable.
 *
 * @param at the instant it was made, since when nothing has happened
 * @param sequence the newest event that is in it
 * @param environments the columns, upstream before downstream as far as the pipelines agree
 */
public record BriefMatrix(Instant at, long sequence, List<Column> environments, List<Line> rows) {
    public BriefMatrix {
        environments = List.copyOf(environments);
        rows = List.copyOf(rows);
    }

    /**
     * An environment.
     *
     * @param hold the stop sign on it, if there is one
     */
    public record Column(String name, String tier, @CheckForNull Hold hold) {}

    /**
     * An application.
     *
     * @param folder what it is shown with: names with {@code /} between them, empty for none
     * @param pipeline the columns of its environments, in its order
     * @param deployed the columns where something was recorded; the next three lists are as long as this one
     * @param versions what is there
     * @param statuses how that is
     * @param since when it came to that status
     * @param marks what else there is to say, for those of its environments of which there is
     */
    public record Line(
            String application,
            String folder,
            List<Integer> pipeline,
            List<Integer> deployed,
            List<String> versions,
            List<DeploymentStatus> statuses,
            List<Instant> since,
            List<Mark> marks) {
        public Line {
            pipeline = List.copyOf(pipeline);
            deployed = List.copyOf(deployed);
            versions = List.copyOf(versions);
            statuses = List.copyOf(statuses);
            since = List.copyOf(since);
            marks = List.copyOf(marks);
        }
    }

    /**
     * What else there is to say of an application in an environment.
     *
     * @param column of the environment
     * @param waiting how many promotions into it wait
     * @param drifted whether Git says something else than was deployed
     * @param outOfBand whether the built-in gates would not have let it in
     * @param offLine whether its branch left the line of history
     * @param newer whether upstream something else is verified
     */
    public record Mark(int column, int waiting, boolean drifted, boolean outOfBand, boolean offLine, boolean newer) {

        boolean saysNothing() {
            return waiting == 0 && !drifted && !outOfBand && !offLine && !newer;
        }
    }

    /**
     * Makes it of a matrix.
     *
     * @param configuration with the matrix's applications
     * @param jobs the full names of the jobs that did something for an application, by application
     * @param sequence the newest event of the state the matrix was read from
     */
    public static BriefMatrix of(
            Matrix matrix, Configuration configuration, Map<String, Set<String>> jobs, long sequence) {
        Collection<Application> applications = matrix.rows().stream()
                .map(row -> configuration.application(row.application()))
                .toList();
        List<String> order = PipelineOrder.of(applications);
        Map<String, Integer> places = new HashMap<>();
        order.forEach(environment -> places.put(environment, places.size()));
        Map<String, Hold> holds = new HashMap<>();
        List<Line> rows = new ArrayList<>();
        for (Matrix.Row row : matrix.rows()) {
            row.places().stream()
                    .filter(place -> place.hold() != null)
                    .forEach(place -> holds.put(place.environment(), place.hold()));
            String folder = ApplicationFolders.of(configuration.application(row.application()), jobs);
            rows.add(line(row, folder, places));
        }
        List<Column> columns = order.stream()
                .map(name -> new Column(name, configuration.environment(name).tier(), holds.get(name)))
                .toList();
        return new BriefMatrix(matrix.at(), sequence, columns, rows);
    }

    private static Line line(Matrix.Row row, String folder, Map<String, Integer> columns) {
        List<Integer> pipeline = new ArrayList<>();
        List<Integer> deployed = new ArrayList<>();
        List<String> versions = new ArrayList<>();
        List<DeploymentStatus> statuses = new ArrayList<>();
        List<Instant> since = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (Matrix.Place place : row.places()) {
            int column = Objects.requireNonNull(columns.get(place.environment()));
            pipeline.add(column);
            Deployment deployment = place.deployment();
            if (deployment != null) {
                deployed.add(column);
                versions.add(deployment.version());
                statuses.add(deployment.status());
                since.add(Matrix.since(deployment));
            }
            Mark mark = new Mark(
                    column,
                    place.waiting().size(),
                    place.drift() != null,
                    deployment != null && deployment.outOfBand() != null,
                    place.offLine() != null,
                    !place.newer().isEmpty());
            if (!mark.saysNothing()) {
                marks.add(mark);
            }
        }
        return new Line(row.application(), folder, pipeline, deployed, versions, statuses, since, marks);
    }
}
