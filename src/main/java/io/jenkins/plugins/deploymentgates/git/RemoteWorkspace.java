package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * A repository reached over a network, with a bare cache of its objects. The cache's own branches and tags are those of
 * the remote at the last complete fetch, so comparing them with the live ones tells whether anything is missing.
 */
final class RemoteWorkspace implements Workspace {
    private final Connection connection;
    private final Path cache;
    private final Access access;

    private final OwnObjects own;

    @CheckForNull
    private Refs snapshot;

    RemoteWorkspace(Connection connection, Path cache, Access access) {
        this.connection = connection;
        this.cache = cache;
        this.access = access;
        this.own = new OwnObjects(cache, access, null);
    }

    @Override
    public Repository objects() throws IOException {
        Repository existing = own.existing();
        return existing == null ? own.forNew() : existing;
    }

    @Override
    public Repository forNewObjects() throws IOException {
        return own.forNew();
    }

    @Override
    public Refs refs() {
        return snapshot == null ? refresh() : snapshot;
    }

    @Override
    public Refs refresh() {
        snapshot = connection.listRefs();
        return snapshot;
    }

    @Override
    public boolean fetch() throws IOException {
        Map<String, ObjectId> live = refresh().ids();
        if (live.equals(fetched(objects()))) {
            return false;
        }
        Repository target = forNewObjects();
        if (access == Access.READ) {
            connection.fetch(target);
            return true;
        }
        CacheLock lock = CacheLock.acquire(cache);
        try (lock) {
            // Another process may have fetched the same while this one waited.
            target.getRefDatabase().refresh();
            if (!live.equals(fetched(target))) {
                BareFolder.removeStaleLocks(cache);
                connection.fetch(target);
            }
        }
        return true;
    }

    private static Map<String, ObjectId> fetched(Repository repository) throws IOException {
        Map<String, ObjectId> ids = new TreeMap<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/heads/", "refs/tags/")) {
            if (ref.getObjectId() != null) {
                ids.put(ref.getName(), ref.getObjectId().copy());
            }
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
