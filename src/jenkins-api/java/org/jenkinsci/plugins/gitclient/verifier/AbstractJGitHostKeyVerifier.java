package org.jenkinsci.plugins.gitclient.verifier;

import hudson.model.TaskListener;
import java.io.Serializable;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class AbstractJGitHostKeyVerifier implements Serializable {
    protected AbstractJGitHostKeyVerifier(TaskListener arg0, HostKeyVerifierFactory arg1) {
        throw new UnsupportedOperationException();
    }

    public ServerKeyDatabase getServerKeyDatabase() {
        throw new UnsupportedOperationException();
    }
}
