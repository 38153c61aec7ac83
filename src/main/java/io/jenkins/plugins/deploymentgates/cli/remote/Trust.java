package io.jenkins.plugins.deploymentgates.cli.remote;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are trusted besides what the Java platform trusts. Stateless. */
public final class Trust {
    private Trust() {}

    /**
     * Trusts the certificates of a file and no others.
     *
     * @param file certificates as PEM, or a trust store as PKCS12 or JKS
     * @param password of the trust store; {@code null} for none
     * @throws InvalidInputException when there are none in it
     */
    public static SSLContext in(Path file, @CheckForNull String password) {
        try {
            KeyStore store = isPem(file) ? pem(file) : store(file, password);
            if (store.size() == 0) {
                throw new IOException("there is no certificate in it");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new InvalidInputException("the trust store " + file + " cannot be read: " + e.getMessage()
                    + "; valid are certificates as PEM, or a PKCS12 or JKS store whose password is in"
                    + " DEPLOYMENT_GATES_TRUST_STORE_PASSWORD");
        }
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----");
        }
    }

    private static KeyStore pem(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(String.valueOf(store.size()), certificate);
            }
        }
        return store;
    }

    private static KeyStore store(Path file, @CheckForNull String password)
            throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray());
    }
}
