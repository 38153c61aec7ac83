package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

    /** The way out where a ledger cannot be, for the end of a message: {@code name another ...}. */
    String another();

    /** Whether there is nothing that could be opened, only a place for it. */
    boolean isAbsent();

    /** The words that stand for {@code ${...}} in the migrations. */
    Map<String, String> placeholders();

    /** Checks, before anything is opened, what can be told without opening; says in the message what would be right. */
    void checkBeforeOpening();

    /** A connection for the writer. What it commits is durable once the commit returns. */
    Connection openForWriting() throws SQLException;

    /** A connection for readers. */
    Connection openForReading() throws SQLException;

    /**
     * Checks on a connection for reading, as far as can be told without writing, that a ledger may be kept there.
     *
     * @param empty whether the tables are still to be made
     * @throws LedgerException when it may not; the message says what would be right
     */
    void checkRights(Connection connection, boolean empty) throws SQLException;

    /** The statement that begins a transaction which excludes other writers of all processes. */
    String beginWriting();

    /** The statement that begins a transaction which sees one state from its first question on. */
    String beginReading();

    /** What another connection should run from time to time, to spare the writer that; {@code null} for nothing. */
    @CheckForNull
    default String upkeep() {
        return null;
    }

    /** The message for a failure of the storage: what is wrong, which ledger, what to do. */
    LedgerException explain(SQLException problem);
}
