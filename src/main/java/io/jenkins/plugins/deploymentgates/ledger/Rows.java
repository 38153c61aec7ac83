package io.jenkins.plugins.deploymentgates.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.DriftNote;
import io.jenkins.plugins.deploymentgates.model.FailureAnswer;
import io.jenkins.plugins.deploymentgates.model.Flow;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.HoldSpan;
import io.jenkins.plugins.deploymentgates.model.Hotfix;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RecordedArtifact;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of the derived tables as model values; each list of columns goes with the mapper after it. */
final class Rows {
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
    private static final TypeReference<Set<String>> STRING_SET = new TypeReference<>() {};
    private static final TypeReference<List<Long>> NUMBERS = new TypeReference<>() {};
    private static final TypeReference<List<RefMove>> REFS = new TypeReference<>() {};
    private static final TypeReference<List<Flow.Stage>> STAGES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> STRING_MAP = new TypeReference<>() {};

    private Rows() {}

    /** Of the table {@code deployment}, named {@code d} in the query. */
    static final String DEPLOYMENT = deploymentEnding("(SELECT n.created_at FROM deployment n WHERE"
            + " n.application = d.application AND n.environment = d.environment AND n.sequence > d.sequence"
            + " ORDER BY n.sequence LIMIT 1)");

    /** The same where it is known to be the newest of its cell, which has not ended. */
    static final String CURRENT_DEPLOYMENT = deploymentEnding("NULL");

    /** The newest deployment's id of a row of {@code cell}, named {@code c} in the query. */
    static final String NEWEST_OF_CELL = "(SELECT e.id FROM deployment e WHERE e.application = c.application"
            + " AND e.environment = c.environment AND e.sequence IS NOT NULL ORDER BY e.sequence DESC LIMIT 1)";

    /** How many columns {@link #DEPLOYMENT} has. */
    static final int DEPLOYMENT_COLUMNS = 21;

    private static String deploymentEnding(String endedAt) {
        return "d.id, d.application, d.environment, d.fingerprint, d.version, d.commit_id,"
                + " d.status, d.cause, d.promotion, d.out_of_band, d.actor, d.created_at, d.started_at, d.completed_at,"
                + " d.verified_at, d.last_verified_at, d.failed_at, " + endedAt
                + ", d.voided, d.flow, d.sequence";
    }

    static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                DeploymentStatus.valueOf(row.getString(7)),
                Deployment.Cause.valueOf(row.getString(8)),
                Sql.optionalLong(row, 9),
                row.getString(10),
                row.getString(11),
                Instant.ofEpochMilli(row.getLong(12)),
                Sql.instant(row, 13),
                Sql.instant(row, 14),
                Sql.instant(row, 15),
                Sql.instant(row, 16),
                Sql.instant(row, 17),
                Sql.instant(row, 18),
                row.getString(19),
                Sql.optionalLong(row, 20),
                row.getLong(21));
    }

    static final String FAILURE_ANSWER = "deployment, application, environment, policy, action, promotion, reason, at";

    static FailureAnswer failureAnswer(ResultSet row) throws SQLException {
        return new FailureAnswer(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                FailureAnswer.Action.valueOf(row.getString(5)),
                Sql.optionalLong(row, 6),
                row.getString(7),
                Instant.ofEpochMilli(row.getLong(8)));
    }

    static final String VERIFICATION = "id, deployment, check_name, passed, url, actor, at";

    static Verification verification(ResultSet row) throws SQLException {
        return new Verification(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getInt(4) == 1,
                row.getString(5),
                row.getString(6),
                Instant.ofEpochMilli(row.getLong(7)));
    }

    static final String PROMOTION = "id, application, sources, environment, fingerprint, version, commit_id, kind,"
            + " status, override_reason, actor, requested_at, reason, earliest, ended_at, deployment,"
            + " pull_request, pull_request_url, pull_request_branch";

    static Promotion promotion(ResultSet row) throws SQLException {
        String pullRequest = row.getString(17);
        return new Promotion(
                row.getLong(1),
                row.getString(2),
                EventCodec.read(row.getString(3), STRINGS),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                PromotionKind.valueOf(row.getString(8)),
                PromotionStatus.valueOf(row.getString(9)),
                row.getString(10),
                row.getString(11),
                Instant.ofEpochMilli(row.getLong(12)),
                row.getString(13),
                Sql.instant(row, 14),
                Sql.instant(row, 15),
                Sql.optionalLong(row, 16),
                pullRequest == null ? null : new PullRequestLink(pullRequest, row.getString(18), row.getString(19)));
    }

    static final String ARTIFACT = "id, module_group, module_name, version, source_url, digest, actor, at";

    static RecordedArtifact artifact(ResultSet row) throws SQLException {
        return new RecordedArtifact(
                row.getLong(1),
                new Artifact(
                        new Module(row.getString(2), row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                row.getString(7),
                Instant.ofEpochMilli(row.getLong(8)));
    }

    static final String FLOW =
            "id, artifact, application, pipeline, configuration, fingerprint, version, stages, actor, at";

    static Flow flow(ResultSet row) throws SQLException {
        return new Flow(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                EventCodec.read(row.getString(8), STAGES),
                row.getString(9),
                Instant.ofEpochMilli(row.getLong(10)));
    }

    static final String APPROVAL = "promotion, actor, groups, approved, reason, at";

    static Approval approval(ResultSet row) throws SQLException {
        return new Approval(
                row.getLong(1),
                row.getString(2),
                EventCodec.read(row.getString(3), STRING_SET),
                row.getInt(4) == 1,
                row.getString(5),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    static final String BUILD_LINK =
            "sequence, job, number, url, role, application, environment, deployment, promotion, actor, at, gone";

    static BuildLink buildLink(ResultSet row) throws SQLException {
        return new BuildLink(
                row.getLong(1),
                new Build(row.getString(2), row.getInt(3), row.getString(4)),
                BuildLink.Role.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                Sql.optionalLong(row, 8),
                Sql.optionalLong(row, 9),
                row.getString(10),
                Instant.ofEpochMilli(row.getLong(11)),
                row.getInt(12) == 1);
    }

    /** Of the table {@code past_hold}, and of {@code hold} with no end. */
    static HoldSpan holdSpan(ResultSet row) throws SQLException {
        return new HoldSpan(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                Sql.instant(row, 5),
                row.getString(6));
    }

    static final String HOLD = "environment, reason, actor, at";

    static Hold hold(ResultSet row) throws SQLException {
        return new Hold(row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
    }

    /** Of the table {@code drift}, named {@code t} in the query. */
    static final String DRIFT = "t.deployment, t.actual, t.reason, t.at";

    /** @param before how many columns come before; {@code null} where there is no row of that table */
    @CheckForNull
    static DriftNote drift(ResultSet row, int before) throws SQLException {
        String reason = row.getString(before + 3);
        return reason == null
                ? null
                : new DriftNote(
                        row.getLong(before + 1),
                        row.getString(before + 2),
                        reason,
                        Instant.ofEpochMilli(row.getLong(before + 4)));
    }

    static final String HOTFIX =
            "application, name, branch, from_environment, base, previous_heads, cancelled, status, actor, started_at";

    static Hotfix hotfix(ResultSet row) throws SQLException {
        return new Hotfix(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                EventCodec.read(row.getString(6), STRING_MAP),
                EventCodec.read(row.getString(7), NUMBERS),
                Hotfix.Status.valueOf(row.getString(8)),
                row.getString(9),
                Instant.ofEpochMilli(row.getLong(10)));
    }

    static final String INTENT = "id, application, kind, promotions, refs, details, at, actor, settled, environment";

    static PushIntent intent(ResultSet row) throws SQLException {
        String settled = row.getString(9);
        return new PushIntent(
                row.getLong(1),
                row.getString(2),
                PushIntent.Kind.valueOf(row.getString(3)),
                EventCodec.read(row.getString(4), NUMBERS),
                EventCodec.read(row.getString(5), REFS),
                EventCodec.read(row.getString(6), STRING_MAP),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getString(8),
                settled == null ? null : PushIntent.Outcome.valueOf(settled),
                row.getString(10));
    }
}
