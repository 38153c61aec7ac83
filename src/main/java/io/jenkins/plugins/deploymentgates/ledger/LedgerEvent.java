package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.time.Instant;

/**
 * An event in its place in the history.
 *
 * @param sequence from 1 without gaps
 * @param previousHash the hash of the event before it; 64 zeros for the first
 * @param hash SHA-256 over its own fields and {@code previousHash}, lower-case hexadecimal
 */
public record LedgerEvent(
        long sequence,
        Instant at,
        String by,
        @CheckForNull String idempotencyKey,
        Event event,
        String previousHash,
        String hash) {}
