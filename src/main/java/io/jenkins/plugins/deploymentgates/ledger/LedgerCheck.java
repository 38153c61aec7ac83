package io.jenkins.plugins.deploymentgates.ledger;

import io.jenkins.plugins.deploymentgates.model.Texts;

/**
 * What {@link Ledgers#check} found where a ledger can be opened.
 *
 * @param name what the ledger is called in messages; without credentials
 * @param storage what it is kept in, such as {@code PostgreSQL 15.18}
 * @param exists whether there is a ledger; if not, it is made when it is first opened
 * @param events how many events it holds
 */
public record LedgerCheck(String name, String storage, boolean exists, long events) {

    /** The result as half a sentence, such as {@code PostgreSQL 15.18, a ledger with 12 events}. */
    public String summary() {
        return storage + ", "
                + (exists
                        ? "a ledger with " + Texts.count(Math.toIntExact(events), "event")
                        : "no ledger yet; it is made when it is first used");
    }
}
