package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** Whether a target's folders are those of a commit of the source. Not thread-safe. */
final class FolderDrift {
    private final LineRepository source;
    private final LineRepository target;

    FolderDrift(LineRepository source, LineRepository target) {
        this.source = source;
        this.target = target;
    }

    /**
     * From the source to the target, one line a file, sorted by path.
     *
     * @param sourceCommit {@code null} for none, to which all is new
     */
    List<String> changes(@CheckForNull String sourceCommit, FolderSet folders, String commit) {
        ObjectId expected = sourceCommit == null ? null : source.commit(sourceCommit);
        ObjectId actual = target.commit(commit);
        List<String> changes = new ArrayList<>();
        try (ObjectSource there = new ObjectSource(source);
                ObjectSource here = new ObjectSource(target)) {
            TreeComparison comparison = new TreeComparison(
                    there,
                    here,
                    (path, before, after) -> changes.add((before == null ? "A " : after == null ? "D " : "M ") + path));
            ObjectId expectedRoot = expected == null ? null : there.treeOf(expected);
            ObjectId actualRoot = here.treeOf(actual);
            for (String folder : folders.paths()) {
                comparison.entry(
                        folder,
                        expectedRoot == null ? null : there.find(expectedRoot, folder),
                        here.find(actualRoot, folder));
            }
        }
        return Trees.sorted(changes);
    }
}
