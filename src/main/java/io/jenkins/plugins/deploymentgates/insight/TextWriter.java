package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.insight.Document.Block;
import io.jenkins.plugins.deploymentgates.insight.Document.Code;
import io.jenkins.plugins.deploymentgates.insight.Document.Fact;
import io.jenkins.plugins.deploymentgates.insight.Document.Facts;
import io.jenkins.plugins.deploymentgates.insight.Document.Heading;
import io.jenkins.plugins.deploymentgates.insight.Document.Note;
import io.jenkins.plugins.deploymentgates.insight.Document.Rows;
import io.jenkins.plugins.deploymentgates.insight.Document.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a document for a terminal. Used once. */
final class TextWriter {
    private final StringBuilder out = new StringBuilder();

    String write(Document document) {
        out.append(Visible.line(document.title())).append('\n');
        document.blocks().forEach(this::block);
        return out.toString();
    }

    private void block(Block block) {
        if (block instanceof Heading heading) {
            out.append('\n')
                    .append(indent(heading.level() - 2))
                    .append(Visible.line(heading.text()))
                    .append('\n');
        } else if (block instanceof Facts facts) {
            facts.facts().forEach(this::fact);
        } else if (block instanceof Rows rows) {
            rows(rows);
        } else if (block instanceof Note note) {
            out.append("  ").append(Visible.line(note.text())).append('\n');
        } else if (block instanceof Code code) {
            Visible.lines(code.text()).lines().forEach(line -> out.append(("  " + line).stripTrailing())
                    .append('\n'));
        }
    }

    private void fact(Fact fact) {
        out.append("  ")
                .append(fact.name())
                .append(": ")
                .append(fact.value().stream().map(TextWriter::text).collect(Collectors.joining(", ")))
                .append('\n');
    }

    private static String text(Text text) {
        String shown = Visible.line(text.text());
        return text.isLinked() && !text.text().equals(text.link()) ? shown + " " + text.link() : shown;
    }

    private void rows(Rows rows) {
        int[] widths = new int[rows.header().size()];
        List<List<String>> texts = rows.rows().stream()
                .map(row -> row.stream().map(TextWriter::text).toList())
                .toList();
        for (List<String> row : texts) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : texts) {
            StringBuilder line = new StringBuilder("    ");
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + (widths[i] == 0 ? 0 : 2)));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String indent(int levels) {
        return "  ".repeat(levels);
    }
}
