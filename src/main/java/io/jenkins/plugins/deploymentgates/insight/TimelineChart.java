package io.jenkins.plugins.deploymentgates.insight;

import static io.jenkins.plugins.deploymentgates.insight.HtmlWriter.escaped;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.TimelineLane.Span;
import io.jenkins.plugins.deploymentgates.insight.TimelineLane.Stage;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A timeline as SVG without script: a lane for each environment, a bar for each deployment, signs and bands for what else happened.
 * It looks and is called as the page of the history has it ({@code history-marks.js}); each mark has its name as {@code <title>}, which
 * screen readers read and browsers show on hover. Lengths are pixels. Used once.
 */
final class TimelineChart {
    /** The height of the axis, above the lanes. */
    static final int AXIS = 28;

    /** The height of a lane. */
    static final int LANE = 52;

    private static final int WIDTH = 1040;
    private static final int BAR = 28;
    private static final int TOP = LANE - BAR - 8;
    private static final int SIGN = 16;

    /** A letter is about so wide; a bar too narrow for its label has none. */
    private static final double LETTER = 7.6;

    /** Narrower bars that touch are drawn as one, since nobody could tell them apart. */
    private static final int NARROW = 6;

    /** Colours and patterns there are for versions; as neither number divides the other, both together repeat late. */
    private static final int COLORS = 8;

    private static final int PATTERNS = 5;
    private static final int MOST_TICKS = 15;

    /** On a small screen the begin of a bar this wide is out of sight when its end is seen. */
    private static final int FAR = 260;

    private final StringBuilder out = new StringBuilder();
    private final Wording words;
    private final Instant from;
    private final Instant to;
    private final Map<String, Integer> looks = new HashMap<>();

    private TimelineChart(Wording words, Instant from, Instant to, List<Deployment> deployments) {
        this.words = words;
        this.from = from;
        this.to = to;
        deployments.forEach(one -> looks.putIfAbsent(one.version(), looks.size()));
    }

    /** A mark and when it begins. */
    private record Mark(Instant at, Runnable draw) {}

    /** One bar for a deployment, or for several that are too narrow to be told apart. */
    private static final class Bar {
        private final double x;
        private double width;
        private final boolean wide;
        private final List<Span> spans = new ArrayList<>();

        Bar(double x, double width, boolean wide, Span span) {
            this.x = x;
            this.width = width;
            this.wide = wide;
            this.spans.add(span);
        }
    }

    /**
     * Draws.
     *
     * @param deployments all there are, oldest first: in their order versions have their looks
     * @param lanes of them
     */
    static String draw(
            Wording words,
            String label,
            Instant from,
            Instant to,
            List<Deployment> deployments,
            List<TimelineLane> lanes) {
        return new TimelineChart(words, from, to, deployments).drawn(label, lanes);
    }

    private String drawn(String label, List<TimelineLane> lanes) {
        int height = AXIS + lanes.size() * LANE;
        out.append("<svg class=\"timeline\" role=\"group\" aria-label=\"")
                .append(escaped(label))
                .append("\" width=\"" + WIDTH + "\" height=\"" + height + "\" viewBox=\"0 0 " + WIDTH + " " + height)
                .append("\">\n");
        axis(height);
        for (int i = 0; i < lanes.size(); i++) {
            lane(lanes.get(i), AXIS + i * LANE);
        }
        return out.append("</svg>\n").toString();
    }

    private void axis(int height) {
        out.append("<g class=\"axis\" aria-hidden=\"true\">");
        for (TimeAxis.Tick tick : TimeAxis.ticks(from, to, words.zone(), MOST_TICKS)) {
            double x = Math.round(place(tick.at())) + 0.5;
            out.append("<path d=\"M" + x + " " + (AXIS - 6) + "V" + height + "\"/>");
            if (x < WIDTH - 30) {
                String pattern =
                        switch (tick.unit()) {
                            case MINUTE, HOUR -> "HH:mm";
                            case DAY, MONTH -> words.t("report.day");
                            case YEAR -> words.t("report.year");
                        };
                out.append("<text x=\"" + (x + 4) + "\" y=\"" + (AXIS - 11) + "\">")
                        .append(escaped(words.format(pattern, tick.at())))
                        .append("</text>");
            }
        }
        out.append("</g>\n");
    }

    private void lane(TimelineLane lane, int y) {
        out.append("<g role=\"group\" aria-label=\"" + escaped(lane.environment()) + "\" transform=\"translate(0 " + y)
                .append(")\">\n<path class=\"edge\" d=\"M0 .5H" + WIDTH + "\"/>\n");
        List<Mark> marks = new ArrayList<>();
        for (Bar bar : bars(lane.spans())) {
            Span first = bar.spans.get(0);
            marks.add(new Mark(first.from(), () -> {
                if (bar.spans.size() == 1) {
                    bar(bar, first);
                } else {
                    cluster(bar);
                }
            }));
        }
        lane.holds().forEach(hold -> marks.add(new Mark(hold.at(), () -> hold(hold))));
        lane.hotfixes().forEach(hotfix -> marks.add(new Mark(hotfix.startedAt(), () -> hotfix(hotfix))));
        marks.stream().sorted(Comparator.comparing(Mark::at)).forEach(mark -> mark.draw()
                .run());
        out.append("</g>\n");
    }

    private List<Bar> bars(List<Span> spans) {
        List<Bar> found = new ArrayList<>();
        for (Span span : spans) {
            if (span.to().isBefore(from) || span.from().isAfter(to)) {
                continue;
            }
            double x = Math.max(0, place(span.from()));
            double end = Math.min(WIDTH, place(span.to()));
            Bar last = found.isEmpty() ? null : found.get(found.size() - 1);
            boolean afterNarrow = last != null && !last.wide;
            if (end - x >= NARROW) {
                found.add(new Bar(afterNarrow ? Math.max(x, last.x + last.width) : x, end - x, true, span));
            } else if (afterNarrow && x < last.x + last.width + 1) {
                last.width = Math.max(end - last.x, NARROW);
                last.spans.add(span);
            } else {
                // What came a moment ago is seen, too.
                found.add(new Bar(Math.min(x, WIDTH - NARROW), NARROW, false, span));
            }
        }
        return found;
    }

    private void bar(Bar bar, Span span) {
        Deployment deployment = span.deployment();
        int look = looks.get(deployment.version());
        begin("bar look" + look % COLORS, nameOf(span));
        box(bar, "");
        box(bar, " fill=\"url(#pattern" + look % PATTERNS + ")\" class=\"pattern\"");
        for (Stage stage : span.stages()) {
            if (!stage.to().isBefore(from) && !stage.from().isAfter(to)) {
                double begin = Math.min(Math.max(bar.x + 2, place(stage.from())), bar.x + bar.width - 2);
                double end = Math.max(Math.min(bar.x + bar.width - 2, place(stage.to())), begin + 0.5);
                out.append("<path class=\"stage " + stage.state() + "\" d=\"M" + px(begin) + " " + (TOP + BAR - 3) + "H"
                        + px(end) + "\"/>");
            }
        }
        String came = span.came();
        Instant failedAt = deployment.failedAt();
        boolean failed = failedAt != null && !failedAt.isBefore(from) && !failedAt.isAfter(to);
        double begin = bar.x + (came == null ? 7 : SIGN + 6);
        double end = bar.x + bar.width;
        if (failed) {
            double x = Math.min(
                    Math.max(place(failedAt) - SIGN / 2.0, bar.x + (came == null ? 0 : SIGN)),
                    Math.max(bar.x + bar.width - SIGN - 3, bar.x));
            if (x - begin > LETTER * 3) {
                end = x;
            } else {
                begin = Math.max(begin, x + SIGN + 3);
            }
            sign("failed", x, TOP + 4);
        }
        if (came != null) {
            sign(came, bar.x + 2, TOP + 4);
        }
        write(deployment.version(), begin, end - begin - 4);
        if (bar.x + bar.width > WIDTH - 1 && bar.width > FAR) {
            out.append("<text class=\"end\" x=\"" + (WIDTH - 8) + "\" y=\"" + (TOP + BAR / 2 + 3) + "\">"
                    + escaped(fitting(deployment.version(), (int) (FAR / LETTER) - 4)) + "</text>");
        }
        out.append("</g>\n");
    }

    private void cluster(Bar bar) {
        Instant first = bar.spans.get(0).from();
        Instant last = bar.spans.get(bar.spans.size() - 1).to();
        begin(
                "bar",
                words.t(
                        "report.cluster",
                        Map.of(
                                "count", bar.spans.size(),
                                "from", words.moment(first),
                                "to", words.moment(last))));
        box(bar, "");
        write(bar.spans.size() + "×", bar.x + 4, bar.width - 6);
        out.append("</g>\n");
    }

    private void hold(HoldSpan hold) {
        Instant ended = hold.endedAt() == null ? to : hold.endedAt();
        if (ended.isBefore(from) || hold.at().isAfter(to)) {
            return;
        }
        double begin = Math.max(0, place(hold.at()));
        double end = Math.min(WIDTH, place(ended));
        begin("hold", nameOf(hold));
        out.append("<rect fill=\"url(#holding)\" x=\"" + px(begin) + "\" y=\"" + (TOP - 11) + "\" width=\""
                + px(Math.max(end - begin, 3)) + "\" height=\"8\"/>");
        sign("hold", Math.min(begin, WIDTH - SIGN), TOP - 15);
        out.append("</g>\n");
    }

    private void hotfix(Hotfix hotfix) {
        double x = place(hotfix.startedAt());
        begin(
                "began",
                words.t("history.name.hotfix", Map.of("name", hotfix.name())) + ", "
                        + words.moment(hotfix.startedAt()));
        out.append("<path d=\"M" + px(x) + " " + TOP + "v" + BAR + "\"/>");
        sign("hotfix", Math.max(0, Math.min(x - SIGN / 2.0, WIDTH - SIGN)), TOP - 15);
        out.append("</g>\n");
    }

    private void begin(String kind, String name) {
        out.append("<g class=\"mark " + kind + "\" role=\"img\"><title>" + escaped(name) + "</title>");
    }

    private void box(Bar bar, String attributes) {
        out.append("<rect" + attributes + " x=\"" + px(bar.x + 0.5) + "\" y=\"" + TOP + "\" width=\""
                + px(Math.max(bar.width - 1, 1)) + "\" height=\"" + BAR + "\" rx=\"3\"/>");
    }

    private void sign(String name, double x, int y) {
        out.append("<g class=\"mark-sign " + name + "\" transform=\"translate(" + px(x) + " " + y
                + ")\"><circle cx=\"8\" cy=\"8\" r=\"9\"/><use href=\"#" + name
                + "\" x=\"2\" y=\"2\" width=\"12\" height=\"12\"/></g>");
    }

    private void write(String text, double x, double room) {
        String label = fitting(text, (int) Math.floor(room / LETTER));
        if (!label.isEmpty()) {
            out.append("<text x=\"" + px(x) + "\" y=\"" + (TOP + BAR / 2 + 3) + "\">" + escaped(label) + "</text>");
        }
    }

    /** As much of a text as there is room for; nothing where that would say nothing. */
    private static String fitting(String text, int letters) {
        String shown = Visible.line(text);
        if (letters >= shown.codePointCount(0, shown.length())) {
            return shown;
        }
        return letters < 4 ? "" : shown.substring(0, shown.offsetByCodePoints(0, letters - 1)) + "…";
    }

    private String nameOf(Span span) {
        Deployment deployment = span.deployment();
        List<String> parts = new ArrayList<>();
        parts.add(words.t(
                "history.name.bar",
                Map.of(
                        "application", deployment.application(),
                        "version", deployment.version(),
                        "environment", deployment.environment())));
        parts.add(words.t("status." + deployment.status().name()));
        String came = span.came();
        if (came != null) {
            parts.add(words.t("history.mark." + came));
        }
        parts.add(words.t("history.since", Map.of("time", words.moment(span.from()))));
        parts.add(until(deployment.endedAt(), "history.still"));
        return String.join(", ", parts);
    }

    private String nameOf(HoldSpan hold) {
        return String.join(
                ", ",
                words.t("history.name.hold", Map.of("reason", hold.reason(), "name", hold.by())),
                words.t("history.since", Map.of("time", words.moment(hold.at()))),
                until(hold.endedAt(), "history.stillHeld"));
    }

    private String until(@CheckForNull Instant end, String still) {
        return end == null ? words.t(still) : words.t("history.until", Map.of("time", words.moment(end)));
    }

    private double place(Instant at) {
        return (double) Duration.between(from, at).toMillis()
                / Duration.between(from, to).toMillis()
                * WIDTH;
    }

    /** To a tenth of a pixel. */
    private static String px(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.valueOf(tenths / 10.0);
    }
}
