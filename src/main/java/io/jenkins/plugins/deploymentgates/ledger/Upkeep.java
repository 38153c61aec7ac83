package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the dialect's upkeep beside the writer, on a thread and a connection of its own, after every so many commits. The
 * thread begins when it is needed first and ends with {@link #close}. Used by the writer's thread alone.
 */
final class Upkeep implements AutoCloseable {
    /** Commits from one upkeep to the next. */
    private static final int COMMITS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Dialect dialect;
    private int commits;

    @CheckForNull
    private Thread thread;

    Upkeep(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Counts a commit; does not wait for the upkeep that it may bring. */
    void committed() {
        commits++;
        String statement = dialect.upkeep();
        if (statement != null && commits >= COMMITS && (thread == null || !thread.isAlive())) {
            commits = 0;
            thread = new Thread(() -> run(statement), "ledger-upkeep " + dialect.name());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** What fails here is done by the writer later on. */
    private void run(String statement) {
        try (Connection connection = dialect.openForWriting();
                Statement once = connection.createStatement()) {
            once.execute(statement);
        } catch (SQLException e) {
            LOG.debug("{} on the ledger {} failed", statement, dialect.name(), e);
        }
    }

    /** Waits until what is under way has ended. */
    @Override
    public void close() {
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
