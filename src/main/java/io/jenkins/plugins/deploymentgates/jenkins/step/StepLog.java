package io.jenkins.plugins.deploymentgates.jenkins.step;

import hudson.console.HyperlinkNote;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.promotion.Draft;
import io.jenkins.plugins.deploymentgates.promotion.FailureResult;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;

/** What steps write into the build's log; deployments and promotions link to their pages. */
final class StepLog {
    private final TaskListener listener;

    StepLog(TaskListener listener) {
        this.listener = listener;
    }

    void line(String text) {
        listener.getLogger().println(text);
    }

    /** What was reported of a deployment, how it stands now, and which promotions moved on because of it. */
    void recorded(String what, RecordResult result) {
        Deployment deployment = result.deployment();
        line(what + " " + link(deployment) + ": " + deployment.status()
                + (result.changed() ? "" : ", which was known already"));
        if (deployment.outOfBand() != null) {
            line("  out of band: " + deployment.outOfBand());
        }
        FailureResult failure = result.failure();
        if (failure != null && failure.answer().action() != FailureAnswer.Action.RECORDED) {
            line("  " + failure.answer().policy()
                    + (failure.answer().action() == FailureAnswer.Action.LEFT ? ": left to you: " : ": ")
                    + failure.answer().reason());
        }
        if (failure != null && failure.redeployment() != null) {
            Promotion redeployment = failure.redeployment().promotion();
            line("  " + link(redeployment) + " is " + redeployment.status() + ": " + redeployment.reason());
        }
        result.followUps()
                .forEach(moved -> line("  " + link(moved.promotion()) + " is "
                        + moved.promotion().status() + " now: "
                        + moved.promotion().reason()));
    }

    /** What a promotion waits for, and until when. */
    void waiting(Promotion promotion) {
        line(link(promotion) + waits(promotion));
    }

    /** The same without the promotion: tells whether that has changed. */
    static String waits(Promotion promotion) {
        return " waits"
                + (promotion.earliest() == null ? "" : " until " + Texts.instant(promotion.earliest()))
                + ": " + promotion.reason();
    }

    void explained(Explanation explanation) {
        Explanation.Subject subject = explanation.subject();
        line(subject.application() + " " + subject.version() + " to " + subject.to() + " would be "
                + explanation.verdict() + ": " + explanation.outlook());
        for (GateOutcome outcome : explanation.outcomes()) {
            boolean overridden = explanation.overridden().contains(outcome);
            line("  " + outcome.verdict() + (overridden ? " (overridden) " : " ") + sentence(outcome));
        }
    }

    /** The tags and the commit that a promotion would make. */
    void drafted(Draft draft) {
        draft.tags().forEach(tag -> line("  " + tag.explain()));
        if (draft.moves().isEmpty()) {
            line("  no commit: all of it is there already");
        }
        draft.moves().forEach(move -> line("  " + move.ref() + " would be at " + move.target()));
        if (!draft.moves().isEmpty()) {
            draft.message().strip().lines().forEach(text -> line("  | " + text));
            draft.files().forEach(file -> line("  " + file));
        }
    }

    /** What one gate said, and what would help. */
    static String sentence(GateOutcome outcome) {
        return outcome.gate() + ": " + outcome.reason()
                + (outcome.verdict() == Verdict.PASSED || outcome.remedy().isEmpty()
                        ? ""
                        : "; what would help: " + outcome.remedy());
    }

    static String link(Deployment deployment) {
        return HyperlinkNote.encodeTo("/" + StepLinks.deployment(deployment.id()), deployment.label());
    }

    static String link(Promotion promotion) {
        return HyperlinkNote.encodeTo("/" + StepLinks.promotion(promotion.id()), promotion.label());
    }
}
