package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * Talks to one repository over a transport and turns its failures into messages. Not thread-safe. Closing it ends what
 * was kept open for ssh.
 */
final class Connection implements AutoCloseable {
    /** Seconds without a byte from the other side before it counts as unreachable. */
    private static final int TIMEOUT = 60;

    private static final List<RefSpec> EVERYTHING =
            List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));

    private final RepositoryAddress address;
    private final URIish uri;
    private final GitCredentials credentials;
    private final SshSessions ssh;

    Connection(RepositoryAddress address, GitCredentials credentials, SshSessions ssh) {
        this.address = address;
        this.uri = credentials.uri(address);
        this.credentials = credentials;
        this.ssh = ssh;
    }

    RepositoryAddress address() {
        return address;
    }

    /** The branches and tags the remote has now, and its {@code HEAD}. */
    Refs listRefs() {
        return talk(() -> {
            try (Transport transport = prepare(Transport.open(uri));
                    FetchConnection fetch = transport.openFetch(EVERYTHING, Constants.HEAD)) {
                return new Refs(fetch.getRefs());
            }
        });
    }

    /** Makes branches and tags of the repository those of the remote, and brings their commits. */
    void fetch(Repository into) {
        talk(() -> {
            try (Transport transport = open(into)) {
                transport.setTagOpt(TagOpt.NO_TAGS);
                transport.setRemoveDeletedRefs(true);
                transport.fetch(NullProgressMonitor.INSTANCE, EVERYTHING);
                return null;
            }
        });
    }

    /** A transport that pushes from the given repository; the caller closes it. */
    Transport open(Repository from) throws NotSupportedException, TransportException {
        return prepare(Transport.open(from, uri));
    }

    private Transport prepare(Transport transport) {
        transport.setTimeout(TIMEOUT);
        transport.setCredentialsProvider(credentials);
        if (transport instanceof SshTransport overSsh) {
            overSsh.setSshSessionFactory(ssh.factory());
        }
        return transport;
    }

    /** Does something over the wire; credentials that worked are remembered by Git's helpers, others forgotten. */
    <T> T talk(Call<T> call) {
        try {
            T result = call.run();
            credentials.approve();
            return result;
        } catch (IOException e) {
            throw GitErrors.unreachable(address, credentials, e);
        }
    }

    /** Something that may fail on the wire. */
    interface Call<T> {
        T run() throws IOException;
    }

    @Override
    public void close() {
        ssh.close();
    }
}
