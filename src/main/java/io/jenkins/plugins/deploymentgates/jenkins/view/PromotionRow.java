package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.jenkins.approval.Ballot;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A promotion as pages show it. Immutable. */
public final class PromotionRow {
    private final Promotion promotion;
    private final Moment asked;

    @CheckForNull
    private final Moment earliest;

    @CheckForNull
    private final BuildRef build;

    private final Ballot ballot;

    private PromotionRow(Promotion promotion, Ballot ballot, @CheckForNull BuildRef build, Instant now) {
        this.promotion = promotion;
        this.ballot = ballot;
        this.build = build;
        this.asked = Moment.since(promotion.requestedAt(), now);
        this.earliest = Moment.until(promotion.earliest(), now);
    }

    static PromotionRow of(LedgerView view, Promotion promotion, Instant now) {
        return new PromotionRow(
                promotion,
                new Ballot(promotion, view.approvals(promotion.id())),
                BuildRef.newest(view.buildsOfPromotion(promotion.id())),
                now);
    }

    /** Those that have not come to an end, oldest first, of these applications. */
    static List<PromotionRow> open(LedgerView view, Set<String> applications, Instant now) {
        return view.openPromotions(null).stream()
                .filter(promotion -> applications.contains(promotion.application()))
                .map(promotion -> of(view, promotion, now))
                .toList();
    }

    public long getId() {
        return promotion.id();
    }

    public String getApplication() {
        return promotion.application();
    }

    public String getVersion() {
        return promotion.version();
    }

    /** The environments it comes from; empty from the source branch. */
    public String getFrom() {
        return String.join(", ", promotion.from());
    }

    public String getTo() {
        return promotion.to();
    }

    public Badge getStatus() {
        return Badge.of(promotion.status());
    }

    public String getTrigger() {
        return promotion.trigger();
    }

    public String getReason() {
        return promotion.reason();
    }

    public Moment getAsked() {
        return asked;
    }

    /** When it can pass at the earliest; {@code null} when that is not known. */
    @CheckForNull
    public Moment getEarliest() {
        return earliest;
    }

    /** The build that asked for it; {@code null} when none did. */
    @CheckForNull
    public BuildRef getBuild() {
        return build;
    }

    /** What whoever looks can do with it. */
    public Ballot getBallot() {
        return ballot;
    }

    /** What its server calls the pull request it became, such as {@code 42}; {@code null} for none. */
    @CheckForNull
    public String getPullRequest() {
        PullRequestLink link = promotion.pullRequest();
        return link == null ? null : link.id();
    }

    /** The page of the pull request; {@code null} for none, or one that is no web address. */
    @CheckForNull
    public String getPullRequestUrl() {
        PullRequestLink link = promotion.pullRequest();
        return link == null ? null : WebAddress.of(link.url());
    }

    public String getUrl() {
        return Links.of(promotion);
    }

    public String getApplicationUrl() {
        return Links.application(promotion.application());
    }

    public String getEnvironmentUrl() {
        return Links.environment(promotion.to());
    }
}
