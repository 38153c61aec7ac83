package io.jenkins.plugins.deploymentgates.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Grounds;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.util.List;
import java.util.Optional;

/** The questions about promotions. */
final class PromotionQuestions {
    private static final String PROMOTIONS = "SELECT " + Rows.PROMOTION + " FROM promotion WHERE ";

    private static final TypeReference<Grounds> GROUNDS = new TypeReference<>() {};

    private final Sql sql;

    PromotionQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#promotion}. */
    Optional<Promotion> promotion(long id) {
        return sql.first(PROMOTIONS + "id = ?", Rows::promotion, id);
    }

    /** See {@link LedgerView#grounds}. */
    Optional<Grounds> grounds(long id) {
        return sql.first(
                "SELECT grounds FROM promotion WHERE id = ? AND grounds IS NOT NULL",
                row -> EventCodec.read(row.getString(1), GROUNDS),
                id);
    }

    /** See {@link LedgerView#openPromotions}. */
    List<Promotion> open(@CheckForNull String application) {
        return application == null
                ? sql.list(PROMOTIONS + "ended_at IS NULL ORDER BY id", Rows::promotion)
                : sql.list(
                        PROMOTIONS + "ended_at IS NULL AND application = ? ORDER BY id", Rows::promotion, application);
    }

    /** See {@link LedgerView#promotions}. */
    List<Promotion> into(String application, String environment, int limit) {
        return sql.list(
                PROMOTIONS + "application = ? AND environment = ? ORDER BY id DESC LIMIT ?",
                Rows::promotion,
                application,
                environment,
                limit);
    }

    /** See {@link LedgerView#approvals}. */
    List<Approval> approvals(long promotion) {
        return sql.list(
                "SELECT " + Rows.APPROVAL + " FROM approval WHERE promotion = ? ORDER BY sequence",
                Rows::approval,
                promotion);
    }
}
