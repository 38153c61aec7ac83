package io.jenkins.plugins.deploymentgates.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of bearer tokens. Stateless. */
final class TokenTable {
    private static final String SELECT = "SELECT id, name, hash, roles, applications, groups, created_at, created_by,"
            + " expires_at, revoked_at, revoked_by FROM token";

    private TokenTable() {}

    static List<AccessToken> all(Sql sql) {
        return sql.list(SELECT + " ORDER BY created_at, id", TokenTable::read);
    }

    static Optional<AccessToken> get(Sql sql, String id) {
        return sql.first(SELECT + " WHERE id = ?", TokenTable::read, id);
    }

    static void add(Sql sql, AccessToken token) {
        sql.update(
                "INSERT INTO token (id, name, hash, roles, applications, groups, created_at, created_by, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                token.name(),
                token.hash(),
                token.roles().stream().map(Role::name).collect(Collectors.joining("\n")),
                String.join("\n", token.applications()),
                String.join("\n", token.groups()),
                token.createdAt(),
                token.createdBy(),
                token.expires());
    }

    static boolean revoke(Sql sql, String id, Instant at, String by) {
        return sql.update(
                        "UPDATE token SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
                        at,
                        by,
                        id)
                > 0;
    }

    private static AccessToken read(ResultSet row) throws SQLException {
        return new AccessToken(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                words(row.getString(4)).stream().map(Role::valueOf).toList(),
                words(row.getString(5)),
                words(row.getString(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getString(8),
                Sql.instant(row, 9),
                Sql.instant(row, 10),
                row.getString(11));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
    }
}
