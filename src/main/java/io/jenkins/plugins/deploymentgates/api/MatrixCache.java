package io.jenkins.plugins.deploymentgates.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.insight.BriefMatrix;
import io.jenkins.plugins.deploymentgates.insight.Matrix;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The matrix as it is sent, made once for all who ask while nothing happens: it depends on the newest event, the
 * configuration and what the caller may see. Its instant is that of its making, since when nothing has happened. Thread-safe.
 */
final class MatrixCache {
    /** So many callers with different views are remembered at a time. */
    private static final int MOST = 8;

    private final ApiHost host;
    private final Map<Key, Made> newest = new Newest();

    MatrixCache(ApiHost host) {
        this.host = host;
    }

    private record Key(
            long head, String configuration, List<String> visible, @CheckForNull String application, boolean brief) {}

    private record Made(byte[] body, String tag) {}

    /** Forgets what was not asked for the longest. */
    private static final class Newest extends LinkedHashMap<Key, Made> {
        private static final long serialVersionUID = 1L;

        Newest() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Made> eldest) {
            return size() > MOST;
        }
    }

    /**
     * The matrix without what only Git knows.
     *
     * @param shown the configuration with the applications the caller may see
     * @param brief whether as a {@link BriefMatrix}
     */
    ApiResponse matrix(Configuration shown, @CheckForNull String application, boolean brief) {
        Made made = host.read(view -> {
            Key key = new Key(
                    view.head(),
                    shown.checksum(),
                    List.copyOf(shown.applications().keySet()),
                    application,
                    brief);
            // Made by one while the others wait for it: after an event all who look on ask at the same time.
            synchronized (newest) {
                return newest.computeIfAbsent(key, missing -> make(view, shown, application, brief));
            }
        });
        return ApiResponse.of(200, ApiResponse.JSON, made.body()).with("ETag", made.tag());
    }

    private Made make(LedgerView view, Configuration shown, @CheckForNull String application, boolean brief) {
        Matrix matrix = Matrix.read(view, shown, application, host.clock().instant(), Matrix.CommitCount.NONE);
        if (brief) {
            BriefMatrix cells = BriefMatrix.of(matrix, shown, view.jobsByApplication(), view.head());
            return new Made(Json.bytes(cells), Digest.weakTag(Json.bytes(List.of(cells.environments(), cells.rows()))));
        }
        return new Made(Json.bytes(matrix), Digest.weakTag(Json.bytes(matrix.rows())));
    }
}
