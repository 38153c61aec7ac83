package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.File;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** ssh with the user's own keys, agent, {@code config} and {@code known_hosts}; started when first needed. */
final class SshSessions implements AutoCloseable {
    private final File home;

    @CheckForNull
    private SshdSessionFactory factory;

    /** @param home the user's home; its {@code .ssh} folder is used */
    SshSessions(File home) {
        this.home = home;
    }

    SshdSessionFactory factory() {
        if (factory == null) {
            factory = new SshdSessionFactoryBuilder()
                    .setHomeDirectory(home)
                    .setSshDirectory(new File(home, ".ssh"))
                    .withDefaultConnectorFactory()
                    .build(null);
        }
        return factory;
    }

    @Override
    public void close() {
        if (factory != null) {
            factory.close();
            factory = null;
        }
    }
}
