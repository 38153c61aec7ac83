package io.jenkins.plugins.deploymentgates.insight;

import io.jenkins.plugins.deploymentgates.insight.Document.Block;
import io.jenkins.plugins.deploymentgates.insight.Document.Code;
import io.jenkins.plugins.deploymentgates.insight.Document.Facts;
import io.jenkins.plugins.deploymentgates.insight.Document.Heading;
import io.jenkins.plugins.deploymentgates.insight.Document.Note;
import io.jenkins.plugins.deploymentgates.insight.Document.Rows;
import io.jenkins.plugins.deploymentgates.insight.Document.Text;
import java.util.stream.Collectors;

/**
 * Writes a document as a page that needs nothing else: no script, no file, and a policy that lets none in. Its colours are
 * those the reader's system prefers. Used once.
 */
final class HtmlWriter {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; }
            body { font: 100%/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
            table { border-collapse: collapse; display: block; overflow-x: auto; }
            th, td { border: 1px solid GrayText; padding: .25rem .5rem; text-align: left; vertical-align: top; }
            dl { display: grid; gap: 0 1rem; grid-template-columns: max-content auto; }
            dt { font-weight: 600; }
            dd { margin: 0; }
            dd, h1, h2, h3, p { overflow-wrap: anywhere; }
            pre { border: 1px solid GrayText; overflow-x: auto; padding: .5rem; }
            @media (max-width: 40rem) { dl { display: block; } dd { margin-bottom: .5rem; } }
            """;

    private final StringBuilder out = new StringBuilder();

    String write(Document document) {
        String title = escaped(document.title());
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n");
        document.blocks().forEach(this::block);
        return out.append("</body>\n</html>\n").toString();
    }

    private void block(Block block) {
        if (block instanceof Heading heading) {
            element("h" + heading.level(), escaped(heading.text()));
        } else if (block instanceof Facts facts) {
            out.append("<dl>\n");
            facts.facts().forEach(fact -> {
                element("dt", escaped(fact.name()));
                element("dd", fact.value().stream().map(HtmlWriter::text).collect(Collectors.joining(", ")));
            });
            out.append("</dl>\n");
        } else if (block instanceof Rows rows) {
            out.append("<table>\n<thead><tr>");
            rows.header().forEach(cell -> out.append("<th scope=\"col\">")
                    .append(escaped(cell))
                    .append("</th>"));
            out.append("</tr></thead>\n<tbody>\n");
            rows.rows().forEach(row -> {
                out.append("<tr>");
                row.forEach(cell -> out.append("<td>").append(text(cell)).append("</td>"));
                out.append("</tr>\n");
            });
            out.append("</tbody>\n</table>\n");
        } else if (block instanceof Note note) {
            element("p", escaped(note.text()));
        } else if (block instanceof Code code) {
            element("pre", "<code>" + entities(Visible.lines(code.text())) + "</code>");
        }
    }

    private void element(String name, String content) {
        out.append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String text(Text text) {
        return text.isLinked()
                ? "<a href=\"" + escaped(text.link()) + "\">" + escaped(text.text()) + "</a>"
                : escaped(text.text());
    }

    static String escaped(String text) {
        return entities(Visible.line(text));
    }

    private static String entities(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
