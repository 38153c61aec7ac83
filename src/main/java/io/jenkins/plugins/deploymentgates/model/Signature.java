package io.jenkins.plugins.deploymentgates.model;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent as https://www.standardwebhooks.com says, for which receivers find libraries: HMAC-SHA-256 over the
 * delivery's id, the instant and the body. Stateless.
 */
public final class Signature {
    private static final String BASE64 = "whsec_";

    private Signature() {}

    /**
     * The header's value.
     *
     * @param secret one key a line, which all sign, so that a receiver can change from one to the next; a key is Base64
     *     after {@code whsec_}, else its UTF-8 text
     * @throws DeploymentGatesException when a key is not what it says
     */
    public static String of(String secret, String id, Instant at, byte[] body) {
        return Arrays.stream(secret.split("\\s+"))
                .filter(key -> !key.isEmpty())
                .map(key -> "v1," + sign(key, id, at, body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(String key, String id, Instant at, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
            mac.update((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    private static byte[] bytes(String key) {
        if (!key.startsWith(BASE64)) {
            return key.getBytes(StandardCharsets.UTF_8);
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(key.substring(BASE64.length()));
            if (decoded.length > 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // told below, without what it says about the key
        }
        throw new DeploymentGatesException("the secret begins with " + BASE64
                + ", but what follows is no Base64 of a key; correct it, or leave " + BASE64 + " out");
    }
}
