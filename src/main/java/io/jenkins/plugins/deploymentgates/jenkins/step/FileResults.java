package io.jenkins.plugins.deploymentgates.jenkins.step;

import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.Change;
import io.jenkins.plugins.deploymentgates.promotion.FileRefresh;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import io.jenkins.plugins.deploymentgates.promotion.FileTable;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code deploymentFiles} returns to scripts, in the way of {@link Results}. */
final class FileResults {
    private static final String APPLICATION = "application";
    private static final String COMMIT = "commit";

    private FileResults() {}

    static Map<String, Object> edit(FileResult edit) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(APPLICATION, edit.application());
        result.put("repository", edit.repository());
        result.put("branch", edit.branch());
        result.put("base", edit.base());
        if (edit.commit() != null) {
            result.put(COMMIT, edit.commit());
        }
        result.put("message", edit.message());
        result.put("files", new ArrayList<>(edit.files()));
        List<Map<String, Object>> changes = new ArrayList<>();
        for (Change change : edit.changes()) {
            changes.add(Results.change(change));
        }
        result.put("changes", changes);
        return result;
    }

    static Map<String, Object> table(FileTable table) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(APPLICATION, table.application());
        result.put(COMMIT, table.commit());
        List<Map<String, String>> deployments = new ArrayList<>();
        for (FileTable.Column column : table.deployments()) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("name", column.name());
            one.put("tier", column.tier());
            one.put("path", column.path());
            deployments.add(one);
        }
        result.put("deployments", deployments);
        List<Map<String, Object>> components = new ArrayList<>();
        for (FileTable.Row row : table.components()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", row.name());
            one.put("same", String.valueOf(row.same()));
            Map<String, Map<String, String>> in = new LinkedHashMap<>();
            row.in().forEach((deployment, cell) -> in.put(deployment, cell(cell)));
            one.put("in", in);
            components.add(one);
        }
        result.put("components", components);
        return result;
    }

    private static Map<String, String> cell(FileTable.Cell cell) {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("version", cell.version());
        result.put("type", cell.type());
        if (cell.source() != null) {
            result.put("source", cell.source());
        }
        return result;
    }

    static Map<String, Object> refresh(FileRefresh refresh) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(APPLICATION, refresh.application());
        List<Map<String, String>> moved = new ArrayList<>();
        for (FileRefresh.Moved move : refresh.moved()) {
            Map<String, String> one = new LinkedHashMap<>();
            one.put("environment", move.environment());
            one.put("deployment", move.deployment());
            one.put("component", move.component());
            one.put("version", move.version());
            if (move.source() != null) {
                one.put("source", move.source());
            }
            one.put("from", move.from());
            one.put("to", move.to());
            one.put("again", String.valueOf(move.again()));
            moved.add(one);
        }
        result.put("moved", moved);
        List<Map<String, String>> promotions = new ArrayList<>();
        for (PromotionResult one : refresh.results()) {
            Promotion promotion = one.promotion();
            promotions.add(
                    Results.promotion(promotion, one.deployment(), GatesExecution.artifacts(promotion.fingerprint())));
        }
        result.put("promotions", promotions);
        return result;
    }
}
