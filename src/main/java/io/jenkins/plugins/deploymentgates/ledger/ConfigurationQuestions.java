package io.jenkins.plugins.deploymentgates.ledger;

import java.util.Optional;

/** The questions about configurations that were used. */
final class ConfigurationQuestions {
    private final Sql sql;

    ConfigurationQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#hasConfiguration}. */
    boolean has(String checksum) {
        return sql.exists("SELECT 1 FROM configuration WHERE checksum = ?", checksum);
    }

    /** See {@link LedgerView#configuration}. */
    Optional<String> text(String checksum) {
        return sql.first("SELECT content FROM configuration WHERE checksum = ?", row -> row.getString(1), checksum);
    }

    /** See {@link LedgerView#configurationSequence}. */
    Optional<Long> sequence(String checksum) {
        return sql.first("SELECT sequence FROM configuration WHERE checksum = ?", row -> row.getLong(1), checksum);
    }

    /** See {@link LedgerView#configurationBefore}. */
    Optional<LedgerView.StoredConfiguration> before(long sequence) {
        return sql.first(
                "SELECT sequence, content FROM configuration WHERE sequence < ? ORDER BY sequence DESC LIMIT 1",
                row -> new LedgerView.StoredConfiguration(row.getLong(1), row.getString(2)),
                sequence);
    }
}
