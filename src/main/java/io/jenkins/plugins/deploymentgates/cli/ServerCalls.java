package io.jenkins.plugins.deploymentgates.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.cli.remote.Connection;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.Map;

/**
 * Calls to a server. A person who watches is told that it is asked, and an interrupt that what was asked for may have been
 * done. Used by one thread.
 */
final class ServerCalls implements ServerFileDeeds.Caller {
    private final Session session;
    private final Connection server;

    ServerCalls(Session session, Connection server) {
        this.session = session;
        this.server = server;
    }

    /** What the server was asked, by a call that may be interrupted. */
    private interface Call<T> {
        T ask() throws InterruptedException;
    }

    <T> T get(String path, Fields query, TypeReference<T> type) {
        return get(path, query.query(), type);
    }

    @Override
    public <T> T get(String path, Map<String, String> query, TypeReference<T> type) {
        return asked(() -> server.get(path, query, type));
    }

    <T> T post(String path, Fields body, @CheckForNull String key, TypeReference<T> type) {
        return post(path, body.body(), key, type);
    }

    @Override
    public <T> T post(String path, Map<String, Object> body, @CheckForNull String key, TypeReference<T> type) {
        return asked(() -> server.send("POST", path, body, key, type));
    }

    <T> T delete(String path, TypeReference<T> type) {
        return asked(() -> server.send("DELETE", path, Map.of(), null, type));
    }

    /** The answer to a long poll, which comes after so many seconds at the latest. */
    <T> T await(String path, Map<String, String> query, long seconds, TypeReference<T> type)
            throws InterruptedException {
        return server.await(path, query, seconds, type);
    }

    private <T> T asked(Call<T> call) {
        session.progress().say("asking " + server.address().text());
        try {
            return call.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeploymentGatesException("interrupted while "
                    + server.address().text() + " was asked; what was asked for may have been done all" + " the same");
        }
    }
}
