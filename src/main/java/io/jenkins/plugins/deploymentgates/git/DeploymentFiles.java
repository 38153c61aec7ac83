package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.DidYouMean;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.config.YamlFile;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/**
 * The deployment files at one commit. Names and places are read at once, a file only when it is asked for. Reads from
 * the repository it was made for, which stays open as long as this is used. Not thread-safe.
 */
public final class DeploymentFiles {
    private final LineRepository repository;
    private final String commit;
    private final DeploymentLayout layout;
    private final SortedMap<String, Entry> byPath;
    /** A deployment's name in lower case to the first path of one that is called so, in whatever case. */
    private final Map<String, String> byFolded = new HashMap<>();

    private final SortedMap<String, List<String>> byName = new TreeMap<>();

    /** A file in a tree. */
    record Entry(ObjectId id, FileMode mode) {}

    private DeploymentFiles(
            LineRepository repository, String commit, DeploymentLayout layout, SortedMap<String, Entry> byPath) {
        this.repository = repository;
        this.commit = commit;
        this.layout = layout;
        this.byPath = byPath;
        byPath.keySet()
                .forEach(
                        path -> byFolded.putIfAbsent(DeploymentFile.nameOf(path).toLowerCase(Locale.ROOT), path));
        byPath.keySet().forEach(path -> byName.computeIfAbsent(DeploymentFile.nameOf(path), name -> new ArrayList<>())
                .add(path));
    }

    /**
     * Finds the deployment files of a commit.
     *
     * @param commit full id
     * @param layoutFile path of {@code deployments.yaml}, which can be another
     * @throws DeploymentFilesException when that file has mistakes
     * @throws GitException when the commit has no such file
     */
    public static DeploymentFiles at(LineRepository repository, String commit, String layoutFile) {
        return at(repository, commit, layoutFile, () -> {
            throw new GitException("commit " + Ids.abbreviate(commit) + " of repository '" + repository.address()
                    + "' has no file " + layoutFile + (layoutFile.contains("/") ? "" : " at its root")
                    + "; add one with the keys tiers and searchPaths");
        });
    }

    /**
     * The same for a commit of long ago, when that file may not have been there, or had another path.
     *
     * @param usual what then says which files are deployments
     */
    public static DeploymentFiles at(
            LineRepository repository, String commit, String layoutFile, Supplier<DeploymentLayout> usual) {
        return repository.withCommits(commit, commit, (reader, parsed, same) -> {
            List<Problem> problems = new ArrayList<>();
            Entry file = entry(reader, parsed, layoutFile);
            DeploymentLayout layout = file == null ? usual.get() : layout(reader, layoutFile, file, problems::add);
            if (layout == null) {
                throw new DeploymentFilesException(problems);
            }
            return new DeploymentFiles(repository, commit, layout, entries(reader, parsed, layout));
        });
    }

    /** The full id of the commit these are of. */
    public String commit() {
        return commit;
    }

    /** What {@code deployments.yaml} says. */
    public DeploymentLayout layout() {
        return layout;
    }

    /** The names of all deployments, also of those whose files have mistakes. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byName.keySet()));
    }

    /**
     * One deployment.
     *
     * @throws InvalidInputException when there is none of this name; it names the ones there are
     * @throws DeploymentFilesException when its file has mistakes
     */
    public DeploymentFile get(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidInputException("there is no deployment " + Names.quote(name)
                        + " at commit " + Ids.abbreviate(commit)
                        + (byName.isEmpty()
                                ? "; no file is below the search paths " + String.join(", ", layout.searchPaths())
                                : DidYouMean.among("there are", name, byName.keySet()))));
    }

    /**
     * One deployment, if there is one of this name.
     *
     * @throws DeploymentFilesException when its file has mistakes
     */
    public Optional<DeploymentFile> find(String name) {
        List<DeploymentFile> found = read(byName.getOrDefault(name, List.of()));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /**
     * All deployments by name.
     *
     * @throws DeploymentFilesException with every mistake of every file
     */
    public SortedMap<String, DeploymentFile> all() {
        SortedMap<String, DeploymentFile> all = new TreeMap<>();
        read(byPath.keySet()).forEach(file -> all.put(file.name(), file));
        return Collections.unmodifiableSortedMap(all);
    }

    private List<DeploymentFile> read(Collection<String> paths) {
        return repository.withCommits(commit, commit, (reader, parsed, same) -> {
            List<Problem> problems = new ArrayList<>();
            List<DeploymentFile> files = new ArrayList<>();
            for (String path : paths) {
                placeProblem(path, problems::add);
                DeploymentFile file = read(reader, path, byPath.get(path), layout, problems::add);
                if (file != null) {
                    files.add(file);
                }
            }
            DeploymentFilesException.check(problems);
            return files;
        });
    }

    /** Reports what is wrong with the name of a deployment and the places of its files. */
    void placeProblems(String name, Consumer<Problem> problems) {
        byName.get(name).forEach(path -> placeProblem(path, problems));
    }

    private void placeProblem(String path, Consumer<Problem> problems) {
        String name = DeploymentFile.nameOf(path);
        String wrong = DeploymentFile.nameProblem(name);
        if (wrong != null) {
            problems.accept(new Problem(path, 0, 0, wrong));
        }
        String first = byName.get(name).get(0);
        if (!path.equals(first)) {
            problems.accept(new Problem(
                    path,
                    0,
                    0,
                    "the deployment " + Names.quote(name) + " is also in " + first
                            + "; names are unique over all search paths, so rename or remove one"));
        }
        String alike = byFolded.get(name.toLowerCase(Locale.ROOT));
        if (alike != null && !DeploymentFile.nameOf(alike).equals(name)) {
            problems.accept(new Problem(
                    path,
                    0,
                    0,
                    "the deployment " + Names.quote(name) + " differs from "
                            + Names.quote(DeploymentFile.nameOf(alike)) + " in " + alike
                            + " in case only; rename or remove one"));
        }
    }

    /** Where a deployment's file is; empty when there is none of this name. */
    public Optional<String> path(String name) {
        return Optional.ofNullable(byName.get(name)).map(paths -> paths.get(0));
    }

    /** All files that are deployments, sorted. */
    SortedSet<String> paths() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(byPath.keySet()));
    }

    /** The layout that a file of a tree holds; {@code null} with problems reported. */
    @CheckForNull
    static DeploymentLayout layout(ObjectReader reader, String path, Entry file, Consumer<Problem> problems)
            throws IOException {
        byte[] content = content(reader, path, file, problems);
        return content == null ? null : DeploymentLayout.read(path, content, problems);
    }

    /** What a file says; {@code null} with problems reported. */
    @CheckForNull
    static DeploymentFile read(
            ObjectReader reader, String path, Entry file, DeploymentLayout layout, Consumer<Problem> problems)
            throws IOException {
        byte[] content = content(reader, path, file, problems);
        return content == null ? null : DeploymentFileReader.read(path, content, layout, problems);
    }

    @CheckForNull
    private static byte[] content(ObjectReader reader, String path, Entry file, Consumer<Problem> problems)
            throws IOException {
        if (file.mode().equals(FileMode.SYMLINK)) {
            problems.accept(new Problem(path, 0, 0, "is a symbolic link; put the file itself here"));
            return null;
        }
        ObjectLoader content = reader.open(file.id(), Constants.OBJ_BLOB);
        if (content.getSize() > YamlFile.MAX_BYTES) {
            problems.accept(new Problem(
                    path,
                    0,
                    0,
                    "has " + content.getSize() + " bytes; such a file has at most " + YamlFile.MAX_BYTES + " bytes"));
            return null;
        }
        return content.getCachedBytes();
    }

    @CheckForNull
    static Entry entry(ObjectReader reader, RevCommit commit, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
            return walk == null ? null : entry(walk, 0);
        }
    }

    /** The file a walk is at; {@code null} when one of its trees has none there, or a folder or submodule. */
    @CheckForNull
    static Entry entry(TreeWalk walk, int tree) {
        FileMode mode = walk.getFileMode(tree);
        return mode.getObjectType() == Constants.OBJ_BLOB ? new Entry(walk.getObjectId(tree), mode) : null;
    }

    private static SortedMap<String, Entry> entries(ObjectReader reader, RevCommit commit, DeploymentLayout layout)
            throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            if (!layout.searchPaths().contains(".")) {
                walk.setFilter(PathFilterGroup.createFromStrings(layout.searchPaths()));
            }
            while (walk.next()) {
                Entry entry = entry(walk, 0);
                if (entry != null && layout.isDeployment(walk.getPathString())) {
                    entries.put(walk.getPathString(), entry);
                }
            }
        }
        return entries;
    }
}
