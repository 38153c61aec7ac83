package io.jenkins.plugins.deploymentgates.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;

/**
 * Writes zip files that are the same for the same input wherever they are written: entries are stored, as what compressing
 * makes of them depends on the zlib at hand, and have one time without a zone. Modes are those of Unix, which {@code
 * java.util.zip} cannot write. Not thread-safe.
 *
 * <p>Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16.
 */
final class UnixZip {
    /** Above that the directory has another form. */
    static final int MAX_ENTRIES = 65_534;

    /** Longer files have another form. */
    static final long MAX_BYTES = 0xFFFF_FFFEL;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;
    private static final short VERSION = 20;
    private static final short ON_UNIX = 3 << 8;
    private static final short NAMES_ARE_UTF8 = 1 << 11;

    private final OutputStream out;
    private final int time;
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long at;
    private int entries;

    /** @param time from 1980 on */
    UnixZip(OutputStream out, LocalDateTime time) {
        this.out = out;
        this.time = time.getYear() - 1980 << 25
                | time.getMonthValue() << 21
                | time.getDayOfMonth() << 16
                | time.getHour() << 11
                | time.getMinute() << 5
                | time.getSecond() >> 1;
    }

    /** How many bytes an entry takes, its place in the directory included. */
    static long length(String path, long content) {
        return LOCAL_LENGTH + CENTRAL_LENGTH + 2L * path.getBytes(StandardCharsets.UTF_8).length + content;
    }

    /** @param mode as Git and {@code stat} have it, with the kind of file */
    void add(String path, int mode, byte[] content) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        ByteBuffer local = buffer(LOCAL_LENGTH).putInt(LOCAL);
        common(local, (int) crc.getValue(), content.length, name.length);
        ByteBuffer central = buffer(CENTRAL_LENGTH).putInt(CENTRAL).putShort((short) (ON_UNIX | VERSION));
        common(central, (int) crc.getValue(), content.length, name.length);
        // No comment, the first disk, no attributes but those of Unix.
        central.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        central.putInt(mode << 16).putInt((int) at);
        out.write(local.array());
        out.write(name);
        out.write(content);
        directory.write(central.array());
        directory.write(name);
        at += LOCAL_LENGTH + name.length + content.length;
        entries++;
    }

    private void common(ByteBuffer header, int crc, int size, int nameLength) {
        header.putShort(VERSION).putShort(NAMES_ARE_UTF8).putShort((short) 0).putInt(time);
        header.putInt(crc).putInt(size).putInt(size);
        header.putShort((short) nameLength).putShort((short) 0);
    }

    /** Writes the directory; nothing can be added then. The stream stays open. */
    void finish() throws IOException {
        directory.writeTo(out);
        ByteBuffer end = buffer(END_LENGTH).putInt(END).putShort((short) 0).putShort((short) 0);
        end.putShort((short) entries).putShort((short) entries);
        end.putInt(directory.size()).putInt((int) at).putShort((short) 0);
        out.write(end.array());
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
