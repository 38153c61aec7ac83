package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * A repository on this machine. It is read where it is. New objects go to a bare repository of our own that borrows the
 * objects of the real one, and reach the real one only by a push.
 */
final class LocalWorkspace implements Workspace {
    private final Repository remote;
    private final Path cache;
    private final Access access;

    @CheckForNull
    private Repository own;

    @CheckForNull
    private Path temporary;

    LocalWorkspace(Repository remote, Path cache, Access access) {
        this.remote = remote;
        this.cache = cache;
        this.access = access;
    }

    @Override
    public Repository objects() throws IOException {
        if (own == null && BareFolder.exists(cache)) {
            // An earlier process may have made commits there that were not pushed yet.
            own = BareFolder.open(cache);
        }
        return own == null ? remote : own;
    }

    @Override
    public Repository forNewObjects() throws IOException {
        if (temporary == null && access == Access.READ) {
            Path borrowed = objects().getDirectory().toPath().resolve("objects");
            if (own != null) {
                own.close();
            }
            temporary = BareFolder.createTemporary(borrowed);
            own = BareFolder.open(temporary);
        } else if (own == null) {
            try (CacheLock lock = CacheLock.acquire(cache)) {
                BareFolder.create(cache, remote.getDirectory().toPath().resolve("objects"));
            }
            own = BareFolder.open(cache);
        }
        return own;
    }

    @Override
    public Refs refs() throws IOException {
        List<Ref> refs = new ArrayList<>();
        for (Ref ref : remote.getRefDatabase().getRefsByPrefix("refs/")) {
            refs.add(
                    ref.getName().startsWith("refs/tags/")
                            ? remote.getRefDatabase().peel(ref)
                            : ref);
        }
        return new Refs(refs);
    }

    @Override
    public Refs refresh() throws IOException {
        return refs();
    }

    /** Everything is here already. */
    @Override
    public boolean fetch() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (own != null) {
            own.close();
        }
        remote.close();
        if (temporary != null) {
            BareFolder.delete(temporary);
        }
    }
}
