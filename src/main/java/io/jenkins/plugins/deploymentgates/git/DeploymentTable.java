package io.jenkins.plugins.deploymentgates.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Deployments next to each other. Immutable.
 *
 * @param columns the deployments, in the order they were given
 * @param rows the core, then the modules of any of them by name
 */
public record DeploymentTable(List<Column> columns, List<Row> rows) {
    public DeploymentTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A deployment. */
    public record Column(String name, String tier, String path) {}

    /**
     * The core or a module.
     *
     * @param name of the module, or {@link DeploymentComponent#CORE}
     * @param cells one a column; empty where a deployment has no such module
     */
    public record Row(String name, List<Optional<DeploymentComponent>> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** Whether all deployments have the same here. */
        public boolean same() {
            Optional<DeploymentComponent> first = cells.get(0);
            return cells.stream()
                    .allMatch(cell -> cell.isPresent() == first.isPresent()
                            && (cell.isEmpty() || cell.get().same(first.get())));
        }
    }

    /** Compares one or more deployments. */
    public static DeploymentTable of(Collection<DeploymentFile> deployments) {
        TreeSet<String> modules = new TreeSet<>();
        deployments.forEach(file -> modules.addAll(file.modules().keySet()));
        List<String> names = new ArrayList<>(List.of(DeploymentComponent.CORE));
        names.addAll(modules);
        return new DeploymentTable(
                deployments.stream()
                        .map(file -> new Column(file.name(), file.tier(), file.path()))
                        .toList(),
                names.stream().map(name -> row(name, deployments)).toList());
    }

    private static Row row(String name, Collection<DeploymentFile> deployments) {
        return new Row(
                name,
                deployments.stream()
                        .map(file -> Optional.ofNullable(file.components().get(name)))
                        .toList());
    }

    /** The same without the rows in which all deployments agree. */
    public DeploymentTable differences() {
        return new DeploymentTable(
                columns, rows.stream().filter(row -> !row.same()).toList());
    }
}
