package io.jenkins.plugins.deploymentgates.insight;

import static io.jenkins.plugins.deploymentgates.insight.HtmlWriter.escaped;
import static io.jenkins.plugins.deploymentgates.insight.PageParts.name;
import static io.jenkins.plugins.deploymentgates.insight.PageParts.sign;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Place;
import io.jenkins.plugins.deploymentgates.insight.Matrix.Row;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The matrix and the history before it as one file that opens from a disk: no script, nothing from elsewhere, and a policy that lets
 * none in but its own style, by its checksum. In the words of the pages. Used once.
 */
public final class MatrixPage {
    /** In so many bytes from its begin it can be told whether a file is such a page. */
    public static final int HEAD = 512;

    private static final String GENERATOR = "<meta name=\"generator\" content=\"deployment-gates matrix\">";
    private static final String STYLE = resource("matrix-page.css");
    private static final String SIGNS = resource("matrix-page.svg");
    private static final int SHORT = 10;

    private final StringBuilder out = new StringBuilder();
    private final PageParts parts;
    private final Matrix matrix;
    private final RecentHistory history;
    private final List<String> environments;
    private final Map<String, String> tiers = new LinkedHashMap<>();

    private MatrixPage(Matrix matrix, RecentHistory history, Wording words) {
        this.parts = new PageParts(words);
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
    public static String write(Matrix matrix, RecentHistory history, Wording words) {
        return new MatrixPage(matrix, history, words).page();
    }

    /** Whether a file that begins with this is such a page. */
    public static boolean isOne(String head) {
        return head.contains(GENERATOR);
    }

    private String page() {
        String zone = parts.words().zone().getId();
        out.append("<!DOCTYPE html>\n<html lang=\"" + parts.words().language()
                        + "\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(GENERATOR)
                .append("\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
                .append(checksum(STYLE))
                .append("'; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<title>" + parts.t("matrix.name") + " · Deployment Gates</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n")
                .append(SIGNS)
                .append("<header><h1>" + parts.t("matrix.name") + "</h1>\n<p>" + parts.t("report.asOf") + " "
                        + parts.time(matrix.at()) + ". " + parts.t("report.zone", Map.of("zone", zone))
                        + "</p></header>\n<main>\n");
        if (matrix.rows().isEmpty()) {
            out.append("<p>" + parts.t("matrix.none") + "</p>\n");
        } else {
            matrix();
            new HistorySection(out, parts, matrix, history).write();
        }
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void matrix() {
        List<String> heads = new ArrayList<>(List.of(parts.t("matrix.application")));
        environments.forEach(one -> heads.add(name(one) + " <small>" + name(tiers.get(one)) + "</small>"));
        out.append(PageParts.region(parts.t("report.matrix")))
                .append("<table class=\"matrix\">\n<caption>" + parts.t("report.matrix") + "</caption>\n")
                .append(PageParts.heads(heads))
                .append("<tbody>\n");
        matrix.rows().forEach(this::row);
        out.append("</tbody>\n</table>\n</div>\n");
    }

    private void row(Row row) {
        Map<String, Place> places =
                row.places().stream().collect(Collectors.toMap(Place::environment, Function.identity()));
        out.append("<tr><th scope=\"row\">" + name(row.application()) + "</th>");
        for (String environment : environments) {
            cell(places.get(environment));
        }
        out.append("</tr>\n");
    }

    private void cell(@CheckForNull Place place) {
        if (place == null) {
            out.append("<td class=\"absent\"><span>" + parts.t("matrix.absent") + "</span></td>");
            return;
        }
        Deployment deployment = place.deployment();
        if (deployment == null) {
            out.append("<td>" + sign("none") + "<span>" + parts.t("status.NONE") + "</span>");
        } else {
            String state = PageParts.signOf(deployment.status());
            out.append("<td class=\"" + state + "\">" + sign(state) + "<strong>" + name(deployment.version())
                    + "</strong> <small>" + parts.status(deployment.status()) + " " + age(place.since()) + "</small>");
        }
        List<String> notes = notes(place);
        if (!notes.isEmpty()) {
            out.append("<ul>");
            notes.forEach(note -> out.append("<li>" + note + "</li>"));
            out.append("</ul>");
        }
        out.append("</td>");
    }

    /** What there is to say about a place besides version and state, in the words of the page's card. */
    private List<String> notes(Place place) {
        List<String> notes = new ArrayList<>();
        Deployment deployment = place.deployment();
        if (place.hold() != null) {
            Map<String, String> values =
                    Map.of("by", place.hold().by(), "reason", place.hold().reason());
            notes.add(note("hold", parts.t("matrix.held", values)));
        }
        if (place.offLine() != null) {
            String commit = place.offLine();
            notes.add(note(
                    "offLine",
                    parts.t("matrix.mark.offLine") + ", "
                            + escaped(commit.substring(0, Math.min(SHORT, commit.length())))));
        }
        if (place.drift() != null) {
            notes.add(note(
                    "drifted",
                    parts.t("matrix.mark.drifted") + ": "
                            + escaped(place.drift().reason())));
        }
        if (deployment != null && deployment.outOfBand() != null) {
            notes.add(note("outOfBand", parts.t("matrix.mark.outOfBand")));
        }
        if (deployment != null && deployment.voided() != null) {
            notes.add(note("outOfBand", parts.t("report.voided", Map.of("reason", deployment.voided()))));
        }
        place.waiting()
                .forEach(one -> notes.add(note(
                        "waiting",
                        parts.t(
                                "matrix.promotion",
                                Map.of("version", one.version(), "id", String.valueOf(one.id()))))));
        if (place.behind() != null && place.behind() > 0) {
            notes.add(note("behind", parts.t("matrix.behind", Map.of("count", place.behind()))));
        }
        place.newer()
                .forEach(one -> notes.add(note(
                        "newer",
                        parts.t("matrix.upstream", Map.of("environment", one.environment())) + ": "
                                + escaped(one.label()))));
        return notes;
    }

    private static String note(String sign, String text) {
        return sign(sign) + "<span>" + text + "</span>";
    }

    private String age(@CheckForNull Instant since) {
        Instant begin = since == null ? matrix.at() : since;
        String age = parts.words().age(begin, matrix.at());
        return parts.time(begin, parts.words().t("matrix.for", Map.of("age", age)));
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
