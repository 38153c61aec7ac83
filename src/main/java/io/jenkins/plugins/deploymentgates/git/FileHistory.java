package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** The commits that changed files. Stateless. */
public final class FileHistory {
    private FileHistory() {}

    /**
     * Commits that are in {@code to} and not in {@code fromExclusive} and changed the file, newest first.
     *
     * @param fromExclusive {@code null}, or none that is there any more, for the whole history
     * @param limit at most this many
     */
    public static List<Line.Commit> commits(
            LineRepository repository, @CheckForNull String fromExclusive, String to, String path, int limit) {
        return commits(repository, fromExclusive, to, List.of(path), limit);
    }

    /**
     * The same for any of several files.
     *
     * @param paths at least one
     */
    public static List<Line.Commit> commits(
            LineRepository repository,
            @CheckForNull String fromExclusive,
            String to,
            Collection<String> paths,
            int limit) {
        ObjectId from = fromExclusive == null ? null : repository.commitOrNull(fromExclusive);
        ObjectId tip = repository.commit(to);
        return repository.read(() -> {
            List<Line.Commit> commits = new ArrayList<>();
            try (RevWalk walk = new RevWalk(repository.workspace().objects())) {
                walk.sort(RevSort.COMMIT_TIME_DESC);
                walk.sort(RevSort.TOPO, true);
                walk.setTreeFilter(AndTreeFilter.create(PathFilterGroup.createFromStrings(paths), TreeFilter.ANY_DIFF));
                walk.markStart(walk.parseCommit(tip));
                if (from != null) {
                    walk.markUninteresting(walk.parseCommit(from));
                }
                for (RevCommit commit = walk.next(); commit != null && commits.size() < limit; commit = walk.next()) {
                    walk.parseBody(commit);
                    commits.add(History.describe(commit));
                }
            }
            return commits;
        });
    }
}
