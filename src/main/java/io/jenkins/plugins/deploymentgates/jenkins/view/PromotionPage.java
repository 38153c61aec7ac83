package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.jenkins.approval.Ballot;
import io.jenkins.plugins.deploymentgates.jenkins.approval.BallotBox;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** {@code /deployments/promotion/ID}: how it stands, what its gates say, who voted, and which builds are about it. */
public final class PromotionPage extends Page {
    private final Promotion promotion;
    private final PromotionRow row;
    private final List<Vote> votes;
    private final List<BuildRef> builds;

    @CheckForNull
    private final Moment ended;

    private PromotionPage(
            Promotion promotion,
            PromotionRow row,
            List<Vote> votes,
            List<BuildRef> builds,
            @CheckForNull Moment ended) {
        this.promotion = promotion;
        this.row = row;
        this.votes = votes;
        this.builds = builds;
        this.ended = ended;
    }

    @CheckForNull
    static PromotionPage find(long id) {
        Set<String> visible = ApplicationJobs.visible();
        return DeploymentGates.get().read(view -> view.promotion(id)
                .filter(found -> visible.contains(found.application()))
                .map(found -> read(view, found, now()))
                .orElse(null));
    }

    private static PromotionPage read(LedgerView view, Promotion promotion, Instant now) {
        return new PromotionPage(
                promotion,
                PromotionRow.of(view, promotion, now),
                view.approvals(promotion.id()).stream()
                        .map(vote -> new Vote(vote, now))
                        .toList(),
                view.buildsOfPromotion(promotion.id()).stream()
                        .map(BuildRef::of)
                        .toList(),
                Moment.since(promotion.endedAt(), now));
    }

    @Override
    public String getDisplayName() {
        return Messages.PromotionPage_displayName(String.valueOf(promotion.id()));
    }

    @Override
    public String getUrl() {
        return Links.of(promotion);
    }

    /** The promotion as the engine knows it. */
    public Promotion getPromotion() {
        return promotion;
    }

    /** The promotion as pages show it. */
    public PromotionRow getRow() {
        return row;
    }

    public long getId() {
        return promotion.id();
    }

    /** Whether anything can still happen to it. */
    public boolean isOpen() {
        return !promotion.status().isFinal();
    }

    /** When it came to an end; {@code null} while it has not. */
    @CheckForNull
    public Moment getEnded() {
        return ended;
    }

    /** The page of the release it moves. */
    public String getReleaseUrl() {
        return Links.release(promotion.application(), promotion.fingerprint());
    }

    /** The commit the target shall have; {@code null} without a repository. */
    @CheckForNull
    public String getCommit() {
        return promotion.commit();
    }

    /** Why gates were set aside; {@code null} when they were not. */
    @CheckForNull
    public String getOverrideReason() {
        return promotion.overrideReason();
    }

    /** Votes, oldest first; one a person. */
    public List<Vote> getVotes() {
        return votes;
    }

    /** What builds did with it, oldest first. */
    public List<BuildRef> getBuilds() {
        return builds;
    }

    /**
     * What its gates say, asked in the background; the same for everybody, since the gates judge who asked for it and who
     * voted, not who looks.
     */
    public Answer getAnswer() {
        return Explanations.get().ask(List.of("promotion", promotion, votes.size()), engine -> engine.promotions()
                .explain(promotion.id()));
    }

    /** What whoever looks can do with it. */
    public Ballot getBallot() {
        return row.getBallot();
    }

    /** {@code POST approve}: a yes, with an optional reason. */
    @RequirePOST
    public HttpResponse doApprove(@QueryParameter String reason) {
        return BallotBox.approve(promotion, reason);
    }

    /** {@code POST refuse}: a no, with a reason. */
    @RequirePOST
    public HttpResponse doRefuse(@QueryParameter String reason) {
        return BallotBox.refuse(promotion, reason);
    }

    /** {@code POST cancel}: calls it off. */
    @RequirePOST
    public HttpResponse doCancel() {
        return BallotBox.cancel(promotion);
    }

    /** One person's yes or no. */
    public static final class Vote {
        private final Approval approval;
        private final Moment moment;

        Vote(Approval approval, Instant now) {
            this.approval = approval;
            this.moment = Moment.since(approval.at(), now);
        }

        public String getBy() {
            return approval.by();
        }

        public Badge getResult() {
            return Badge.of(
                    approval.approved(), approval.approved() ? Messages.Badge_approved() : Messages.Badge_refused());
        }

        public String getReason() {
            return approval.reason();
        }

        public Moment getMoment() {
            return moment;
        }
    }
}
