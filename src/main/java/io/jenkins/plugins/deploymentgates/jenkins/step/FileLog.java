package io.jenkins.plugins.deploymentgates.jenkins.step;

import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.FileRefresh;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import io.jenkins.plugins.deploymentgates.promotion.FileTable;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@code deploymentFiles} writes into the build's log. */
final class FileLog {
    /** Of more files only the number is told. */
    private static final int MOST_FILES = 50;

    private final StepLog log;

    FileLog(StepLog log) {
        this.log = log;
    }

    void edited(FileResult result) {
        if (result.files().isEmpty()) {
            log.line("the files of " + result.application() + " say so already; there is nothing to change");
            return;
        }
        String place = result.branch() + " of " + result.repository();
        log.line(
                result.commit() == null
                        ? "this commit would be pushed to " + place
                        : "pushed " + Texts.commit(result.commit()) + " to " + place);
        result.message().strip().lines().forEach(text -> log.line(("  | " + text).stripTrailing()));
        result.files().stream().limit(MOST_FILES).forEach(file -> log.line("  " + file));
        if (result.files().size() > MOST_FILES) {
            log.line("  and " + (result.files().size() - MOST_FILES) + " more files");
        }
    }

    void refreshed(FileRefresh result) {
        if (result.moved().isEmpty()) {
            log.line("every version of " + result.application() + " stands for what was deployed");
        }
        for (FileRefresh.Moved one : result.moved()) {
            log.line(one.environment() + ": " + one.component() + " " + one.version() + " moved, "
                    + Texts.commit(one.from()) + " -> " + Texts.commit(one.to())
                    + (one.again() ? "" : "; comes by a promotion once it is verified upstream"));
        }
        for (PromotionResult one : result.results()) {
            Promotion promotion = one.promotion();
            log.line("  " + StepLog.link(promotion) + " is " + promotion.status() + ": " + promotion.reason());
        }
    }

    /** A line a component, a column a deployment. */
    void compared(FileTable table) {
        List<FileTable.Column> columns = table.deployments();
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("", columns.stream().map(FileTable.Column::name)));
        lines.add(line("tier", columns.stream().map(FileTable.Column::tier)));
        for (FileTable.Row row : table.components()) {
            lines.add(line(row.name(), columns.stream().map(column -> {
                FileTable.Cell cell = row.in().get(column.name());
                return cell == null ? "-" : cell.version();
            })));
        }
        int[] widths = new int[columns.size() + 1];
        for (int i = 0; i < widths.length; i++) {
            int at = i;
            widths[i] = lines.stream()
                    .map(line -> line.get(at).length())
                    .max(Comparator.naturalOrder())
                    .orElse(0);
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                text.append(cell).append(" ".repeat(widths[i] + 2 - cell.length()));
            }
            log.line(text.toString().stripTrailing());
        }
    }

    private static List<String> line(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others).toList();
    }
}
