package io.jenkins.plugins.deploymentgates.insight;

import static io.jenkins.plugins.deploymentgates.insight.HtmlWriter.escaped;
import static io.jenkins.plugins.deploymentgates.insight.PageParts.name;
import static io.jenkins.plugins.deploymentgates.insight.PageParts.sign;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Row;
import io.jenkins.plugins.deploymentgates.insight.TimelineLane.Span;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The history on a static page: a chart for each application, what its signs mean, and all of it as a table. Used once. */
final class HistorySection {
    private final StringBuilder out;
    private final PageParts parts;
    private final Matrix matrix;
    private final RecentHistory history;

    HistorySection(StringBuilder out, PageParts parts, Matrix matrix, RecentHistory history) {
        this.out = out;
        this.parts = parts;
        this.matrix = matrix;
        this.history = history;
    }

    void write() {
        out.append("<h2>" + parts.t("nav.history") + "</h2>\n<p>" + minute(history.from()) + " – "
                + minute(history.to()) + "</p>\n");
        if (history.timelines().size() < history.count()) {
            Map<String, Integer> values = Map.of(
                    "shown", history.timelines().size(),
                    "count", history.count());
            out.append("<p>" + parts.t("history.fewer", values) + "</p>\n");
        }
        List<Entry> entries = entries();
        if (entries.isEmpty()) {
            out.append("<p>" + parts.t("history.empty") + "</p>\n");
            return;
        }
        legend();
        matrix.rows().stream()
                .filter(row -> history.timelines().containsKey(row.application()))
                .forEach(this::chart);
        list(entries);
    }

    private String minute(Instant instant) {
        return parts.time(instant, parts.words().moment(instant));
    }

    private void legend() {
        out.append("<h3>" + parts.t("history.legend") + "</h3>\n<ul class=\"legend\">");
        for (String state : List.of("deploying", "deployed", "verified")) {
            out.append("<li><svg viewBox=\"0 0 24 6\" aria-hidden=\"true\"><path class=\"stage " + state
                    + "\" d=\"M0 3h24\"/></svg>" + parts.t("history.legend." + state) + "</li>");
        }
        for (String sign : List.of("failed", "rollback", "hotfix", "hold")) {
            out.append("<li>" + sign(sign) + parts.t("history.legend." + sign) + "</li>");
        }
        out.append("</ul>\n");
    }

    private void chart(Row row) {
        Timeline timeline = history.timelines().get(row.application());
        List<TimelineLane> lanes = TimelineLane.of(
                timeline, row.places().stream().map(Place::environment).toList(), matrix.at());
        String label = parts.words().t("report.chart", Map.of("application", row.application()));
        out.append("<section>\n<h3>" + name(row.application()) + "</h3>\n");
        if (!timeline.complete()) {
            out.append("<p>"
                    + parts.t("history.incomplete", Map.of("time", parts.words().moment(timeline.from())))
                    + "</p>\n");
        }
        out.append("<div class=\"chart\">\n<ol aria-hidden=\"true\">");
        lanes.forEach(lane ->
                out.append("<li title=\"" + escaped(lane.environment()) + "\">" + name(lane.environment()) + "</li>"));
        out.append("</ol>\n<div class=\"plot\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(label) + "\">\n")
                .append(TimelineChart.draw(
                        parts.words(), label, history.from(), history.to(), timeline.deployments(), lanes))
                .append("</div>\n</div>\n</section>\n");
    }

    /** A row of the table. */
    private record Entry(Instant at, List<String> cells) {}

    private void list(List<Entry> entries) {
        out.append("<h3>" + parts.t("history.list") + "</h3>\n" + PageParts.region(parts.t("history.list")))
                .append("<table class=\"list\">\n<caption>" + parts.t("history.list") + "</caption>\n")
                .append(PageParts.heads(List.of(
                        parts.t("history.column.when"),
                        parts.t("history.column.until"),
                        parts.t("history.column.application"),
                        parts.t("history.environment"),
                        parts.t("history.column.what"),
                        parts.t("history.column.state"),
                        parts.t("history.came"),
                        parts.t("history.column.by"),
                        parts.t("report.notes"))))
                .append("<tbody>\n");
        for (Entry entry : entries) {
            out.append("<tr>");
            entry.cells().forEach(cell -> out.append("<td>").append(cell).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
    }

    private List<Entry> entries() {
        List<Entry> found = new ArrayList<>();
        // A hold is about an environment, however many applications go there.
        Set<HoldSpan> holds = new TreeSet<>(Comparator.comparing(HoldSpan::at)
                .thenComparing(HoldSpan::environment)
                .thenComparing(HoldSpan::reason));
        for (Timeline timeline : history.timelines().values()) {
            HistoryPage causes = new HistoryPage(timeline.deployments(), timeline.failures(), null);
            timeline.deployments().forEach(one -> found.add(deployment(one, causes)));
            timeline.hotfixes().forEach(one -> found.add(hotfix(one)));
            holds.addAll(timeline.holds());
        }
        holds.forEach(one -> found.add(hold(one)));
        // Newest first, also of what has the same instant.
        Collections.reverse(found);
        found.sort(Comparator.comparing(Entry::at).reversed());
        return found;
    }

    private Entry deployment(Deployment one, HistoryPage causes) {
        String came = new Span(one, matrix.at()).came();
        String state = PageParts.signOf(one.status());
        List<String> notes = new ArrayList<>();
        if (one.outOfBand() != null) {
            notes.add(parts.t("history.outOfBand") + ": " + escaped(one.outOfBand()));
        }
        if (one.voided() != null) {
            notes.add(parts.t("report.voided", Map.of("reason", one.voided())));
        }
        causes.behind(one)
                .ifPresent(failure -> notes.add(parts.t("history.because") + ": " + escaped(failure.reason())));
        causes.about(one).ifPresent(failure -> notes.add(parts.t("history.answer") + ": " + escaped(failure.reason())));
        return new Entry(
                one.createdAt(),
                List.of(
                        parts.time(one.createdAt()),
                        until(one.endedAt(), "history.still"),
                        name(one.application()),
                        name(one.environment()),
                        "<strong>" + name(one.version()) + "</strong>"
                                + (came == null ? "" : " " + sign(came) + parts.t("history.mark." + came)),
                        "<span class=\"" + state + "\">" + sign(state) + parts.status(one.status()) + "</span>",
                        "<span>" + parts.t("cause." + one.cause().name())
                                + (one.promotion() == null ? "" : " (" + one.promotion() + ")") + "</span>",
                        name(one.by()),
                        String.join("; ", notes)));
    }

    private Entry hold(HoldSpan one) {
        return new Entry(
                one.at(),
                List.of(
                        parts.time(one.at()),
                        until(one.endedAt(), "history.stillHeld"),
                        "",
                        name(one.environment()),
                        sign("hold") + name(one.reason()),
                        parts.t("history.mark.hold"),
                        "",
                        name(one.by()),
                        one.endedBy() == null
                                ? ""
                                : parts.t("history.released") + " " + parts.t("by", Map.of("name", one.endedBy()))));
    }

    private Entry hotfix(Hotfix one) {
        return new Entry(
                one.startedAt(),
                List.of(
                        parts.time(one.startedAt()),
                        "",
                        name(one.application()),
                        name(one.from()),
                        sign("hotfix") + name(one.name()),
                        parts.t("history.mark.hotfix"),
                        "",
                        name(one.by()),
                        parts.t("history.hotfix." + one.status().name())));
    }

    private String until(@CheckForNull Instant end, String still) {
        return end == null ? parts.t(still) : parts.time(end);
    }
}
