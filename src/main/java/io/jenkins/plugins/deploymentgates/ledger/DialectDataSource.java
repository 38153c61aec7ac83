package io.jenkins.plugins.deploymentgates.ledger;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A dialect's connections for libraries that want a data source. */
final class DialectDataSource {
    private DialectDataSource() {}

    /** Which of a dialect's connections are meant. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    /** A thread-safe data source that can open connections, which is all that pools and migrations need. */
    static DataSource of(Opening opening) {
        // Not used here, where the dialect knows how long to wait; pools ask for it when they close.
        AtomicInteger loginTimeout = new AtomicInteger();
        return (DataSource) Proxy.newProxyInstance(
                DialectDataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, values) -> {
                    switch (method.getName()) {
                        case "getConnection":
                            return opening.open();
                        case "setLoginTimeout":
                            loginTimeout.set((Integer) values[0]);
                            return null;
                        case "getLoginTimeout":
                            return loginTimeout.get();
                        case "isWrapperFor":
                            return false;
                        case "hashCode":
                            return System.identityHashCode(self);
                        case "equals":
                            return self == values[0];
                        case "toString":
                            return "the connections of a ledger";
                        default:
                            throw new SQLFeatureNotSupportedException(method.getName());
                    }
                });
    }
}
