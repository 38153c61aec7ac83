package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The matrix as it is sent, made once for all who ask while nothing happens: it depends on the newest event, the
 * configuration and what the caller may see; only its instant is of the moment. Thread-safe.
 */
final class MatrixCache {
    /** So many callers with different views are remembered at a time. */
    private static final int MOST = 8;

    private final ApiHost host;
    private final Map<Key, Rows> newest = new Newest();

    MatrixCache(ApiHost host) {
        this.host = host;
    }

    private record Key(long head, String configuration, List<String> visible, @CheckForNull String application) {}

    private record Rows(byte[] json, String tag) {}

    /** Forgets what was not asked for the longest. */
    private static final class Newest extends LinkedHashMap<Key, Rows> {
        private static final long serialVersionUID = 1L;

        Newest() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Rows> eldest) {
            return size() > MOST;
        }
    }

    /**
     * The matrix without what only Git knows.
     *
     * @param shown the configuration with the applications the caller may see
     */
    ApiResponse matrix(Configuration shown, @CheckForNull String application) {
        Instant now = host.clock().instant();
        Rows rows = host.read(view -> {
            Key key = new Key(
                    view.head(),
                    shown.checksum(),
                    List.copyOf(shown.applications().keySet()),
                    application);
            Rows known = get(key);
            if (known != null) {
                return known;
            }
            byte[] json = Json.bytes(Matrix.read(view, shown, application, now, Matrix.CommitCount.NONE)
                    .rows());
            Rows made = new Rows(json, Digest.weakTag(json));
            put(key, made);
            return made;
        });
        ByteArrayOutputStream body = new ByteArrayOutputStream(rows.json().length + 64);
        body.writeBytes("{\"at\":".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Json.bytes(now));
        body.writeBytes(",\"rows\":".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(rows.json());
        body.write('}');
        return ApiResponse.of(200, ApiResponse.JSON, body.toByteArray()).with("ETag", rows.tag());
    }

    @CheckForNull
    private Rows get(Key key) {
        synchronized (newest) {
            return newest.get(key);
        }
    }

    private void put(Key key, Rows rows) {
        synchronized (newest) {
            newest.put(key, rows);
        }
    }
}
