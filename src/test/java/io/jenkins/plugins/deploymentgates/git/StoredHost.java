package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Build;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/** A host with one login, which remembers who asked for it. */
final class StoredHost implements HostCredentials, ServerKeyDatabase {
    final List<String> asked = new ArrayList<>();
    private final StoredLogin login;

    @CheckForNull
    private final PublicKey trusted;

    StoredHost(StoredLogin login, @CheckForNull PublicKey trusted) {
        this.login = login;
        this.trusted = trusted;
    }

    @Override
    public StoredLogin find(String id, String repository, @CheckForNull Build build) {
        asked.add(id + " for " + repository + " by " + (build == null ? "nobody" : build.label()));
        return login;
    }

    @Override
    public ServerKeyDatabase hostKeys() {
        return this;
    }

    @Override
    public String hostKeysPlace() {
        return "the page of host keys";
    }

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
        return trusted == null ? List.of() : List.of(trusted);
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration config,
            CredentialsProvider provider) {
        return trusted != null && KeyUtils.compareKeys(trusted, serverKey);
    }
}
