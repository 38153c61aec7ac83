package io.jenkins.plugins.deploymentgates.git;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.ObjectSource.Found;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** Writes folders at a commit as a zip file with a manifest. The same input makes the same bytes. Not thread-safe. */
final class FolderZip {
    /** First entry of every release; no folder can have this name. */
    static final String MANIFEST = "manifest.json";

    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final LineRepository source;

    FolderZip(LineRepository source) {
        this.source = source;
    }

    /** See {@link Folders#zip}. */
    ZippedFolders write(String commit, FolderSet folders, ReleaseNotes notes, @CheckForNull String since, Path file) {
        ObjectId id = source.commit(commit);
        if (folders.paths().contains(MANIFEST)) {
            throw new GitException(
                    "folder '" + MANIFEST + "' cannot be in a zip release, which has its manifest there");
        }
        String text = notes.text(source, commit, since, folders);
        Instant at = source.commits(null, commit, 1).get(0).at();
        try (ObjectSource objects = new ObjectSource(source)) {
            FolderFindings findings = new FolderFindings(objects, folders);
            Map<String, TreeEntry> files = files(objects, id, folders, findings);
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("repository", source.address());
            manifest.put("commit", commit);
            manifest.put("time", at.toString());
            manifest.put("folders", folders.paths());
            manifest.put("notes", text);
            List<Map<String, Object>> described = new ArrayList<>();
            files.forEach((path, entry) -> described.add(describe(objects, path, entry)));
            manifest.put("files", described);
            LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
            return write(objects, files, json(manifest), time.isBefore(EARLIEST) ? EARLIEST : time, findings, file);
        }
    }

    private Map<String, TreeEntry> files(
            ObjectSource objects, ObjectId commit, FolderSet folders, FolderFindings findings) {
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
            if (found == null) {
                throw new GitException("folder '" + folder + "' is not there" + place + "; correct the folders");
            }
            String other = FolderFindings.noFolder(found, folder);
            if (other != null) {
                throw new GitException(other + place + "; name a folder that holds what is to be released");
            }
            comparison.compare(folder, null, found.entry().id());
        }
        if (!findings.submodules().isEmpty()) {
            throw new GitException("the submodules " + GitErrors.names(findings.submodules()) + place
                    + " cannot be in a zip release; leave their folders out, or copy into a repository instead");
        }
        if (files.size() >= UnixZip.MAX_ENTRIES) {
            throw new GitException("the folders " + folders + place + " have " + files.size()
                    + " files; a zip release has at most " + (UnixZip.MAX_ENTRIES - 1));
        }
        return files;
    }

    private static Map<String, Object> describe(ObjectSource objects, String path, TreeEntry entry) {
        byte[] content = objects.content(entry.id());
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("path", path);
        file.put("mode", Integer.toOctalString(mode(entry)));
        file.put("size", content.length);
        file.put("sha256", HexFormat.of().formatHex(sha256().digest(content)));
        return file;
    }

    private static int mode(TreeEntry entry) {
        return entry.isLink() ? 0120777 : FileMode.EXECUTABLE_FILE.equals(entry.mode()) ? 0100755 : 0100644;
    }

    private ZippedFolders write(
            ObjectSource objects,
            Map<String, TreeEntry> files,
            byte[] manifest,
            LocalDateTime time,
            FolderFindings findings,
            Path file) {
        try {
            Path whole = file.toAbsolutePath();
            Path half = whole.resolveSibling(whole.getFileName() + ".new");
            try (UnixZip zip = new UnixZip(half, time)) {
                zip.add(MANIFEST, 0100644, manifest);
                for (Map.Entry<String, TreeEntry> one : files.entrySet()) {
                    zip.add(
                            one.getKey(),
                            mode(one.getValue()),
                            objects.content(one.getValue().id()));
                }
            }
            Files.move(half, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            MessageDigest digest = sha256();
            try (InputStream in = new DigestInputStream(Files.newInputStream(whole), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return new ZippedFolders(
                    file,
                    HexFormat.of().formatHex(digest.digest()),
                    List.copyOf(files.keySet()),
                    findings.linksOut(),
                    findings.pointers());
        } catch (IOException e) {
            throw new GitException(
                    "the zip release '" + file + "' cannot be written: " + e
                            + "; name a file in a folder that is there",
                    e);
        }
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
