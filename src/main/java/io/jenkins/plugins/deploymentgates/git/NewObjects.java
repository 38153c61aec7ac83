package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.TemporaryBuffer;

/**
 * Objects that come into a repository together, as one pack: after a crash all are there or none, and one wait for the
 * disk is enough where single objects would take one each. Not thread-safe.
 *
 * <p>The format is that of <a href="https://git-scm.com/docs/pack-format">git-scm.com/docs/pack-format</a>, version 2,
 * without deltas.
 */
final class NewObjects {
    private static final int IN_MEMORY = 4 * 1024 * 1024;

    /** Up to so many are written one by one, each with what it refers to before it. */
    private static final int SINGLE = 3;

    private final Map<ObjectId, Content> objects = new LinkedHashMap<>();

    /** @param bytes {@code null} for a file, which is read when it is written */
    private record Content(int type, @CheckForNull byte[] bytes, Supplier<ObjectLoader> loader) {}

    /** Adds an object of our own. */
    ObjectId add(int type, byte[] content) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            ObjectId id = formatter.idFor(type, content);
            add(id, type, content);
            return id;
        }
    }

    /** Adds an object whose id is known. */
    void add(ObjectId id, int type, byte[] content) {
        objects.putIfAbsent(id, new Content(type, content, () -> new ObjectLoader.SmallObject(type, content)));
    }

    /** Adds a file of another repository, which has to stay open until {@link #store}. */
    void addFile(ObjectId id, ObjectSource from) {
        objects.putIfAbsent(id, new Content(Constants.OBJ_BLOB, null, () -> from.file(id)));
    }

    /** An object of our own, or {@code null} for another one. */
    @CheckForNull
    byte[] content(ObjectId id) {
        Content content = objects.get(id);
        return content == null ? null : content.bytes();
    }

    /** Writes those that are not there yet; they are on the disk when this returns. */
    void store(Repository into) throws IOException {
        try (ObjectInserter inserter = into.newObjectInserter();
                ObjectReader reader = inserter.newReader()) {
            for (ObjectId id : List.copyOf(objects.keySet())) {
                if (reader.has(id)) {
                    objects.remove(id);
                }
            }
            if (objects.size() > SINGLE) {
                storePack(into);
                return;
            }
            for (Content content : objects.values()) {
                inserter.insert(content.type(), content.loader().get().getCachedBytes(Integer.MAX_VALUE));
            }
            inserter.flush();
        }
    }

    private void storePack(Repository into) throws IOException {
        TemporaryBuffer pack = new TemporaryBuffer.LocalFile(into.getDirectory(), IN_MEMORY);
        try (ObjectInserter inserter = into.newObjectInserter()) {
            write(pack);
            pack.close();
            try (InputStream in = pack.openInputStream()) {
                inserter.newPackParser(in).parse(NullProgressMonitor.INSTANCE);
            }
        } finally {
            pack.destroy();
        }
    }

    private void write(OutputStream pack) throws IOException {
        MessageDigest digest = Constants.newMessageDigest();
        OutputStream out = new DigestOutputStream(pack, digest);
        out.write("PACK".getBytes(StandardCharsets.US_ASCII));
        out.write(ByteBuffer.allocate(8).putInt(2).putInt(objects.size()).array());
        Deflater deflater = new Deflater();
        try {
            for (Content content : objects.values()) {
                ObjectLoader loader = content.loader().get();
                writeHeader(out, content.type(), loader.getSize());
                deflater.reset();
                try (OutputStream deflated = new DeflaterOutputStream(new Unclosed(out), deflater)) {
                    loader.copyTo(deflated);
                }
            }
        } finally {
            deflater.end();
        }
        pack.write(digest.digest());
    }

    /** Type and size: four bits of the size with the type, then seven a byte, lowest first. */
    private static void writeHeader(OutputStream out, int type, long size) throws IOException {
        long rest = size >>> 4;
        int head = type << 4 | (int) (size & 0x0f);
        while (rest != 0) {
            out.write(head | 0x80);
            head = (int) (rest & 0x7f);
            rest >>>= 7;
        }
        out.write(head);
    }

    /** Keeps the pack open after one of its objects. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
