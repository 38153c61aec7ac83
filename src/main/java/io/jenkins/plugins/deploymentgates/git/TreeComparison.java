package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Goes through two trees of different repositories side by side. What has the same id on both sides is not looked into,
 * so the effort is that of what differs. Not thread-safe.
 */
final class TreeComparison {
    private final ObjectSource before;
    private final ObjectSource after;
    private final ObjectChecker checker = new ObjectChecker();
    private final Visitor visitor;

    TreeComparison(ObjectSource before, ObjectSource after, Visitor visitor) {
        this.before = before;
        this.after = after;
        this.visitor = visitor;
    }

    /** Is told what differs. */
    interface Visitor {
        /** A tree of the second side that is another one on the first, or not there; after all that is in it. */
        default void tree(String path, ObjectId id, byte[] content, List<TreeEntry> entries) {}

        /** A file, symbolic link or submodule that differs; one of the two may be {@code null}. */
        void file(String path, @CheckForNull TreeEntry before, @CheckForNull TreeEntry after);
    }

    /**
     * Compares two trees.
     *
     * @param path where both are
     * @param first {@code null} when there is none
     * @param second {@code null} when there is none
     * @throws GitException when a tree of the second side could not be checked out, or not safely
     */
    void compare(String path, @CheckForNull ObjectId first, @CheckForNull ObjectId second) {
        if (first != null && first.equals(second)) {
            return;
        }
        Map<String, TreeEntry> old = new HashMap<>();
        if (first != null) {
            TreeEntry.read(before.tree(first)).forEach(entry -> old.put(entry.key(), entry));
        }
        if (second != null) {
            byte[] content = after.tree(second);
            check(path, second, content);
            List<TreeEntry> entries = TreeEntry.read(content);
            for (TreeEntry entry : entries) {
                entry(path + "/" + entry.name(), old.remove(entry.key()), entry);
            }
            visitor.tree(path, second, content, entries);
        }
        old.values().forEach(entry -> entry(path + "/" + entry.name(), entry, null));
    }

    /** Compares what two repositories have at a path, or instead of a folder on the way there. */
    void entry(String path, @CheckForNull ObjectSource.Found first, @CheckForNull ObjectSource.Found second) {
        boolean oldThere = first != null && first.path().equals(path);
        boolean newThere = second != null && second.path().equals(path);
        entry(path, oldThere ? first.entry() : null, newThere ? second.entry() : null);
    }

    private void entry(String path, @CheckForNull TreeEntry old, @CheckForNull TreeEntry now) {
        boolean oldTree = old != null && old.isTree();
        boolean newTree = now != null && now.isTree();
        if (oldTree || newTree) {
            compare(path, oldTree ? old.id() : null, newTree ? now.id() : null);
        }
        TreeEntry oldFile = oldTree ? null : old;
        TreeEntry newFile = newTree ? null : now;
        if (oldFile == null ? newFile != null : !oldFile.equals(newFile)) {
            visitor.file(path, oldFile, newFile);
        }
    }

    private void check(String path, ObjectId id, byte[] content) {
        try {
            checker.checkTree(id, content);
        } catch (CorruptObjectException e) {
            throw new GitException(
                    "folder '" + path + "' of repository " + after.quoted() + " is not one Git would take: "
                            + e.getMessage() + "; correct it there",
                    e);
        }
    }
}
