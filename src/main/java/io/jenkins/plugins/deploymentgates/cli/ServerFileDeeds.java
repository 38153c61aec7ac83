package io.jenkins.plugins.deploymentgates.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.FileRefresh;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import io.jenkins.plugins.deploymentgates.promotion.FileTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same by a server. */
final class ServerFileDeeds implements FileDeeds {
    private final Caller caller;

    /** Asks the server. */
    interface Caller {
        <T> T get(String path, Map<String, String> query, TypeReference<T> type);

        /** @param key the idempotency key, or {@code null} */
        <T> T post(String path, Map<String, Object> body, @CheckForNull String key, TypeReference<T> type);
    }

    ServerFileDeeds(Caller caller) {
        this.caller = caller;
    }

    @Override
    public FileResult edit(FileRequest request, boolean explain) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("application", request.application());
        body.put("action", request.action().name());
        put(body, "deployment", request.deployment());
        put(body, "from", request.from());
        put(body, "folder", request.folder());
        put(body, "tier", request.tier());
        body.put("set", request.set());
        body.put("remove", request.remove());
        body.put("names", request.names());
        put(body, "at", request.at() == null ? null : request.at().toString());
        put(body, "confirm", request.confirm());
        body.put("explain", explain);
        return caller.post("/v1/files", body, request.key(), new TypeReference<>() {});
    }

    @Override
    public FileTable compare(String application, List<String> names, @CheckForNull String tier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("application", application);
        if (!names.isEmpty()) {
            query.put("deployments", String.join(",", names));
        }
        if (tier != null) {
            query.put("tier", tier);
        }
        return caller.get("/v1/files", query, new TypeReference<>() {});
    }

    @Override
    public FileRefresh refresh(
            String application, List<String> environments, boolean explain, @CheckForNull String key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("application", application);
        body.put("environments", environments);
        body.put("explain", explain);
        return caller.post("/v1/files/refresh", body, key, new TypeReference<>() {});
    }

    private static void put(Map<String, Object> body, String name, @CheckForNull String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
