package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * The commit that copying folders made, or would push.
 *
 * @param commit full id; where nothing differs, the commit the target is at
 * @param parent where the target was; {@code null} for a first commit
 * @param changes {@code A path}, {@code M path} or {@code D path} a file, sorted by path; empty when nothing differs
 * @param previous the source's commit of the promotion before, full id, as the target's history tells; {@code null} when
 *     it does not
 * @param message of the commit; empty when nothing differs
 * @param linksOut symbolic links among the changes that lead out of the folders, as {@code path -> target}, sorted
 * @param pointers files among the changes that are pointers of Git LFS, sorted; what they point to is not copied
 */
public record CopiedFolders(
        String commit,
        @CheckForNull String parent,
        List<String> changes,
        @CheckForNull String previous,
        String message,
        List<String> linksOut,
        List<String> pointers) {
    public CopiedFolders {
        changes = List.copyOf(changes);
        linksOut = List.copyOf(linksOut);
        pointers = List.copyOf(pointers);
    }

    /** Whether there is anything to push. */
    public boolean changed() {
        return !changes.isEmpty();
    }
}
