package io.jenkins.plugins.deploymentgates.cli.serve;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** TLS with the key of a key store; which protocols and ciphers are safe is left to Jetty and the JDK. Stateless. */
final class Tls {
    private Tls() {}

    /** @throws DeploymentGatesException when the key store cannot be used; the message says what would be right */
    static SslContextFactory.Server contextFactory(ServerSettings.KeyStoreFile file) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(read(file));
        factory.setKeyStorePassword(file.password());
        return factory;
    }

    private static KeyStore read(ServerSettings.KeyStoreFile file) {
        if (!Files.isRegularFile(file.file())) {
            throw new InvalidInputException("there is no key store " + file.file());
        }
        try {
            KeyStore store =
                    KeyStore.getInstance(file.file().toFile(), file.password().toCharArray());
            boolean key = false;
            for (String alias : Collections.list(store.aliases())) {
                key |= store.isKeyEntry(alias);
            }
            if (!key) {
                throw new InvalidInputException("the key store " + file.file()
                        + " holds certificates only; it needs the private key of the server's certificate as well");
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new DeploymentGatesException(
                    "the key store " + file.file() + " cannot be read; it must be of the kind PKCS12 or JKS, and the"
                            + " password in DEPLOYMENT_GATES_KEY_STORE_PASSWORD or --key-store-password-file its own",
                    e);
        }
    }
}
