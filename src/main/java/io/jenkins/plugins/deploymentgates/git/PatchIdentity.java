package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.PatchIdDiffFormatter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;

/**
 * What a commit changes, apart from where: two commits with the same identity make the same change, as
 * {@code git patch-id --verbatim} has it. White space counts, as it has meaning in YAML, and so do the exact contents of
 * binary files.
 */
final class PatchIdentity {
    private final Repository repository;

    PatchIdentity(Repository repository) {
        this.repository = repository;
    }

    /**
     * The identity of a commit against its first parent.
     *
     * @return {@code ""} when it changes nothing
     */
    String of(RevCommit commit) throws IOException {
        try (PatchIdDiffFormatter formatter = new PatchIdDiffFormatter();
                var reader = repository.newObjectReader()) {
            formatter.setRepository(repository);
            AbstractTreeIterator before = commit.getParentCount() == 0
                    ? new EmptyTreeIterator()
                    : new CanonicalTreeParser(null, reader, History.tree(repository, commit.getParent(0)));
            List<DiffEntry> changes = formatter.scan(before, new CanonicalTreeParser(null, reader, commit.getTree()));
            if (changes.isEmpty()) {
                return "";
            }
            StringBuilder binaries = new StringBuilder();
            for (DiffEntry change : changes) {
                // The text form of a binary change says only that there is one.
                if (formatter.toFileHeader(change).getPatchType() != FileHeader.PatchType.UNIFIED) {
                    binaries.append(' ')
                            .append(change.getOldId().name())
                            .append("..")
                            .append(change.getNewId().name());
                }
            }
            formatter.format(changes);
            return formatter.getCalulatedPatchId().name() + binaries;
        }
    }
}
