package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads the objects of one repository; a failure names it. To be closed. Not thread-safe. */
final class ObjectSource implements AutoCloseable {
    private final LineRepository repository;
    private final ObjectReader reader;

    ObjectSource(LineRepository repository) {
        this.repository = repository;
        this.reader = repository.read(() -> repository.workspace().objects().newObjectReader());
    }

    /** The repository's address without secrets, in quotes. */
    String quoted() {
        return "'" + repository.address() + "'";
    }

    /** The tree of a commit that is here. */
    ObjectId treeOf(ObjectId commit) {
        return repository.read(() -> History.tree(repository.workspace().objects(), commit));
    }

    /** A tree as it is written. */
    byte[] tree(ObjectId id) {
        return repository.read(() -> reader.open(id, Constants.OBJ_TREE).getCachedBytes());
    }

    /** A file. */
    ObjectLoader file(ObjectId id) {
        return repository.read(() -> reader.open(id, Constants.OBJ_BLOB));
    }

    /** A file's content; for files that are known to be small, or needed as a whole. */
    byte[] content(ObjectId id) {
        return repository.read(() -> file(id).getCachedBytes(Integer.MAX_VALUE));
    }

    boolean has(ObjectId id) {
        return repository.read(() -> reader.has(id));
    }

    /**
     * What is at a path, or at a part of it that is no folder and so ends it.
     *
     * @return the entry with its path; {@code null} when there is nothing
     */
    @CheckForNull
    Found find(ObjectId root, String path) {
        ObjectId tree = root;
        int begin = 0;
        while (true) {
            int end = path.indexOf('/', begin);
            TreeEntry wanted = TreeEntry.folder(path.substring(begin, end < 0 ? path.length() : end), root);
            TreeEntry entry = named(TreeEntry.read(tree(tree)), wanted.key());
            if (entry == null) {
                return null;
            }
            if (end < 0 || !entry.isTree()) {
                return new Found(path.substring(0, end < 0 ? path.length() : end), entry);
            }
            tree = entry.id();
            begin = end + 1;
        }
    }

    /** An entry and its path. */
    record Found(String path, TreeEntry entry) {}

    @CheckForNull
    private static TreeEntry named(List<TreeEntry> entries, String key) {
        for (TreeEntry entry : entries) {
            if (entry.key().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public void close() {
        reader.close();
    }
}
