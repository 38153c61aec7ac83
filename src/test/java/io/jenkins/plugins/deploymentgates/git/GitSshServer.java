package io.jenkins.plugins.deploymentgates.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/** A real ssh server on this machine that serves repositories to the owner of one key. */
final class GitSshServer implements AutoCloseable {
    /** Kept here, as loggers nobody holds forget their level. */
    private static final Logger SSHD = Logger.getLogger("org.apache.sshd");

    static {
        SSHD.setLevel(Level.SEVERE);
    }

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair hostKey = newKey();
    private final KeyPair userKey = newKey();

    GitSshServer() throws IOException {
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setCommandFactory((channel, command) -> new GitCommand(command));
        server.start();
    }

    private static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PublicKey hostKey() {
        return hostKey.getPublic();
    }

    /** The key that is let in, encrypted when there is a passphrase. */
    String userKey(String passphrase) {
        return text(userKey, passphrase);
    }

    /** A key that is not let in. */
    static String otherKey() {
        return text(newKey(), null);
    }

    private static String text(KeyPair key, String passphrase) {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setPassword(passphrase);
            encryption.setCipherType("256");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", encryption, out);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    String url(Path repository) {
        return "ssh://git@127.0.0.1:" + server.getPort() + repository;
    }

    int port() {
        return server.getPort();
    }

    /** Makes the host known in a home folder. */
    void trust(Path home) throws IOException {
        Path file = Files.createDirectories(home.resolve(".ssh")).resolve("known_hosts");
        Files.writeString(
                file, "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic()) + "\n");
    }

    /** Writes the key that is let in, readable by its owner only. */
    void writeUserKey(Path file) throws IOException {
        writeKey(userKey, file);
    }

    /** Writes a key that is not let in. */
    static void writeOtherKey(Path file) throws IOException {
        writeKey(newKey(), file);
    }

    private static void writeKey(KeyPair key, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code git-upload-pack 'path'} and {@code git-receive-pack 'path'}. */
    private static final class GitCommand extends AbstractCommandSupport {
        GitCommand(String command) {
            super(command, null);
        }

        @Override
        public void run() {
            List<String> words = List.of(getCommand().split(" ", 2));
            String path = words.get(1).replace("'", "");
            try (Repository repository = new RepositoryBuilder()
                    .setGitDir(Path.of(path).toFile())
                    .setMustExist(true)
                    .build()) {
                if (words.get(0).equals("git-upload-pack")) {
                    new UploadPack(repository).upload(getInputStream(), getOutputStream(), getErrorStream());
                } else {
                    new ReceivePack(repository).receive(getInputStream(), getOutputStream(), getErrorStream());
                }
                onExit(0);
            } catch (IOException e) {
                onExit(128, "fatal: '" + path + "' does not appear to be a git repository");
            }
        }
    }
}
