package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectLoader;

/** What a user should know of files that come into a repository with folders. Not thread-safe. */
final class FolderFindings {
    /** Of every pointer: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md, which also limits the size. */
    private static final byte[] POINTER =
            "version https://git-lfs.github.com/spec/v1\n".getBytes(StandardCharsets.US_ASCII);

    private static final int LARGEST_POINTER = 1024;

    private final ObjectSource source;
    private final FolderSet folders;
    private final SortedSet<String> submodules = new TreeSet<>();
    private final SortedSet<String> linksOut = new TreeSet<>();
    private final SortedSet<String> pointers = new TreeSet<>();

    FolderFindings(ObjectSource source, FolderSet folders) {
        this.source = source;
        this.folders = folders;
    }

    /** Looks at one file, symbolic link or submodule. */
    void add(String path, TreeEntry entry) {
        if (entry.isSubmodule()) {
            submodules.add(path);
            return;
        }
        if (entry.isLink()) {
            String link = new String(source.content(entry.id()), StandardCharsets.UTF_8);
            if (!folders.contains(destination(path, link) + "/")) {
                linksOut.add(path + " -> " + link);
            }
        } else if (isPointer(source.file(entry.id()))) {
            pointers.add(path);
        }
    }

    /**
     * Looks at a folder's names.
     *
     * @throws GitException when two of them differ by case only
     */
    void addNames(String path, List<TreeEntry> entries) {
        Map<String, String> names = new HashMap<>();
        for (TreeEntry entry : entries) {
            String other = names.put(folded(entry.name()), entry.name());
            if (other != null) {
                throw new GitException("'" + path + "/" + other + "' and '" + path + "/" + entry.name()
                        + "' of repository " + source.quoted()
                        + " differ by upper and lower case only, which is one file on Windows and macOS; rename one of"
                        + " them");
            }
        }
    }

    /** A name as a file system sees it that does not tell upper from lower case. */
    static String folded(String name) {
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Where a link leads, from the top of the repository; what leads out of it begins with {@code ..} or {@code /}. */
    private static String destination(String path, String link) {
        if (link.startsWith("/")) {
            return link;
        }
        List<String> parts = new ArrayList<>(List.of(path.split("/")));
        parts.remove(parts.size() - 1);
        for (String part : link.split("/")) {
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (up || !part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    private boolean isPointer(ObjectLoader file) {
        if (file.getSize() > LARGEST_POINTER || file.getSize() < POINTER.length) {
            return false;
        }
        byte[] content = file.getCachedBytes();
        for (int i = 0; i < POINTER.length; i++) {
            if (content[i] != POINTER[i]) {
                return false;
            }
        }
        return true;
    }

    /** Paths, sorted. */
    SortedSet<String> submodules() {
        return submodules;
    }

    /** {@code path -> target}, sorted. */
    List<String> linksOut() {
        return List.copyOf(linksOut);
    }

    /** Paths of pointers of Git LFS, sorted. */
    List<String> pointers() {
        return List.copyOf(pointers);
    }

    /** The kind of what is there, or {@code null} when it is a folder. */
    @CheckForNull
    static String noFolder(ObjectSource.Found found, String folder) {
        return found.path().equals(folder) && found.entry().isTree()
                ? null
                : "'" + found.path() + "' is " + found.entry().kind();
    }
}
