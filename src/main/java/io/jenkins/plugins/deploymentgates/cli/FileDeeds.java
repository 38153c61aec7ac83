package io.jenkins.plugins.deploymentgates.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.promotion.FileRefresh;
import io.jenkins.plugins.deploymentgates.promotion.FileRequest;
import io.jenkins.plugins.deploymentgates.promotion.FileResult;
import io.jenkins.plugins.deploymentgates.promotion.FileTable;
import java.util.List;

/** What the commands about deployment files have done for them; see {@link Deeds}. */
interface FileDeeds {

    /** @param explain whether to change nothing, and only tell */
    FileResult edit(FileRequest request, boolean explain);

    FileTable compare(String application, List<String> names, @CheckForNull String tier);

    /**
     * @param explain whether to change nothing, and only tell
     * @param key the idempotency key, or {@code null}
     */
    FileRefresh refresh(String application, List<String> environments, boolean explain, @CheckForNull String key);

    /** By the ledger at hand. */
    record Here(Session session) implements FileDeeds {
        @Override
        public FileResult edit(FileRequest request, boolean explain) {
            return explain
                    ? session.lookingEngine().files().explain(session.actor(), request)
                    : session.engine().files().edit(session.actor(), request);
        }

        @Override
        public FileTable compare(String application, List<String> names, @CheckForNull String tier) {
            return session.lookingEngine().files().compare(session.actor(), application, names, tier);
        }

        @Override
        public FileRefresh refresh(
                String application, List<String> environments, boolean explain, @CheckForNull String key) {
            return explain
                    ? session.lookingEngine().refreshes().explain(session.actor(), application, environments)
                    : session.engine().refreshes().refresh(session.actor(), application, environments, key);
        }
    }
}
