package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.git.DeploymentChange.Kind;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Which deployments differ between two commits. Only files that differ are read, unless {@code deployments.yaml} itself
 * does: then a file that is the same may have become a deployment, or be none any more.
 */
public final class DeploymentChanges {
    private final ObjectReader reader;
    private final DeploymentLayout oldLayout;
    private final DeploymentLayout newLayout;
    private final SortedMap<String, DeploymentFile> before = new TreeMap<>();
    private final SortedMap<String, DeploymentFile> after = new TreeMap<>();
    private final Set<String> unreadable = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean added;

    private DeploymentChanges(ObjectReader reader, DeploymentLayout oldLayout, DeploymentLayout newLayout) {
        this.reader = reader;
        this.oldLayout = oldLayout;
        this.newLayout = newLayout;
    }

    /**
     * What a push from one commit to another created, changed and removed, by name. Comments, order and layout of the
     * files do not count.
     *
     * @param base full id; {@code null} for nothing at all, as before the first push of a branch
     * @param head full id
     * @param layoutFile path of {@code deployments.yaml}, which can be another
     * @throws DeploymentFilesException with every mistake of the files that were pushed; mistakes in what was there
     *     before only hide what it said
     * @throws GitException when the head has no {@code deployments.yaml}
     */
    public static List<DeploymentChange> between(
            LineRepository repository, @CheckForNull String base, String head, String layoutFile) {
        DeploymentFiles files = DeploymentFiles.at(repository, head, layoutFile);
        if (base == null) {
            return files.all().values().stream()
                    .map(file -> DeploymentChange.of(null, file))
                    .toList();
        }
        return repository.withCommits(base, head, (reader, from, to) -> {
            DeploymentLayout old = oldLayout(reader, from, to, files.layout());
            DeploymentChanges changes = new DeploymentChanges(reader, old, files.layout());
            changes.read(from, to);
            if (changes.added) {
                changes.after.keySet().forEach(name -> files.placeProblems(name, changes.problems::add));
            }
            DeploymentFilesException.check(changes.problems);
            if (!old.tiers().equals(files.layout().tiers())) {
                files.all(); // a tier that is gone makes files wrong that nobody touched
            }
            return changes.result();
        });
    }

    /** The old one; the new one where the old has mistakes; one without folders where there was none. */
    private static DeploymentLayout oldLayout(
            ObjectReader reader, RevCommit from, RevCommit to, DeploymentLayout newLayout) throws IOException {
        Entry old = DeploymentFiles.entry(reader, from, newLayout.file());
        if (old == null) {
            return new DeploymentLayout(newLayout.file(), newLayout.tiers(), List.of());
        }
        if (old.equals(DeploymentFiles.entry(reader, to, newLayout.file()))) {
            return newLayout;
        }
        DeploymentLayout layout = DeploymentFiles.layout(reader, newLayout.file(), old, mistake -> {});
        return layout == null ? newLayout : layout;
    }

    private void read(RevCommit from, RevCommit to) throws IOException {
        boolean samePlaces = oldLayout.searchPaths().equals(newLayout.searchPaths());
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(from.getTree());
            walk.addTree(to.getTree());
            walk.setRecursive(true);
            if (samePlaces) {
                walk.setFilter(TreeFilter.ANY_DIFF);
            }
            while (walk.next()) {
                String path = walk.getPathString();
                Entry old = oldLayout.isDeployment(path) ? DeploymentFiles.entry(walk, 0) : null;
                Entry now = newLayout.isDeployment(path) ? DeploymentFiles.entry(walk, 1) : null;
                if (old == null ? now != null : !old.equals(now)) {
                    read(path, old, now);
                }
            }
        }
    }

    private void read(String path, @CheckForNull Entry old, @CheckForNull Entry now) throws IOException {
        if (old != null) {
            DeploymentFile file = DeploymentFiles.read(reader, path, old, oldLayout, mistake -> {});
            if (file == null) {
                unreadable.add(DeploymentFile.nameOf(path));
            } else {
                before.put(file.name(), file);
            }
        }
        if (now != null) {
            added |= old == null;
            DeploymentFile file = DeploymentFiles.read(reader, path, now, newLayout, problems::add);
            if (file != null) {
                after.put(file.name(), file);
            }
        }
    }

    private List<DeploymentChange> result() {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.addAll(unreadable);
        List<DeploymentChange> changes = new ArrayList<>();
        for (String name : names) {
            DeploymentFile old = before.get(name);
            DeploymentFile now = after.get(name);
            DeploymentChange change = old == null && unreadable.contains(name)
                    ? new DeploymentChange(now == null ? Kind.REMOVED : Kind.CHANGED, name, null, now)
                    : DeploymentChange.of(old, now);
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }
}
