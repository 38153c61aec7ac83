package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.File;
import java.security.KeyPair;
import java.util.List;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/**
 * ssh with the user's own keys, agent, {@code config} and {@code known_hosts}, or with what a host supplies and none of the
 * user's keys; started when first needed.
 */
final class SshSessions implements AutoCloseable {
    private final File home;

    @CheckForNull
    private final HostCredentials host;

    @CheckForNull
    private final StoredLogin login;

    @CheckForNull
    private SshdSessionFactory factory;

    /**
     * @param home the user's home; its {@code .ssh} folder is used
     * @param host says which servers are trusted; {@code null} for {@code known_hosts}
     * @param login whose keys to log in with; {@code null} for the user's own keys
     */
    SshSessions(File home, @CheckForNull HostCredentials host, @CheckForNull StoredLogin login) {
        this.home = home;
        this.host = host;
        this.login = login;
    }

    /** @throws GitException when the login's keys cannot be opened */
    SshdSessionFactory factory() {
        if (factory == null) {
            SshdSessionFactoryBuilder builder =
                    new SshdSessionFactoryBuilder().setHomeDirectory(home).setSshDirectory(new File(home, ".ssh"));
            if (host != null) {
                ServerKeyDatabase trusted = host.hostKeys();
                builder.setServerKeyDatabase((homeFolder, sshFolder) -> trusted);
            }
            if (login == null) {
                builder.withDefaultConnectorFactory();
            } else {
                only(builder, login);
            }
            factory = builder.build(null);
        }
        return factory;
    }

    /** Otherwise a wrong key would go unnoticed as long as one of the user's own is let in. */
    private static void only(SshdSessionFactoryBuilder builder, StoredLogin login) {
        List<KeyPair> keys = login.keyPairs();
        builder.setConnectorFactory(null)
                .setConfigStoreFactory((homeFolder, configFile, user) -> null)
                .setDefaultIdentities(sshFolder -> List.of())
                .setDefaultKeysProvider(sshFolder -> keys)
                .setPreferredAuthentications("publickey");
    }

    @Override
    public void close() {
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }
}
