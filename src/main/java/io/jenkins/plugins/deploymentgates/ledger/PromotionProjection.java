package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.ledger.Projection.Context;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;

/** The part of the {@link Projection} about promotions and the votes on them. */
final class PromotionProjection {
    private final Sql sql;

    PromotionProjection(Sql sql) {
        this.sql = sql;
    }

    void requested(Event.PromotionRequested event, Context context) {
        sql.update(
                "INSERT INTO promotion (id, application, sources, environment, fingerprint, version, commit_id, kind,"
                        + " status, override_reason, actor, requested_at, reason, deployment)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
                event.id(),
                event.application(),
                EventCodec.write(event.from()),
                event.environment(),
                event.fingerprint(),
                event.version(),
                event.commit(),
                event.kind(),
                PromotionStatus.REQUESTED,
                event.overrideReason(),
                context.by(),
                context.at(),
                event.deployment());
    }

    void moved(Event.PromotionMoved event, Context context) {
        int moved = sql.update(
                "UPDATE promotion SET status = ?, reason = ?, earliest = ?, ended_at = ?, grounds ="
                        + " COALESCE(?, grounds) WHERE id = ?",
                event.to(),
                event.reason(),
                event.earliest(),
                event.to().isFinal() ? context.at() : null,
                event.grounds() == null ? null : EventCodec.write(event.grounds()),
                event.promotion());
        if (moved == 0) {
            throw missing(event, event.promotion());
        }
    }

    void pullRequestOpened(Event.PullRequestOpened event, Context context) {
        PullRequestLink link = event.pullRequest();
        int changed = sql.update(
                "UPDATE promotion SET pull_request = ?, pull_request_url = ?, pull_request_branch = ? WHERE id = ?",
                link.id(),
                link.url(),
                link.branch(),
                event.promotion());
        if (changed == 0) {
            throw missing(event, event.promotion());
        }
    }

    /** The event is the record; nothing is derived from it. */
    void pullRequestEnded(Event.PullRequestEnded event, Context context) {
        check(event, event.promotion());
    }

    /** The event is the record; nothing is derived from it. */
    void overrideUsed(Event.OverrideUsed event, Context context) {
        check(event, event.promotion());
    }

    /** One vote a person: the same again changes nothing, another decision takes the first one's place. */
    void approvalGiven(Event.ApprovalGiven event, Context context) {
        check(event, event.promotion());
        sql.update(
                "INSERT INTO approval (promotion, actor, groups, approved, reason, at, sequence)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (promotion, actor) DO UPDATE SET"
                        + " groups = excluded.groups, approved = excluded.approved, reason = excluded.reason,"
                        + " at = excluded.at, sequence = excluded.sequence"
                        + " WHERE approval.approved <> excluded.approved",
                event.promotion(),
                context.by(),
                EventCodec.write(event.groups()),
                event.approved(),
                event.reason(),
                context.at(),
                context.sequence());
    }

    private void check(Event event, long promotion) {
        if (!sql.exists("SELECT 1 FROM promotion WHERE id = ?", promotion)) {
            throw missing(event, promotion);
        }
    }

    private static LedgerException missing(Event event, long promotion) {
        return Projection.missing(event, "promotion " + promotion);
    }
}
