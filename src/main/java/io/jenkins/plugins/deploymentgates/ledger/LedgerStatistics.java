package io.jenkins.plugins.deploymentgates.ledger;

/**
 * What the writer of this process did since the ledger was opened.
 *
 * @param commits transactions committed
 * @param pieces pieces of writing work that were in them; pieces by commits is the size of a batch
 * @param waiting pieces nobody has begun with
 */
public record LedgerStatistics(long commits, long pieces, int waiting) {}
