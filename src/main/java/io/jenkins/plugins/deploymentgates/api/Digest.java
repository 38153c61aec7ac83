package io.jenkins.plugins.deploymentgates.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes ETags (RFC 9110, section 8.8.3). Stateless. */
final class Digest {
    private Digest() {}

    /** For an answer that is told apart byte by byte. */
    static String strongTag(byte[] body) {
        return '"' + hex(body) + '"';
    }

    /** For an answer that means the same whatever its instant says. */
    static String weakTag(byte[] meaning) {
        return "W/\"" + hex(meaning) + '"';
    }

    private static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
