package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What stands in pull requests: branch, title, and the explanation as Markdown. Stateless. */
final class PullRequestText {
    /** More of something than this is only counted. */
    private static final int MOST = 50;

    private PullRequestText() {}

    /**
     * What a plan would become.
     *
     * @param promotion its number; {@code null} when it has none yet
     * @param files what would change, one {@code A path}, {@code M path} or {@code D path} a file
     */
    static PullRequestDraft of(
            Plan plan, Explanation explanation, @CheckForNull Long promotion, String trigger, List<String> files) {
        ForgeSettings forge =
                Objects.requireNonNull(plan.application().requiredGit().forge());
        PullRequestSettings settings = Objects.requireNonNull(forge.pullRequests());
        List<RefMove> moves = plan.moves();
        return new PullRequestDraft(
                filled(settings.branch(), plan, promotion),
                moves.isEmpty() ? plan.target().branch() : PullRequestIntents.branchOf(moves.get(0)),
                filled(settings.title(), plan, promotion),
                text(plan, explanation, promotion, trigger, files),
                settings.checks(),
                settings.reviews());
    }

    private static String filled(String pattern, Plan plan, @CheckForNull Long promotion) {
        String text = pattern.replace("{application}", plan.application().name())
                .replace("{environment}", plan.target().name())
                .replace("{version}", plan.release().version());
        return promotion == null ? text : text.replace("{promotion}", promotion.toString());
    }

    /** The explanation, as a person reads it at the server of pull requests. */
    private static String text(
            Plan plan, Explanation explanation, @CheckForNull Long promotion, String trigger, List<String> files) {
        StringBuilder text = new StringBuilder();
        text.append("Promotes **")
                .append(plain(plan.application().name() + " " + plan.release().version()))
                .append("** to **")
                .append(plain(plan.target().name()))
                .append("**");
        if (!plan.sources().isEmpty()) {
            text.append(" from ").append(plain(Texts.and(plan.sources())));
        }
        text.append(", asked for by ").append(plain(trigger));
        text.append(promotion == null ? ".\n" : " (promotion " + promotion + ").\n");
        text.append("Release `")
                .append(plan.release().fingerprint(), 0, 12)
                .append("`, commit `")
                .append(plan.commit())
                .append("`.\n\n")
                .append(merging(plan))
                .append("\n\n### Gates\n\n| gate | verdict | why |\n| --- | --- | --- |\n");
        for (GateOutcome outcome : explanation.outcomes()) {
            boolean overridden = explanation.overridden().contains(outcome);
            text.append("| ")
                    .append(plain(outcome.gate()))
                    .append(" | ")
                    .append(outcome.verdict().name().toLowerCase(Locale.ROOT))
                    .append(overridden ? ", overridden" : "")
                    .append(" | ")
                    .append(plain(outcome.reason()))
                    .append(" |\n");
        }
        List<Line.Commit> commits =
                plan.line() == null ? List.of() : plan.line().incoming();
        List<String> lines = new ArrayList<>();
        commits.forEach(commit -> lines.add("`" + commit.shortId() + "` " + plain(commit.subject()) + " ("
                + plain(commit.author().replaceFirst(" ?<[^<>]*>$", "")) + ")"));
        section(text, "Commits", lines);
        section(
                text,
                "Tickets",
                plan.tickets(pattern(plan)).stream()
                        .map(ticket -> ticket(plan, ticket))
                        .toList());
        String untold = plan.pullRequests().untold();
        if (untold != null) {
            text.append("\nNot every ticket of pull requests is told: ")
                    .append(plain(untold))
                    .append(".\n");
        }
        section(
                text,
                "Files",
                files.stream().map(file -> "`" + file.replace('`', '\'') + "`").toList());
        return text.toString();
    }

    /** What whoever looks at it may do. */
    private static String merging(Plan plan) {
        GitSettings git = plan.application().requiredGit();
        PullRequestSettings settings =
                Objects.requireNonNull(Objects.requireNonNull(git.forge()).pullRequests());
        String how = settings.merge() == PullRequestSettings.Merge.PUSH
                ? "It is merged by itself, as a fast-forward, once all that is required of it is there."
                : git.mechanic() == GitSettings.Mechanic.FAST_FORWARD
                        ? "Merge it as a fast-forward: a merge commit, squashing or rebasing makes another commit than the one that was"
                                + " tested, and the promotion fails."
                        : "Merging it promotes, whichever way it is merged.";
        return how + " Closing it calls the promotion off; do not push to its branch.";
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append("\n### ").append(title).append(" (").append(lines.size()).append(")\n\n");
        lines.stream()
                .limit(MOST)
                .forEach(line -> text.append("- ").append(line).append('\n'));
        if (lines.size() > MOST) {
            text.append("- and ").append(lines.size() - MOST).append(" more\n");
        }
    }

    /** That of the environment's ticket gate where it has one; {@code null} for the application's. */
    @CheckForNull
    private static String pattern(Plan plan) {
        return plan.target().gates().stream()
                .filter(GateSettings.Ticket.class::isInstance)
                .map(gate -> ((GateSettings.Ticket) gate).pattern())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String ticket(Plan plan, String ticket) {
        String link = plan.application().ticketLink();
        return link == null
                ? plain(ticket)
                : "[" + plain(ticket) + "]("
                        + link.replace("{ticket}", URLEncoder.encode(ticket, StandardCharsets.UTF_8)) + ")";
    }

    /** Text of others, which must not become markup or call people. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*_{}\\[\\]<>#|~!])", "\\\\$1")
                .replace("@", "@\u200b");
    }
}
