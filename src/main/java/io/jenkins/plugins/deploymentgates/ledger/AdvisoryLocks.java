package io.jenkins.plugins.deploymentgates.ledger;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks of a PostgreSQL server that hold for all its clients: each belongs to a connection of its own and ends with it,
 * and so with the process. In front of each a semaphore, so that those who wait here share one connection. Thread-safe.
 */
final class AdvisoryLocks implements EnvironmentLocks {
    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLocks.class);
    private static final String KEY = PostgresDialect.key(", ?, ?");
    private static final String LOCK = "SELECT pg_advisory_lock(" + KEY + ")";
    private static final String TRY_LOCK = "SELECT pg_try_advisory_lock(" + KEY + ")";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(" + KEY + ")";

    private final PostgresDialect dialect;
    private final ConcurrentHashMap<Place, Semaphore> waitingHere = new ConcurrentHashMap<>();

    AdvisoryLocks(PostgresDialect dialect) {
        this.dialect = dialect;
    }

    /** What a lock is for. */
    private record Place(String application, String environment) {}

    @Override
    public Ledger.EnvironmentLock lock(String application, String environment) {
        Place place = new Place(application, environment);
        semaphore(place).acquireUninterruptibly();
        return take(place, true).orElseThrow();
    }

    @Override
    public Optional<Ledger.EnvironmentLock> tryLock(String application, String environment) {
        Place place = new Place(application, environment);
        return semaphore(place).tryAcquire() ? take(place, false) : Optional.empty();
    }

    private Semaphore semaphore(Place place) {
        return waitingHere.computeIfAbsent(place, key -> new Semaphore(1, true));
    }

    /** Takes the server's lock for whoever has the semaphore, which is given back where there is no lock. */
    private Optional<Ledger.EnvironmentLock> take(Place place, boolean wait) {
        Connection connection = null;
        boolean taken = false;
        try {
            connection = dialect.openForLocking();
            taken = wait ? await(connection, place) : ask(connection, TRY_LOCK, place);
            return taken ? Optional.of(new Held(connection, place)) : Optional.empty();
        } catch (SQLException e) {
            throw dialect.explain(e);
        } finally {
            if (!taken) {
                close(connection);
                semaphore(place).release();
            }
        }
    }

    /** Asks anew whenever the server has kept us waiting for long, which also tells whether it is still there. */
    private static boolean await(Connection connection, Place place) throws SQLException {
        while (true) {
            try {
                ask(connection, LOCK, place);
                return true;
            } catch (SQLException e) {
                if (!PostgresDialect.LOCKED.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private static boolean ask(Connection connection, String sql, Place place) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, place.application());
            statement.setString(2, place.environment());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return "t".equals(row.getString(1));
            }
        }
    }

    private static void close(@CheckForNull Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("The connection of a lock did not close", e);
        }
    }

    /** A lock, with the connection it belongs to. */
    private final class Held implements Ledger.EnvironmentLock {
        private final Connection connection;
        private final Place place;
        private boolean open = true;

        Held(Connection connection, Place place) {
            this.connection = connection;
            this.place = place;
        }

        @Override
        public synchronized void close() {
            if (!open) {
                return;
            }
            open = false;
            try {
                // Not only by closing, which the server gets to know some time later.
                ask(connection, UNLOCK, place);
            } catch (SQLException e) {
                // What it protected is done, and the ledger has checked every step of it by itself.
                LOG.warn(
                        "The lock of {} in {} was lost before it was given back, with the connection to the ledger {}",
                        place.application(),
                        place.environment(),
                        dialect.name(),
                        e);
            } finally {
                AdvisoryLocks.close(connection);
                semaphore(place).release();
            }
        }
    }
}
