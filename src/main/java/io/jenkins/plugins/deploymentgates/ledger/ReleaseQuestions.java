package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.List;
import java.util.Optional;

/** The questions about releases. */
final class ReleaseQuestions {
    private final Sql sql;

    ReleaseQuestions(Sql sql) {
        this.sql = sql;
    }

    /** See {@link LedgerView#release}. */
    Optional<Release> release(String fingerprint) {
        List<Artifact> artifacts = sql.list(
                "SELECT module_group, module_name, version, source_url, digest FROM release_artifact"
                        + " WHERE fingerprint = ?",
                row -> new Artifact(
                        new Module(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                fingerprint);
        return sql.first(
                "SELECT application, version, commit_id, shared_tree FROM release WHERE fingerprint = ?",
                row -> new Release(
                        row.getString(1),
                        row.getString(2),
                        artifacts.stream().sorted().toList(),
                        row.getString(3),
                        row.getString(4),
                        fingerprint),
                fingerprint);
    }

    /** See {@link LedgerView#releases}. */
    List<Release> releases(String application, String version) {
        return sql
                .list(
                        "SELECT fingerprint FROM release WHERE application = ? AND version = ? ORDER BY sequence DESC",
                        row -> row.getString(1),
                        application,
                        version)
                .stream()
                .map(fingerprint -> release(fingerprint).orElseThrow())
                .toList();
    }

    /** See {@link LedgerView#releaseSequence}. */
    Optional<Long> sequence(String fingerprint) {
        return sql.first("SELECT sequence FROM release WHERE fingerprint = ?", row -> row.getLong(1), fingerprint);
    }
}
