package io.jenkins.plugins.deploymentgates.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.ObjectSource.Found;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** Makes zip releases of folders at a commit. The same input makes the same bytes. Not thread-safe. */
final class FolderZip {
    /** First entry of every release; no folder can have this name. */
    static final String MANIFEST = "manifest.json";

    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final LineRepository source;
    private final long mostBytes;

    FolderZip(LineRepository source) {
        this(source, UnixZip.MAX_BYTES);
    }

    /** @param mostBytes a release is not longer */
    FolderZip(LineRepository source, long mostBytes) {
        this.source = source;
        this.mostBytes = mostBytes;
    }

    /** See {@link Folders#zip}. */
    ZipRelease prepare(String commit, FolderSet folders, boolean allowRemoval, Map<String, String> about, Path file) {
        ObjectId id = source.commit(commit);
        if (folders.paths().contains(MANIFEST)) {
            throw new GitException(
                    "folder '" + MANIFEST + "' cannot be in a zip release, which has its manifest there");
        }
        Instant at = source.commits(null, commit, 1).get(0).at();
        LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        try (ObjectSource objects = new ObjectSource(source)) {
            FolderFindings findings = new FolderFindings(objects, folders);
            Map<String, TreeEntry> files = files(objects, id, folders, allowRemoval, findings);
            Map<String, Object> manifest = new LinkedHashMap<>(about);
            manifest.put("repository", source.address());
            manifest.put("commit", commit);
            manifest.put("time", at.toString());
            manifest.put("folders", folders.paths());
            List<Map<String, Object>> described = new ArrayList<>();
            files.forEach((path, entry) -> described.add(describe(objects, path, entry)));
            manifest.put("files", described);
            return new ZipRelease(
                    source, files, json(manifest), time.isBefore(EARLIEST) ? EARLIEST : time, findings, file);
        }
    }

    private Map<String, TreeEntry> files(
            ObjectSource objects, ObjectId commit, FolderSet folders, boolean allowRemoval, FolderFindings findings) {
        Map<String, TreeEntry> files = new TreeMap<>();
        TreeComparison comparison = new TreeComparison(objects, objects, new TreeComparison.Visitor() {
            @Override
            public void tree(String path, ObjectId id, byte[] content, List<TreeEntry> entries) {
                findings.addNames(path, entries);
            }

            @Override
            public void file(String path, @CheckForNull TreeEntry before, @CheckForNull TreeEntry after) {
                if (after != null) {
                    findings.add(path, after);
                    files.put(path, after);
                }
            }
        });
        ObjectId root = objects.treeOf(commit);
        String place = " at commit " + Ids.abbreviate(commit.name()) + " of repository " + objects.quoted();
        for (String folder : folders.paths()) {
            Found found = objects.find(root, folder);
            if (found != null) {
                String other = FolderFindings.noFolder(found, folder);
                if (other != null) {
                    throw new GitException(other + place + "; name a folder that holds what is to be released");
                }
                comparison.compare(folder, null, found.entry().id());
            } else if (!allowRemoval) {
                throw new GitException("folder '" + folder + "' is not there" + place
                        + "; correct the folders, or allow that whole folders are removed with git.folders.removable");
            }
        }
        check(objects, files, folders, findings, place);
        return files;
    }

    private void check(
            ObjectSource objects,
            Map<String, TreeEntry> files,
            FolderSet folders,
            FolderFindings findings,
            String place) {
        if (files.isEmpty() && findings.submodules().isEmpty()) {
            throw new GitException(
                    "there is nothing to release" + place + ": it has no file in the folders " + folders);
        }
        if (!findings.submodules().isEmpty()) {
            throw new GitException("the submodules " + GitErrors.names(findings.submodules()) + place
                    + " cannot be in a zip release; leave their folders out, or copy into a repository instead");
        }
        if (files.size() >= UnixZip.MAX_ENTRIES) {
            throw new GitException("the folders " + folders + place + " have " + files.size()
                    + " files; a zip release has at most " + (UnixZip.MAX_ENTRIES - 1));
        }
        long bytes = 0;
        for (Map.Entry<String, TreeEntry> file : files.entrySet()) {
            bytes += UnixZip.length(
                    file.getKey(), objects.file(file.getValue().id()).getSize());
        }
        if (bytes > mostBytes) {
            throw new GitException("the folders " + folders + place + " need " + bytes
                    + " bytes; a zip release has at most " + mostBytes);
        }
    }

    private static Map<String, Object> describe(ObjectSource objects, String path, TreeEntry entry) {
        byte[] content = objects.content(entry.id());
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("path", path);
        file.put("mode", Integer.toOctalString(mode(entry)));
        file.put("size", content.length);
        file.put("sha256", Sha256.of(content));
        return file;
    }

    static int mode(TreeEntry entry) {
        return entry.isLink() ? 0120777 : FileMode.EXECUTABLE_FILE.equals(entry.mode()) ? 0100755 : 0100644;
    }

    private static byte[] json(Map<String, Object> manifest) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        try {
            String text = new ObjectMapper().writer(printer).writeValueAsString(manifest) + "\n";
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers have a JSON form", e);
        }
    }
}
