package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What bearer tokens look like: {@code dg_ID_SECRET}. The id is no secret and finds the token in the ledger; the secret is 256
 * random bits, of which the ledger keeps the SHA-256. A slow hash with a salt, as for passwords, would add nothing: it makes
 * guessing what a person thought up expensive, and 256 random bits cannot be guessed however fast the hash is. Stateless.
 */
final class TokenSecrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    private TokenSecrets() {}

    /** A token as its owner has it. */
    record Presented(String id, String secret) {

        /** The token in one piece. */
        String text() {
            return "dg_" + id + "_" + secret;
        }

        /** Takes as long whatever is different, so that the time tells nothing of the hash that is kept. */
        boolean matches(String hash) {
            return MessageDigest.isEqual(
                    hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A new one. */
    static Presented make() {
        byte[] id = new byte[4];
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        return new Presented(
                HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** What somebody sent as token; {@code null} when it cannot be one. */
    @CheckForNull
    static Presented parse(String text) {
        if (!text.matches("dg_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")) {
            return null;
        }
        return new Presented(text.substring(3, 11), text.substring(12));
    }

    static String hash(String secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
