package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes answers smaller for those who ask for it. Thread-safe. */
final class Gzip {
    /** Below this, in bytes, it is not worth it. */
    private static final int LEAST = 1024;

    /** From this on, in bytes, it is worth remembering. */
    private static final int LARGE = 16 * 1024;

    /** By the array itself, as long as it is kept elsewhere. */
    private static final Map<byte[], byte[]> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private Gzip() {}

    /** Whether an answer of this kind and length may be sent smaller. */
    static boolean isWorthIt(String contentType, int length) {
        return length >= LEAST && (contentType.contains("json") || contentType.startsWith("text/"));
    }

    /** Whether the sender takes it (RFC 9110, section 12.5.3). */
    static boolean isAccepted(@CheckForNull String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String part : acceptEncoding.toLowerCase(Locale.ROOT).split(",")) {
            String[] fields = part.split(";", 2);
            boolean none = fields.length > 1 && fields[1].replace(" ", "").matches("q=0(\\.0{0,3})?");
            if (fields[0].strip().equals("gzip")) {
                return !none;
            }
        }
        return false;
    }

    /** The body compressed; one that is sent again and again is compressed once. */
    static byte[] compress(byte[] body) {
        // JSON becomes small however little effort is made; more is worth it for what is sent often.
        return body.length < LARGE
                ? compressed(body, Deflater.BEST_SPEED)
                : KNOWN.computeIfAbsent(body, once -> compressed(once, Deflater.DEFAULT_COMPRESSION));
    }

    private static byte[] compressed(byte[] body, int level) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new Leveled(out, level)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return out.toByteArray();
    }

    private static final class Leveled extends GZIPOutputStream {
        Leveled(ByteArrayOutputStream out, int level) throws IOException {
            super(out, 8192);
            def.setLevel(level);
        }
    }
}
