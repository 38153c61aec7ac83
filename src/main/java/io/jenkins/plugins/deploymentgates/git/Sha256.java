package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal, of contents and of what is written. Not thread-safe. */
final class Sha256 extends DigestOutputStream {

    /** @param out gets what is written */
    Sha256(OutputStream out) {
        super(out, digest());
    }

    static String of(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /** Of a file. */
    static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                Sha256 sum = new Sha256(OutputStream.nullOutputStream())) {
            in.transferTo(sum);
            return sum.hex();
        }
    }

    /** Of all that was written; ends it. */
    String hex() {
        return HexFormat.of().formatHex(getMessageDigest().digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
