package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * What a host keeps under one credentials id: a user name with a password, or ssh keys. Immutable; never written to a
 * file, and has no text form on purpose.
 */
public final class StoredLogin {
    private final String id;

    @CheckForNull
    private final String username;

    @CheckForNull
    private final String password;

    private final List<String> privateKeys;

    @CheckForNull
    private final String passphrase;

    private StoredLogin(
            String id,
            @CheckForNull String username,
            @CheckForNull String password,
            List<String> privateKeys,
            @CheckForNull String passphrase) {
        this.id = id;
        this.username = username == null || username.isEmpty() ? null : username;
        this.password = password;
        this.privateKeys = List.copyOf(privateKeys);
        this.passphrase = passphrase == null || passphrase.isEmpty() ? null : passphrase;
    }

    /** A user name and a password or token. */
    public static StoredLogin password(String id, String username, String password) {
        return new StoredLogin(id, username, password, List.of(), null);
    }

    /**
     * Keys for ssh.
     *
     * @param username whose they are where the URL names nobody; may be {@code null}
     * @param privateKeys in OpenSSH or PEM form
     * @param passphrase opens them; {@code null} when they are not encrypted
     */
    public static StoredLogin keys(
            String id, @CheckForNull String username, List<String> privateKeys, @CheckForNull String passphrase) {
        return new StoredLogin(id, username, null, privateKeys, passphrase);
    }

    /**
     * What HTTP sends to sign in with (RFC 7617).
     *
     * @throws GitException when these are keys
     */
    public String basicAuthorization() {
        if (username == null || password == null) {
            throw new UnreachableException("credentials '" + id + "' hold no user name with a password; name others");
        }
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    String id() {
        return id;
    }

    @CheckForNull
    String username() {
        return username;
    }

    /** {@code null} when these are keys. */
    @CheckForNull
    String password() {
        return password;
    }

    /**
     * The keys, opened.
     *
     * @throws GitException when one cannot be
     */
    List<KeyPair> keyPairs() {
        List<KeyPair> pairs = new ArrayList<>();
        for (String key : privateKeys) {
            read(key).forEach(pairs::add);
        }
        if (pairs.isEmpty()) {
            throw new UnreachableException("credentials '" + id
                    + "' hold no ssh key that can be read; store a private key in" + " OpenSSH or PEM form there");
        }
        return pairs;
    }

    private Iterable<KeyPair> read(String key) {
        // Parsers want the last line ended, and forms on web pages make \r\n of ends of lines.
        byte[] text = (key.replace("\r", "").strip() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("key"),
                    new ByteArrayInputStream(text),
                    passphrase == null ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase));
            return pairs == null ? List.of() : pairs;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Not its text, which is made from what was read.
            throw new UnreachableException("the ssh key of credentials '" + id + "' cannot be opened "
                    + (passphrase == null
                            ? "without a passphrase; store its passphrase with it, or another key"
                            : "with the passphrase stored with it; correct that, or store another key"));
        }
    }
}
