package io.jenkins.plugins.deploymentgates.git;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes zip files that are the same for the same input wherever they are written: entries are stored, as what compressing
 * makes of them depends on the zlib at hand, and have one time without a zone. Modes are those of Unix, which {@code
 * java.util.zip} cannot write; they are put into the finished directory. Not thread-safe.
 *
 * <p>Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16.
 */
final class UnixZip implements Closeable {
    /** Above that the directory has another form. */
    static final int MAX_ENTRIES = 65_534;

    private static final int UNIX = 3;
    private static final int END = 22;
    private static final int DIRECTORY_ENTRY = 46;

    private final Path file;
    private final LocalDateTime time;
    private final ZipOutputStream zip;
    private final List<Integer> modes = new ArrayList<>();

    /** @param time from 1980 on */
    UnixZip(Path file, LocalDateTime time) throws IOException {
        this.file = file;
        this.time = time;
        OutputStream out = Files.newOutputStream(file);
        this.zip = new ZipOutputStream(out);
    }

    /** @param mode as Git and {@code stat} have it, with the kind of file */
    void add(String path, int mode, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        modes.add(mode);
    }

    @Override
    public void close() throws IOException {
        zip.close();
        try (RandomAccessFile written = new RandomAccessFile(file.toFile(), "rw")) {
            long at = number(written, written.length() - END + 16, 4);
            for (int mode : modes) {
                long length = DIRECTORY_ENTRY
                        + number(written, at + 28, 2)
                        + number(written, at + 30, 2)
                        + number(written, at + 32, 2);
                written.seek(at + 5);
                written.write(UNIX);
                written.seek(at + 40);
                written.write(mode);
                written.write(mode >>> 8);
                at += length;
            }
        }
    }

    private static long number(RandomAccessFile file, long at, int bytes) throws IOException {
        file.seek(at);
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) file.read() << 8 * i;
        }
        return number;
    }
}
