package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * A repository on this machine. It is read where it is. New objects go to a bare repository of our own that borrows the
 * objects of the real one, and reach the real one only by a push.
 */
final class LocalWorkspace implements Workspace {
    private final Repository remote;
    private final OwnObjects own;

    LocalWorkspace(Repository remote, Path cache, Access access) {
        this.remote = remote;
        this.own = new OwnObjects(cache, access, remote.getDirectory().toPath().resolve("objects"));
    }

    @Override
    public Repository objects() throws IOException {
        Repository existing = own.existing();
        return existing == null ? remote : existing;
    }

    @Override
    public Repository forNewObjects() throws IOException {
        return own.forNew();
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
        Ref head = remote.exactRef(Constants.HEAD);
        if (head != null) {
            refs.add(head);
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
        try (remote) {
            own.close();
        }
    }
}
