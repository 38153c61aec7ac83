package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.promotion.forge.CheckState;
import io.jenkins.plugins.deploymentgates.promotion.forge.CommitStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells servers with pull requests what the gates say about a commit, as {@code deployment-gates/ENVIRONMENT}. What was
 * told already is not told again; trouble there is logged and is never in the way of a promotion. Thread-safe.
 */
final class CommitStatuses {
    private static final Logger LOGGER = LoggerFactory.getLogger(CommitStatuses.class);

    private final Services services;
    private final ForgeAccess forges;
    private final Map<Place, CommitStatus> told = new ConcurrentHashMap<>();

    CommitStatuses(Services services, ForgeAccess forges) {
        this.services = services;
        this.forges = forges;
    }

    /** Where the newest report is remembered; one an environment is enough. */
    private record Place(String application, String environment, String commit) {}

    /** Brings the report on the commit of a plan up to date: on the pull request's, where it becomes one. */
    void tell(long id, Plan plan, @CheckForNull Explanation explanation) {
        if (PullRequestIntents.takes(plan)) {
            tell(id, plan.moves().get(0).target(), plan.repositoryOf(), explanation);
        } else {
            tell(id, plan.commit(), null, explanation);
        }
    }

    /**
     * Brings a commit's report up to date.
     *
     * @param id the promotion
     * @param repository the environment whose own repository has the commit; {@code null} for the application's
     * @param explanation what the gates said; {@code null} when they were not asked
     */
    void tell(
            long id,
            @CheckForNull String commit,
            @CheckForNull String repository,
            @CheckForNull Explanation explanation) {
        Promotion promotion = services.ledger().read(view -> view.promotion(id).orElseThrow());
        Application application = services.configuration().applications().get(promotion.application());
        GitSettings git = application == null ? null : application.git();
        ForgeSettings forge = git == null ? null : git.forge();
        if (application == null || forge == null || !forge.commitStatus() || commit == null) {
            return;
        }
        CommitStatus status = status(promotion, explanation);
        Place place = new Place(application.name(), promotion.to(), commit);
        if (status == null || status.equals(told.get(place))) {
            return;
        }
        try {
            forges.of(application, repository).status(commit, status);
            told.keySet()
                    .removeIf(known -> known.application().equals(place.application())
                            && known.environment().equals(place.environment()));
            told.put(place, status);
        } catch (DeploymentGatesException e) {
            LOGGER.warn("The commit of {} could not be told how it stands: {}", promotion.label(), e.getMessage());
        }
    }

    @CheckForNull
    private static CommitStatus status(Promotion promotion, @CheckForNull Explanation explanation) {
        String context = "deployment-gates/" + promotion.to();
        if (promotion.status() == PromotionStatus.PROMOTED) {
            return new CommitStatus(context, CheckState.PASSED, "promoted " + promotion.version(), null);
        }
        if (promotion.status().isFinal()) {
            return new CommitStatus(
                    context,
                    CheckState.FAILED,
                    promotion.status().name().toLowerCase(Locale.ROOT) + ": " + promotion.reason(),
                    null);
        }
        if (explanation == null) {
            return null;
        }
        List<String> open = explanation.outcomes().stream()
                .filter(outcome ->
                        outcome.verdict() != Verdict.PASSED && !outcome.gate().equals(Evidence.GATE))
                .filter(outcome -> !explanation.overridden().contains(outcome))
                .map(outcome -> outcome.gate() + ": " + outcome.reason())
                .toList();
        return open.isEmpty()
                ? new CommitStatus(context, CheckState.PASSED, "all gates passed", null)
                : new CommitStatus(context, CheckState.PENDING, String.join("; ", open), null);
    }
}
