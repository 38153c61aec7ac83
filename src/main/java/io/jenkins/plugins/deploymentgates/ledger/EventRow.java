package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * An event exactly as it is stored; what the hash is computed over.
 *
 * @param at milliseconds since 1970
 * @param data the event's canonical JSON text
 */
record EventRow(
        long sequence,
        long at,
        String kind,
        String type,
        String by,
        @CheckForNull String application,
        @CheckForNull String environment,
        @CheckForNull String idempotencyKey,
        String data,
        String previousHash,
        String hash) {

    static final String COLUMNS = "sequence, at, kind, type, actor, application, environment, idempotency_key, data,"
            + " previous_hash, hash";

    /** The previous hash of the first event. */
    static final String NO_HASH = "0".repeat(64);

    static EventRow read(ResultSet row) throws SQLException {
        return new EventRow(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11));
    }

    LedgerEvent decoded() {
        return new LedgerEvent(
                sequence,
                Instant.ofEpochMilli(at),
                by,
                idempotencyKey,
                EventCodec.decode(kind, data),
                previousHash,
                hash);
    }

    /** The same event with the hash its fields give. */
    EventRow hashed() {
        return new EventRow(
                sequence,
                at,
                kind,
                type,
                by,
                application,
                environment,
                idempotencyKey,
                data,
                previousHash,
                computeHash());
    }

    /**
     * SHA-256 over all fields but the hash itself. Each is written as its length in bytes, a colon and its UTF-8 text, an
     * absent one as a dash, so that no two different events share a form.
     */
    String computeHash() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        add(digest, Long.toString(sequence));
        add(digest, Long.toString(at));
        add(digest, kind);
        add(digest, type);
        add(digest, by);
        add(digest, application);
        add(digest, environment);
        add(digest, idempotencyKey);
        add(digest, data);
        add(digest, previousHash);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @CheckForNull String field) {
        if (field == null) {
            digest.update((byte) '-');
            return;
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ':');
        digest.update(bytes);
    }
}
