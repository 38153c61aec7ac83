package io.jenkins.plugins.deploymentgates.git;

import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * A zip file with chosen folders at a commit and a manifest, not written yet. Used as long as the repository it was made
 * from is open, by the same thread.
 */
public final class ZipRelease {
    private final LineRepository source;
    private final Map<String, TreeEntry> entries;
    private final byte[] manifest;
    private final LocalDateTime time;
    private final FolderFindings findings;
    private final StoredZip stored;

    /** @param time of all files, from 1980 on */
    ZipRelease(
            LineRepository source,
            Map<String, TreeEntry> entries,
            byte[] manifest,
            LocalDateTime time,
            FolderFindings findings,
            Path file) {
        this.source = source;
        this.entries = entries;
        this.manifest = manifest;
        this.time = time;
        this.findings = findings;
        try (Sha256 sum = new Sha256(OutputStream.nullOutputStream())) {
            write(sum);
            this.stored = new StoredZip(file.toString(), sum.hex());
        } catch (IOException e) {
            throw new IllegalStateException("nothing is written here", e);
        }
    }

    /** Where it goes, and what it will be. */
    public StoredZip stored() {
        return stored;
    }

    /** The files in it, sorted, without the manifest. */
    public List<String> files() {
        return List.copyOf(entries.keySet());
    }

    /** Symbolic links that lead out of the folders, as {@code path -> target}, sorted. */
    public List<String> linksOut() {
        return findings.linksOut();
    }

    /** Files that are pointers of Git LFS, sorted; what they point to is not in the release. */
    public List<String> pointers() {
        return findings.pointers();
    }

    /**
     * Writes it. It appears at once and complete, and survives a power loss then. A file that is there with the same
     * content is left as it is; another one is never replaced.
     *
     * @return done, or rejected because of another file of this name
     * @throws GitException when it cannot be written
     */
    public PushResult write() {
        Path file = Path.of(stored.file());
        switch (stored.state()) {
            case THERE -> {
                return new PushResult(Outcome.DONE, "'" + file + "' is there already");
            }
            case ANOTHER -> {
                return new PushResult(Outcome.REJECTED, stored.inTheWay());
            }
            default -> {
                return writeNew(file);
            }
        }
    }

    private PushResult writeNew(Path file) {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                            half,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(half, file);
            forceName(file);
            return new PushResult(Outcome.DONE, "'" + file + "' is written, SHA-256 " + stored.sha256());
        } catch (FileAlreadyExistsException e) {
            return new PushResult(Outcome.REJECTED, stored.inTheWay());
        } catch (IOException e) {
            throw new GitException(
                    "the zip release '" + file + "' cannot be written: " + e
                            + "; name a folder that is there and that this process may write to",
                    e);
        }
    }

    /** Makes the new name survive a power loss; Windows neither needs nor allows it. */
    private static void forceName(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix") && folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private void write(OutputStream out) throws IOException {
        UnixZip zip = new UnixZip(out, time);
        zip.add(FolderZip.MANIFEST, 0100644, manifest);
        try (ObjectSource objects = new ObjectSource(source)) {
            for (Map.Entry<String, TreeEntry> one : entries.entrySet()) {
                TreeEntry entry = one.getValue();
                zip.add(one.getKey(), FolderZip.mode(entry), objects.content(entry.id()));
            }
        }
        zip.finish();
    }
}
