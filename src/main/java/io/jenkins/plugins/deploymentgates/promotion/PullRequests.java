package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings.Merge;
import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.PushResult;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Verdict;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import io.jenkins.plugins.deploymentgates.promotion.Services.Locks;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forge;
import io.jenkins.plugins.deploymentgates.promotion.forge.NewPullRequest;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest.State;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries promotions out by pull requests. The intent is in the ledger until the pull request is merged or closed; each
 * call looks at the ledger, the branch and the server of pull requests, and does what is missing, so that a crash at any
 * point makes no second pull request and loses none. The caller holds the environment's lock. Thread-safe.
 */
final class PullRequests {
    private static final Logger LOGGER = LoggerFactory.getLogger(PullRequests.class);
    private final Services services;
    private final Asking asking;
    private final ForgeAccess forges;
    private final PullRequestPolls polls;
    private final PullRequestRecords records;
    private final PullRequestMerges merges;
    private final PullRequestEnds ends;

    PullRequests(Services services, Asking asking, ForgeAccess forges) {
        this.services = services;
        this.asking = asking;
        this.forges = forges;
        this.polls = new PullRequestPolls(services);
        this.records = new PullRequestRecords(services);
        this.merges = new PullRequestMerges(services, asking, records);
        this.ends = new PullRequestEnds(services, merges);
    }

    /** Promotions into an environment that wait for their pull requests. */
    List<Long> into(String application, String environment) {
        return services.ledger().read(view -> OpenPullRequests.promotions(view, application)).stream()
                .filter(open -> open.to().equals(environment))
                .map(Promotion::id)
                .toList();
    }

    /** Promotions whose pull requests are to be looked at again by now. */
    List<Long> due() {
        return polls.due();
    }

    /** Opens the pull request of an intent that has just been written, as the gates have just said. */
    Explanation open(PushIntent intent, Plan plan, Explanation explanation, Repositories repositories) {
        attempt(intent, repositories, one -> {
            services.progress().at(Step.INTENDED);
            publish(one, plan, explanation, false);
            return null;
        });
        return shown(explanation, intent);
    }

    /**
     * Goes on with a pull request, however far it is.
     *
     * @return what the gates and the pull request said; {@code null} when they were not asked
     */
    @CheckForNull
    Explanation proceed(PushIntent intent, Repositories repositories) {
        return attempt(intent, repositories, one -> {
            if (one.promotion().status().isFinal()) {
                ends.withdraw(one);
                return null;
            }
            one.repository().fetch();
            PullRequestLink link = one.promotion().pullRequest();
            return link == null ? resume(one) : look(one, one.forge().find(link.id()));
        });
    }

    /** Closes the pull request of a promotion that has ended in the ledger; one that goes on is left alone. */
    void tidy(PushIntent intent, Repositories repositories) {
        long id = intent.promotions().get(0);
        if (services.ledger()
                .read(view -> view.promotion(id).orElseThrow().status().isFinal())) {
            proceed(intent, repositories);
        }
    }

    /**
     * Closes those of promotions that have ended and could not be closed when they did.
     *
     * @param application of this application, or of all for {@code null}
     */
    void closeEnded(@CheckForNull String application) {
        services.ledger().read(view -> OpenPullRequests.promotions(view, application)).stream()
                .filter(promotion -> promotion.status().isFinal())
                .forEach(this::ended);
    }

    /** The same right after somebody has ended it; when that cannot be done now, it is done later. */
    void ended(Promotion promotion) {
        Optional<PushIntent> intent = services.ledger().read(view -> OpenPullRequests.intentOf(view, promotion.id()));
        if (intent.isEmpty()) {
            return;
        }
        Optional<Locks> locks = services.tryLock(promotion.application(), List.of(promotion.to()));
        if (locks.isEmpty()) {
            return;
        }
        Locks held = locks.get();
        try (held;
                Repositories repositories = services.repositories(promotion, Access.WRITE)) {
            tidy(intent.get(), repositories);
        } catch (DeploymentGatesException e) {
            LOGGER.warn("The pull request of {} could not be closed yet: {}", promotion.label(), e.getMessage());
        }
    }

    /** What an open pull request still needs, as a gate would say it; empty for a promotion that is none. */
    Optional<GateOutcome> evidence(Promotion promotion) {
        Optional<PushIntent> intent = services.ledger().read(view -> OpenPullRequests.intentOf(view, promotion.id()));
        PullRequestLink link = promotion.pullRequest();
        if (intent.isEmpty() || link == null) {
            return Optional.empty();
        }
        Application application = services.configuration().application(promotion.application());
        try {
            Forge forge = forges.of(application, intent.get().environment());
            String commit = Objects.requireNonNull(intent.get().refs().get(0).target());
            return Optional.of(
                    Evidence.of(forge, link, commit, settings(application)).outcome());
        } catch (DeploymentGatesException e) {
            return Optional.of(GateOutcome.waitingFor(Evidence.GATE, e.getMessage(), link.label(), "ask again later"));
        }
    }

    private static PullRequestSettings settings(Application application) {
        return Objects.requireNonNull(
                Objects.requireNonNull(application.requiredGit().forge()).pullRequests());
    }

    private interface Work {
        @CheckForNull
        Explanation go(PullRequestCase one);
    }

    /** Trouble with the server is written down as what the promotion waits for, and tried again later. */
    @CheckForNull
    private Explanation attempt(PushIntent intent, Repositories repositories, Work work) {
        long id = intent.promotions().get(0);
        Promotion promotion = services.ledger().read(view -> view.promotion(id).orElseThrow());
        try {
            Application application = services.configuration().application(intent.application());
            PullRequestCase one = new PullRequestCase(
                    intent,
                    promotion,
                    application,
                    Objects.requireNonNull(repositories.of(intent.environment())),
                    repositories,
                    forges.of(application, intent.environment()));
            Explanation explanation = work.go(one);
            polls.looked(id, settings(application).poll());
            return explanation;
        } catch (DeploymentGatesException e) {
            LOGGER.warn("The pull request of {} could not be looked at: {}", promotion.label(), e.getMessage());
            boolean known = promotion.reason().startsWith(Evidence.GATE + ": ");
            if (polls.failed(id, e) || !known) {
                records.wait(id, Evidence.GATE + ": " + e.getMessage());
            }
            return null;
        }
    }

    /** After a crash before the ledger knew of the pull request: it may be there, it may even be merged. */
    @CheckForNull
    private Explanation resume(PullRequestCase one) {
        Optional<PullRequest> there = one.forge()
                .ofBranch(PullRequestIntents.branchOf(one.source()), one.target())
                .filter(known -> known.headCommit().equals(one.commit()));
        if (there.isPresent()) {
            return look(one.with(records.opened(one.intent(), there.get(), null)), there);
        }
        Asking.Asked asked = asking.ask(one.promotion(), one.repositories(), true);
        if (asked.explanation().verdict() != Verdict.PASSED) {
            ends.giveUp(one, asked.explanation());
            return asked.explanation();
        }
        publish(one, asked.plan(), asked.explanation(), true);
        return shown(asked.explanation(), one.intent());
    }

    /** Pushes the branch unless it is there, and opens the pull request. */
    private void publish(PullRequestCase one, Plan plan, Explanation explanation, boolean again) {
        RefMove source = one.source();
        PushResult prepared = Execution.prepare(List.of(plan), one.intent().by(), one.repositories());
        if (!prepared.done()) {
            ends.fail(one, prepared.detail());
            return;
        }
        services.progress().at(Step.PREPARED);
        String there = one.repository().refs(List.of(source.ref())).get(source.ref());
        if (there == null) {
            PushResult pushed = one.repository().push(List.of(source));
            if (!pushed.done()) {
                ends.fail(
                        one,
                        "the branch " + PullRequestIntents.branchOf(source)
                                + " of the pull request could not be pushed: " + pushed.detail());
                return;
            }
        } else if (!again || !there.equals(source.target())) {
            ends.fail(
                    one,
                    "the branch " + PullRequestIntents.branchOf(source) + " exists already, at " + there
                            + "; delete it, or set another git.forge.pullRequests.branch, and ask again");
            return;
        }
        services.progress().at(Step.PUSHED);
        PullRequestDraft draft = Asking.draft(
                plan, explanation, one.promotion().id(), one.promotion().trigger(), one.repositories());
        PullRequest opened = one.forge()
                .open(new NewPullRequest(
                        PullRequestIntents.branchOf(source), one.target(), draft.title(), draft.text()));
        PullRequestLink link = new PullRequestLink(opened.id(), opened.url(), PullRequestIntents.branchOf(source));
        Evidence none = Evidence.none(link, one.commit(), one.pullRequests());
        records.opened(one.intent(), opened, explanation.and(none.outcome()).reason());
        services.progress().at(Step.RECORDED);
    }

    /** Holds what the server says against the branches, and the gates against both. */
    @CheckForNull
    private Explanation look(PullRequestCase one, Optional<PullRequest> found) {
        PullRequestLink link = Objects.requireNonNull(one.promotion().pullRequest());
        String head = one.repository().heads().get(one.target());
        boolean merged = found.isPresent() && found.get().state() == State.MERGED;
        if (head != null && (merged || one.commit().equals(head))) {
            Evidence evidence = Evidence.of(one.forge(), link, one.commit(), one.pullRequests());
            merges.merged(one, found.orElse(null), head, evidence.missing());
            return null;
        }
        if (found.isEmpty() || found.get().state() != State.OPEN) {
            ends.closed(one, found.orElse(null));
            return null;
        }
        String there = one.repository()
                .refs(List.of(one.source().ref()))
                .get(one.source().ref());
        if (!one.commit().equals(there)) {
            ends.fail(
                    one,
                    "the branch " + link.branch() + " of " + link.label()
                            + (there == null
                                    ? " was deleted, so it cannot be merged"
                                    : " was moved by somebody else from " + one.commit() + " to " + there
                                            + ", which no gate was asked about")
                            + "; ask for the promotion again");
            return null;
        }
        return waits(one, found.get(), link);
    }

    private Explanation waits(PullRequestCase one, PullRequest found, PullRequestLink link) {
        Evidence evidence = Evidence.of(one.forge(), link, one.commit(), one.pullRequests());
        Asking.Asked asked = asking.ask(one.promotion(), one.repositories(), true);
        Explanation gates = asked.explanation();
        Explanation all = gates.and(evidence.outcome());
        if (gates.verdict() == Verdict.REFUSED) {
            ends.refuse(one, gates);
            return all;
        }
        if (records.wait(one.promotion().id(), all.reason())) {
            PullRequestDraft draft = Asking.draft(
                    asked.plan(), all, one.promotion().id(), one.promotion().trigger(), one.repositories());
            one.forge().update(found.id(), draft.title(), draft.text());
        }
        if (gates.passed() && evidence.missing().isEmpty() && one.pullRequests().merge() == Merge.PUSH) {
            mergeByPush(one, link);
        }
        return all;
    }

    /** The intent in the ledger says to which commit; a crash after the push is found by where the target is then. */
    private void mergeByPush(PullRequestCase one, PullRequestLink link) {
        String head = one.repository().heads().get(one.target());
        PushResult pushed = one.repository().push(List.of(RefMove.branch(one.target(), head, one.commit())));
        services.progress().at(Step.PUSHED);
        if (pushed.done()) {
            merges.merged(one, null, one.commit(), List.of());
        } else {
            ends.fail(one, link.label() + " could not be merged by a push: " + pushed.detail());
        }
    }

    /** What was said before it was opened, and that it is open now. */
    private Explanation shown(Explanation explanation, PushIntent intent) {
        Promotion now = services.ledger()
                .read(view -> view.promotion(intent.promotions().get(0)).orElseThrow());
        PullRequestLink link = now.pullRequest();
        if (link == null || now.status() != PromotionStatus.WAITING) {
            return explanation;
        }
        PullRequestSettings settings = settings(services.configuration().application(intent.application()));
        return explanation.and(
                Evidence.none(link, Objects.requireNonNull(intent.refs().get(0).target()), settings)
                        .outcome());
    }
}
