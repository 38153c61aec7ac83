package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.Table.Cell;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.insight.Comparison;
import io.jenkins.plugins.deploymentgates.insight.Ticket;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.promotion.Draft;
import io.jenkins.plugins.deploymentgates.promotion.FailureResult;
import io.jenkins.plugins.deploymentgates.promotion.HotfixResult;
import io.jenkins.plugins.deploymentgates.promotion.PromotionResult;
import io.jenkins.plugins.deploymentgates.promotion.PullRequestDraft;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows to people what several commands have in common. */
record Show(PrintWriter out, Screen screen, int width, Instant now) {

    void line(String text) {
        out.println(text);
    }

    /** Several lines, each ended. */
    void text(String text) {
        out.print(text);
        out.flush();
    }

    void table(Table table, String indent) {
        table.print(out, screen, width, indent);
    }

    /** What a recording or verification led to. */
    void recorded(RecordResult result) {
        Deployment deployment = result.deployment();
        line(deployment.label() + ": " + status(deployment.status())
                + (result.changed() ? "" : screen.faint(", known already")));
        if (deployment.outOfBand() != null) {
            line("  " + screen.bad("out of band") + ": " + Screen.oneLine(deployment.outOfBand()));
        }
        if (result.failure() != null) {
            failure(result.failure());
        }
        promotions(result.followUps());
    }

    /** What a failure policy did; nothing where it was only to record. */
    private void failure(FailureResult failure) {
        FailureAnswer answer = failure.answer();
        if (answer.action() != FailureAnswer.Action.RECORDED) {
            line("  " + answer.policy()
                    + (answer.action() == FailureAnswer.Action.LEFT ? screen.bad(": left to you: ") : ": ")
                    + Screen.oneLine(answer.reason()));
        }
        if (failure.redeployment() != null) {
            promotion(failure.redeployment());
        }
    }

    /** How promotions stand, with what their gates said unless they are done. */
    void promotions(List<PromotionResult> results) {
        results.forEach(this::promotion);
    }

    /** How a promotion stands, with what its gates said unless it is done. */
    void promotion(PromotionResult result) {
        Promotion promotion = result.promotion();
        boolean done = promotion.status() == PromotionStatus.PROMOTED;
        line(promotion.label() + ": " + status(promotion.status())
                + (done || promotion.reason().isEmpty() ? "" : ": " + Screen.oneLine(promotion.reason())));
        if (result.explanation() != null && !done) {
            outcomes(result.explanation());
        }
        if (promotion.status() == PromotionStatus.WAITING && promotion.earliest() != null) {
            line("  earliest " + instant(promotion.earliest()));
        }
    }

    /** How a hotfix stands. */
    void hotfix(HotfixResult result) {
        Hotfix hotfix = result.hotfix();
        line("hotfix " + hotfix.name() + " of " + hotfix.application() + ": " + hotfix.status() + ", branch "
                + hotfix.branch() + " from " + hotfix.from() + " at " + Texts.commit(hotfix.base()));
        promotions(result.resumed());
        result.notes().forEach(note -> line("  " + Screen.oneLine(note)));
    }

    /** Every gate, then all together. */
    void explanation(Explanation explanation) {
        Explanation.Subject subject = explanation.subject();
        line(screen.bold(subject.label())
                + (subject.from().isEmpty() ? "" : " from " + String.join(", ", subject.from()))
                + (subject.kind() == PromotionKind.FORWARD ? "" : ", " + word(subject.kind()))
                + (subject.commit() == null ? "" : ", commit " + Texts.commit(subject.commit())));
        outcomes(explanation);
        line(verdict(explanation.verdict()) + ": " + Screen.oneLine(explanation.outlook()));
    }

    private void outcomes(Explanation explanation) {
        int names = explanation.outcomes().stream()
                .mapToInt(outcome -> Screen.width(outcome.gate()))
                .max()
                .orElse(0);
        for (GateOutcome outcome : explanation.outcomes()) {
            String pad = " ".repeat(names - Screen.width(outcome.gate()));
            String overridden = explanation.overridden().contains(outcome) ? screen.wait(" (overridden)") : "";
            line("  " + symbol(outcome.verdict()) + " " + outcome.gate() + pad + "  " + Screen.oneLine(outcome.reason())
                    + overridden);
            String indent = " ".repeat(names + 6);
            if (!outcome.lookedAt().isEmpty()) {
                line(indent + screen.faint("looked at " + Screen.oneLine(outcome.lookedAt())));
            }
            if (!outcome.remedy().isEmpty()) {
                line(indent + "→ " + Screen.oneLine(outcome.remedy()));
            }
            if (outcome.verdict() == Verdict.WAITING && outcome.earliest() != null) {
                line(indent + "earliest " + instant(outcome.earliest()));
            }
        }
    }

    /** Commits, one a line; more than some are only counted. */
    void commits(String heading, List<Line.Commit> commits, int most) {
        line(heading + ": " + (commits.isEmpty() ? "none" : Texts.count(commits.size(), "commit")));
        commits.stream().limit(most).forEach(commit -> commit(commit, null));
        if (commits.size() > most) {
            line("  and " + (commits.size() - most) + " more");
        }
    }

    /** The same with the pages where they can be read, where those are known. */
    void linkedCommits(String heading, List<Comparison.Commit> commits, int most) {
        line(heading + ": " + (commits.isEmpty() ? "none" : Texts.count(commits.size(), "commit")));
        commits.stream().limit(most).forEach(one -> commit(one.commit(), one.link()));
        if (commits.size() > most) {
            line("  and " + (commits.size() - most) + " more");
        }
    }

    /**
     * What commits and pull requests name, with the pages where it can be read if those are known.
     *
     * @param withoutPullRequests why not all that pull requests name; {@code null} when it is all
     */
    void tickets(List<Ticket> tickets, @CheckForNull String withoutPullRequests) {
        line("tickets: "
                + (tickets.isEmpty()
                        ? "none"
                        : tickets.stream()
                                .map(one -> Screen.oneLine(one.key()) + (one.link() == null ? "" : " " + one.link()))
                                .collect(Collectors.joining(", "))));
        if (withoutPullRequests != null) {
            line("not every ticket of pull requests is told: " + Screen.oneLine(withoutPullRequests));
        }
    }

    /** A commit that would be made: where, its message, and what it would change. */
    void draft(Draft draft, int most) {
        String where = draft.environment() == null ? "" : " to the repository of " + draft.environment();
        draft.tags().forEach(tag -> line(Screen.oneLine(tag.explain())));
        if (draft.zip() != null) {
            line((draft.zip().there() ? "no file: there already is " : "a file: ")
                    + Screen.oneLine(draft.zip().file()) + ", SHA-256 "
                    + draft.zip().sha256());
        } else if (draft.arrived()) {
            line("no commit" + where + ": all of it is there already");
        }
        if (draft.arrived()) {
            return;
        }
        for (RefMove move : draft.moves()) {
            line("a commit" + where + ": " + move.ref() + " "
                    + (move.expected() == null ? "(none)" : Texts.commit(move.expected())) + " -> "
                    + (move.target() == null ? "(none)" : Texts.commit(move.target())));
        }
        draft.message().strip().lines().forEach(text -> line("  " + screen.faint("|") + " " + Screen.clean(text)));
        draft.files().stream().limit(most).forEach(file -> line("  " + Screen.oneLine(file)));
        if (draft.files().size() > most) {
            line("  and " + (draft.files().size() - most) + " more files");
        }
    }

    /** A pull request that would be opened: from where to where, what it would need, and its text. */
    void pullRequest(PullRequestDraft draft) {
        line("a pull request from " + draft.branch() + " into " + draft.target() + ": "
                + Screen.oneLine(draft.title()));
        List<String> needs = new ArrayList<>();
        draft.checks().forEach(check -> needs.add("check " + check));
        if (draft.reviews() > 0) {
            needs.add(Texts.count(draft.reviews(), "review"));
        }
        if (!needs.isEmpty()) {
            line("  needs " + Texts.and(needs));
        }
        draft.text().strip().lines().forEach(text -> line("  " + screen.faint("|") + " " + Screen.clean(text)));
    }

    /** A commit, with the page where it can be read if that is known. */
    void commit(Line.Commit commit, @CheckForNull String link) {
        line("  " + screen.faint(commit.shortId()) + " " + Screen.oneLine(commit.subject())
                + screen.faint(" (" + Screen.oneLine(name(commit.author())) + ")")
                + (link == null ? "" : " " + link));
    }

    /** The name without the mail address. */
    private static String name(String author) {
        return author.replaceFirst(" ?<[^<>]*>$", "");
    }

    String instant(Instant instant) {
        return Texts.instant(instant)
                + (instant.isAfter(now) ? " (in " + Texts.duration(Duration.between(now, instant)) + ")" : "");
    }

    /** How long ago; a clock that was set back does not make it negative. */
    String age(@CheckForNull Instant instant) {
        return instant == null || instant.isAfter(now) ? "0s" : Texts.duration(Duration.between(instant, now));
    }

    String status(DeploymentStatus status) {
        return switch (status) {
            case VERIFIED -> screen.good(status.name());
            case FAILED -> screen.bad(status.name());
            case NOT_STARTED, CREATED, STARTED, COMPLETED -> screen.wait(status.name());
        };
    }

    Cell statusCell(DeploymentStatus status) {
        return Cell.of(status.name(), text -> text.equals(status.name()) ? status(status) : text);
    }

    private String status(PromotionStatus status) {
        return switch (status) {
            case PROMOTED -> screen.good(status.name());
            case REFUSED, CANCELLED, FAILED -> screen.bad(status.name());
            case REQUESTED, WAITING, EXECUTING -> screen.wait(status.name());
        };
    }

    private String verdict(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> screen.good(verdict.name());
            case WAITING -> screen.wait(verdict.name());
            case REFUSED -> screen.bad(verdict.name());
        };
    }

    private String symbol(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> screen.good("✔");
            case WAITING -> screen.wait("…");
            case REFUSED -> screen.bad("✘");
        };
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
