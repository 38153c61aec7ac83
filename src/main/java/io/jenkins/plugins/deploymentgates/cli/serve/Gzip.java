package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes answers smaller for those who ask for it. Stateless. */
final class Gzip {
    /** Below this, in bytes, it is not worth it. */
    private static final int LEAST = 1024;

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

    static byte[] compress(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream gzip = new Fast(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return out.toByteArray();
    }

    /** JSON becomes small however little effort is made. */
    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream out) throws IOException {
            super(out, 8192);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
