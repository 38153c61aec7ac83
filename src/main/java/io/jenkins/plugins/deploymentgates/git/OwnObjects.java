package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;

/**
 * The bare repository of our own that takes new objects: to write, the cache, which stays for later processes; only to
 * read, a temporary one that borrows from the cache and is gone at the end. Not thread-safe.
 */
final class OwnObjects implements Closeable {
    private final Path cache;
    private final Access access;

    @CheckForNull
    private final Path lender;

    @CheckForNull
    private Repository open;

    @CheckForNull
    private Path temporary;

    /** @param lender an objects folder whose objects may be used without having them, or {@code null} */
    OwnObjects(Path cache, Access access, @CheckForNull Path lender) {
        this.cache = cache;
        this.access = access;
        this.lender = lender;
    }

    /**
     * The one in use, or the cache an earlier process left, which may have commits that were not pushed yet; {@code null}
     * when there is neither.
     */
    @CheckForNull
    Repository existing() throws IOException {
        if (open == null && BareFolder.exists(cache)) {
            open = BareFolder.open(cache);
        }
        return open;
    }

    /** One that takes new objects, made when there is none. */
    Repository forNew() throws IOException {
        if (access == Access.READ && temporary == null) {
            if (open != null) {
                open.close();
            }
            temporary = BareFolder.createTemporary(BareFolder.exists(cache) ? cache.resolve("objects") : lender);
            open = BareFolder.open(temporary);
        } else if (open == null) {
            CacheLock lock = CacheLock.acquire(cache);
            try (lock) {
                BareFolder.create(cache, lender);
            }
            open = BareFolder.open(cache);
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
        if (temporary != null) {
            BareFolder.delete(temporary);
        }
    }
}
