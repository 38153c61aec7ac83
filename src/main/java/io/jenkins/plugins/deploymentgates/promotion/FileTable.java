package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.DeploymentComponent;
import io.jenkins.plugins.deploymentgates.git.DeploymentTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deployments next to each other. Immutable.
 *
 * @param commit the one they are read from, full id
 * @param deployments in the order they were asked for
 * @param components the core, then the modules of any of them by name
 * @param notes what of it and the configuration do not agree, a line each, as a person reads it
 */
public record FileTable(
        String application, String commit, List<Column> deployments, List<Row> components, List<String> notes) {
    public FileTable {
        notes = List.copyOf(notes);
        deployments = List.copyOf(deployments);
        components = List.copyOf(components);
    }

    /** A deployment. */
    public record Column(String name, String tier, String path) {}

    /**
     * The core or a module.
     *
     * @param same whether all deployments have the same here
     * @param in by deployment; those that have no such module are left out
     */
    public record Row(String name, boolean same, Map<String, Cell> in) {
        public Row {
            in = Collections.unmodifiableMap(new LinkedHashMap<>(in));
        }
    }

    /** What a deployment has. */
    public record Cell(String version, String type, @CheckForNull String source) {
        static Cell of(DeploymentComponent component) {
            return new Cell(component.version(), component.type(), component.source());
        }
    }

    static FileTable of(String application, String commit, DeploymentTable table, List<String> notes) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(column.name(), column.tier(), column.path()))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (DeploymentTable.Row row : table.rows()) {
            Map<String, Cell> cells = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                String name = columns.get(i).name();
                row.cells().get(i).ifPresent(component -> cells.put(name, Cell.of(component)));
            }
            rows.add(new Row(row.name(), row.same(), cells));
        }
        return new FileTable(application, commit, columns, rows, notes);
    }
}
