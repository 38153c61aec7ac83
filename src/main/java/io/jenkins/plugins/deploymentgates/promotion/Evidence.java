package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings.Merge;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.promotion.forge.Check;
import io.jenkins.plugins.deploymentgates.promotion.forge.CheckState;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forge;
import io.jenkins.plugins.deploymentgates.promotion.forge.Review;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an open pull request has and lacks of the checks and reviews that are configured. Immutable.
 *
 * @param outcome as a gate would say it: it waits for as long as the pull request is open
 * @param missing what is required and not there; empty when only merging it is left
 */
record Evidence(GateOutcome outcome, List<String> missing) {
    /** The name it goes by among the gates. */
    static final String GATE = "pullRequest";

    Evidence {
        missing = List.copyOf(missing);
    }

    /** Asks the server for what is configured, and for nothing else. */
    static Evidence of(Forge forge, PullRequestLink link, String commit, PullRequestSettings settings) {
        return of(
                link,
                commit,
                settings.checks().isEmpty() ? List.of() : forge.checks(commit),
                settings.reviews() == 0 ? List.of() : forge.reviews(link.id()),
                settings);
    }

    /** Of a pull request that was opened just now. */
    static Evidence none(PullRequestLink link, String commit, PullRequestSettings settings) {
        return of(link, commit, List.of(), List.of(), settings);
    }

    private static Evidence of(
            PullRequestLink link,
            String commit,
            List<Check> checks,
            List<Review> reviews,
            PullRequestSettings settings) {
        List<String> missing = new ArrayList<>();
        for (String name : settings.checks()) {
            Optional<Check> check =
                    checks.stream().filter(one -> one.name().equals(name)).findFirst();
            if (check.isEmpty()) {
                missing.add("check " + name + " has not reported yet");
            } else if (check.get().state() != CheckState.PASSED) {
                missing.add(
                        "check " + name + (check.get().state() == CheckState.FAILED ? " failed" : " is not done yet"));
            }
        }
        int approvals = 0;
        if (settings.reviews() > 0) {
            // A judgement of other commits is none of this one.
            List<Review> current = reviews.stream()
                    .filter(review -> review.commit() == null || review.commit().equals(commit))
                    .toList();
            current.stream()
                    .filter(review -> review.state() == Review.State.CHANGES_REQUESTED)
                    .forEach(review -> missing.add(review.by() + " asks for changes"));
            approvals = (int) current.stream()
                    .filter(review -> review.state() == Review.State.APPROVED)
                    .map(Review::by)
                    .distinct()
                    .count();
            if (approvals < settings.reviews()) {
                missing.add(approvals + " of " + Texts.count(settings.reviews(), "review"));
            }
        }
        boolean merge = settings.merge() == Merge.FORGE;
        String reason = "waits for " + link.label() + " to be merged"
                + (missing.isEmpty() ? "" : ": " + String.join(", ", missing));
        String lookedAt = link.branch() + " at " + Texts.commit(commit)
                + (settings.reviews() == 0 ? "" : ", " + Texts.count(approvals, "approval"));
        String remedy = merge
                ? "merge it there, or close it to call the promotion off"
                : missing.isEmpty()
                        ? "it is merged by a push"
                        : "it is merged once all of that is there; close it to call the promotion off";
        return new Evidence(GateOutcome.waitingFor(GATE, reason, lookedAt, remedy), missing);
    }
}
