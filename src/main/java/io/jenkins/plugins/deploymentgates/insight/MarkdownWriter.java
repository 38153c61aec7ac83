package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.insight.Document.Block;
import io.jenkins.plugins.deploymentgates.insight.Document.Code;
import io.jenkins.plugins.deploymentgates.insight.Document.Facts;
import io.jenkins.plugins.deploymentgates.insight.Document.Heading;
import io.jenkins.plugins.deploymentgates.insight.Document.Note;
import io.jenkins.plugins.deploymentgates.insight.Document.Rows;
import io.jenkins.plugins.deploymentgates.insight.Document.Text;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a document as CommonMark with the tables of GitHub. Every character of a text that could begin something is
 * written with a backslash before it (CommonMark 2.4), so that no text becomes a link, an image or markup. Used once.
 */
final class MarkdownWriter {
    private static final String FENCE = "```";

    private final StringBuilder out = new StringBuilder();

    String write(Document document) {
        out.append("# ").append(escaped(document.title())).append('\n');
        document.blocks().forEach(this::block);
        return out.toString();
    }

    private void block(Block block) {
        out.append('\n');
        if (block instanceof Heading heading) {
            out.append("#".repeat(heading.level()))
                    .append(' ')
                    .append(escaped(heading.text()))
                    .append('\n');
        } else if (block instanceof Facts facts) {
            facts.facts().forEach(fact -> out.append("- ")
                    .append(fact.name())
                    .append(": ")
                    .append(fact.value().stream().map(MarkdownWriter::text).collect(Collectors.joining(", ")))
                    .append('\n'));
        } else if (block instanceof Rows rows) {
            row(rows.header());
            row(rows.header().stream().map(column -> "---").toList());
            rows.rows()
                    .forEach(row -> row(row.stream().map(MarkdownWriter::text).toList()));
        } else if (block instanceof Note note) {
            out.append(escaped(note.text())).append('\n');
        } else if (block instanceof Code code) {
            String lines = Visible.lines(code.text());
            String fence = FENCE;
            while (lines.contains(fence)) {
                fence += "`";
            }
            out.append(fence).append("yaml\n").append(lines).append(fence).append('\n');
        }
    }

    private void row(List<String> cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String text(Text text) {
        return text.isLinked()
                ? "[" + escaped(text.text()) + "](<" + address(text.link()) + ">)"
                : escaped(text.text());
    }

    /** What ends an address in angle brackets, or a cell, is written as browsers write it. */
    private static String address(String link) {
        return link.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C").replace("|", "%7C");
    }

    static String escaped(String text) {
        return Visible.line(text).replaceAll("[\\\\`*_\\[\\]<>|~&#!@]", "\\\\$0");
    }
}
