package io.jenkins.plugins.deploymentgates.insight;

import static io.jenkins.plugins.deploymentgates.insight.HtmlWriter.escaped;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Note;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Row;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The matrix and the newest deployments as one file that opens from a disk: no script, nothing from elsewhere, and a policy that lets
 * none in but its own style, by its checksum. All times are in UTC, as no script can ask for the reader's zone. Used once.
 */
public final class MatrixPage {
    /** In so many bytes from its begin it can be told whether a file is such a page. */
    public static final int HEAD = 512;

    private static final String GENERATOR = "<meta name=\"generator\" content=\"deployment-gates matrix\">";
    private static final String STYLE = resource("matrix-page.css");
    private static final String SIGNS = resource("matrix-page.svg");

    private final StringBuilder out = new StringBuilder();
    private final Matrix matrix;
    private final HistoryPage history;
    private final List<String> environments;
    private final Map<String, String> tiers = new LinkedHashMap<>();

    private MatrixPage(Matrix matrix, HistoryPage history) {
        this.matrix = matrix;
        this.history = history;
        Map<String, Set<String>> upstream = new LinkedHashMap<>();
        for (Row row : matrix.rows()) {
            for (Place place : row.places()) {
                upstream.computeIfAbsent(place.environment(), none -> new LinkedHashSet<>())
                        .addAll(place.after());
                tiers.put(place.environment(), place.tier());
            }
        }
        this.environments = PipelineOrder.of(upstream);
    }

    /** The page. */
    public static String write(Matrix matrix, HistoryPage history) {
        return new MatrixPage(matrix, history).page();
    }

    /** Whether a file that begins with this is such a page. */
    public static boolean isOne(String head) {
        return head.contains(GENERATOR);
    }

    private String page() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(GENERATOR)
                .append("\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .append(checksum(STYLE))
                .append("'; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<title>What is where · Deployment Gates</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n")
                .append(SIGNS)
                .append("<header><h1>What is where</h1>\n<p>As of ")
                .append(time(matrix.at()))
                .append("; all times are in UTC.</p></header>\n<main>\n");
        matrix();
        history();
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void matrix() {
        if (matrix.rows().isEmpty()) {
            out.append("<p>No application is configured.</p>\n");
            return;
        }
        out.append("<div class=\"wide\" role=\"region\" aria-label=\"Applications by environments\" tabindex=\"0\">\n")
                .append("<table class=\"matrix\">\n<caption>Applications by environments</caption>\n<thead>\n")
                .append("<tr><th scope=\"col\">Application</th>");
        for (String environment : environments) {
            out.append("<th scope=\"col\"><bdi>")
                    .append(escaped(environment))
                    .append("</bdi> <small><bdi>")
                    .append(escaped(tiers.get(environment)))
                    .append("</bdi></small></th>");
        }
        out.append("</tr>\n</thead>\n<tbody>\n");
        matrix.rows().forEach(this::row);
        out.append("</tbody>\n</table>\n</div>\n");
    }

    private void row(Row row) {
        Map<String, Place> places =
                row.places().stream().collect(Collectors.toMap(Place::environment, Function.identity()));
        out.append("<tr><th scope=\"row\"><bdi>")
                .append(escaped(row.application()))
                .append("</bdi></th>");
        for (String environment : environments) {
            cell(places.get(environment));
        }
        out.append("</tr>\n");
    }

    private void cell(@CheckForNull Place place) {
        if (place == null) {
            out.append("<td class=\"absent\"><span>not in its pipeline</span></td>");
            return;
        }
        Deployment deployment = place.deployment();
        if (deployment == null) {
            out.append("<td>").append(sign("none")).append("<span>nothing yet</span>");
        } else {
            String state = State.of(deployment).sign();
            out.append("<td class=\"").append(state).append("\">").append(sign(state));
            out.append("<strong><bdi>")
                    .append(escaped(deployment.version()))
                    .append("</bdi></strong> <small>")
                    .append(State.of(deployment).words())
                    .append(" for ")
                    .append(age(place.since()))
                    .append("</small>");
        }
        List<Note> notes = place.notes();
        if (!notes.isEmpty()) {
            out.append("<ul>");
            notes.forEach(note -> out.append("<li>")
                    .append(sign(signOf(note)))
                    .append("<span>")
                    .append(escaped(note.text()))
                    .append("</span></li>"));
            out.append("</ul>");
        }
        out.append("</td>");
    }

    private void history() {
        out.append("<h2>What was deployed</h2>\n");
        List<Deployment> deployments = history.deployments();
        if (deployments.isEmpty()) {
            out.append("<p>Nothing was recorded.</p>\n");
            return;
        }
        out.append("<p>")
                .append(
                        history.next() == null
                                ? "All there is, newest first."
                                : "The newest " + deployments.size() + "; there are older ones.")
                .append("</p>\n<div class=\"wide\" role=\"region\" aria-label=\"What was deployed\" tabindex=\"0\">\n")
                .append("<table>\n<caption>What was deployed</caption>\n<thead>\n<tr>");
        for (String name :
                List.of("Created", "Application", "Environment", "Release", "State", "Cause", "By", "Notes")) {
            out.append("<th scope=\"col\">").append(name).append("</th>");
        }
        out.append("</tr>\n</thead>\n<tbody>\n");
        for (Deployment deployment : deployments) {
            State state = State.of(deployment);
            List<String> cells = new ArrayList<>(List.of(
                    time(deployment.createdAt()),
                    name(deployment.application()),
                    name(deployment.environment()),
                    "<strong>" + name(deployment.version()) + "</strong>",
                    "<span class=\"" + state.sign() + "\">" + sign(state.sign()) + state.words() + "</span>",
                    Documents.word(deployment.cause())
                            + (deployment.promotion() == null ? "" : " " + deployment.promotion()),
                    name(deployment.by()),
                    escaped(String.join("; ", history.notes(deployment)))));
            out.append("<tr>");
            cells.forEach(cell -> out.append("<td>").append(cell).append("</td>"));
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
    }

    /** How a state is shown. */
    private record State(String sign, String words) {
        static State of(Deployment deployment) {
            return switch (deployment.status()) {
                case NOT_STARTED -> new State("planned", "planned");
                case CREATED, STARTED -> new State("deploying", "deploying");
                case COMPLETED -> new State("deployed", "deployed, not verified");
                case VERIFIED -> new State("verified", "verified");
                case FAILED -> new State("failed", "failed");
            };
        }
    }

    private static String signOf(Note note) {
        return switch (note.sign()) {
            case HOLD -> "hold";
            case OFF_LINE -> "offLine";
            case DRIFTED -> "drifted";
            case OUT_OF_BAND, VOIDED -> "outOfBand";
            case WAITING -> "waiting";
            case BEHIND -> "behind";
            case NEWER -> "newer";
        };
    }

    private static String sign(String name) {
        return "<svg class=\"sign " + name.toLowerCase(Locale.ROOT)
                + "\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><use href=\"#" + name + "\"/></svg>";
    }

    private static String name(String text) {
        return "<bdi>" + escaped(text) + "</bdi>";
    }

    private static String time(Instant instant) {
        String text = Texts.instant(instant);
        return "<time datetime=\"" + text + "\">" + text.replace('T', ' ').replace("Z", "") + "</time>";
    }

    private String age(@CheckForNull Instant since) {
        if (since == null || since.isAfter(matrix.at())) {
            return "0s";
        }
        String exact = Texts.instant(since);
        return "<time datetime=\"" + exact + "\" title=\"" + exact + "\">"
                + Texts.duration(Duration.between(since, matrix.at())) + "</time>";
    }

    private static String checksum(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = MatrixPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
