package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks the gates of promotions that are pull requests, and writes what stands in these. Writes nothing down. Thread-safe. */
final class Asking {
    private final Services services;
    private final Planner planner;
    private final Execution execution;
    private final CommitPullRequests commits;

    Asking(Services services, Planner planner, Execution execution, CommitPullRequests commits) {
        this.services = services;
        this.planner = planner;
        this.execution = execution;
        this.commits = commits;
    }

    /** A promotion as planned now, and what its gates say to that. */
    record Asked(Plan plan, Explanation explanation) {}

    /** @param drafted whether gates may want to know what the way of promoting would make */
    Asked ask(Promotion promotion, Repositories repositories, boolean drafted) {
        Application application = services.configuration().application(promotion.application());
        CommitPullRequests.Found found = commits.of(
                application, () -> services.ledger().read(view -> planner.plan(view, promotion, repositories)));
        Plan plan = services.ledger().read(view -> {
            Plan planned = planner.plan(view, promotion, repositories).with(found);
            return drafted ? planner.drafted(view, planned, promotion.trigger(), repositories) : planned;
        });
        Map<GateSettings, GateOutcome> outside =
                execution.look(plan, promotion.trigger(), false, services.asker(promotion.id()));
        Explanation explanation = services.ledger()
                .read(view -> execution.explain(
                        view,
                        plan,
                        view.promotion(promotion.id()).orElseThrow(),
                        promotion.trigger(),
                        services.now(),
                        promotion.overrideReason() != null,
                        outside));
        return new Asked(plan, explanation);
    }

    /**
     * The pull request a plan becomes.
     *
     * @param promotion its number; {@code null} when it has none yet
     */
    static PullRequestDraft draft(
            Plan plan,
            Explanation explanation,
            @CheckForNull Long promotion,
            String trigger,
            Repositories repositories) {
        return PullRequestText.of(plan, explanation, promotion, trigger, files(plan, repositories));
    }

    /** What is different in the target then. */
    static List<String> files(Plan plan, Repositories repositories) {
        if (plan.draft() != null) {
            return plan.draft().files();
        }
        if (plan.moves().isEmpty()) {
            return List.of();
        }
        RefMove move = plan.moves().get(0);
        if (move.expected() == null) {
            return List.of();
        }
        return Objects.requireNonNull(repositories.of(plan.repositoryOf()))
                .changedFiles(move.expected(), Objects.requireNonNull(move.target()));
    }
}
