package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Build;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/**
 * What a host that keeps credentials itself, such as Jenkins, supplies for repositories. Asked each time a repository on
 * another machine is opened, so that a change counts at once. Implementations are thread-safe.
 */
public interface HostCredentials {
    /**
     * The credentials of an id.
     *
     * @param id what the configuration names as {@code git.credentials}, or as the {@code credentials} of a gate
     * @param repository the URL that is signed in at, without secrets; may be only its beginning
     * @param build on behalf of which the repository is opened; what it may not see is not found. {@code null} when no
     *     build asks
     * @throws GitException naming the id, what is wrong with it and what to do, and no secret
     */
    StoredLogin find(String id, String repository, @CheckForNull Build build);

    /**
     * The secret text of a name.
     *
     * @throws GitException naming it and what to do, and no secret
     */
    default String secret(String name) {
        throw new UnreachableException("there is no secret '" + name + "': this host keeps none");
    }

    /** Which keys of ssh servers are trusted. */
    ServerKeyDatabase hostKeys();

    /** Where people say which keys are trusted, for messages. */
    String hostKeysPlace();
}
