package io.jenkins.plugins.deploymentgates.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * What differs between databases. Everything else is SQL that SQLite and PostgreSQL both understand. Implementations
 * are immutable and thread-safe.
 */
interface Dialect {

    /** What the ledger is called in messages: the file, or the URL without credentials. */
    String name();

    /** The words that stand for {@code ${...}} in the migrations. */
    Map<String, String> placeholders();

    /** Checks, before anything is opened, what can be told without opening; says in the message what would be right. */
    void checkBeforeOpening();

    /** A connection for the writer. What it commits is durable once the commit returns. */
    Connection openForWriting() throws SQLException;

    /** A connection for readers. */
    Connection openForReading() throws SQLException;

    /** The statement that begins a transaction which excludes other writers of all processes. */
    String beginWriting();

    /** The statement that begins a transaction which sees one state from its first question on. */
    String beginReading();

    /** The message for a failure of the storage: what is wrong, which ledger, what to do. */
    LedgerException explain(SQLException problem);
}
