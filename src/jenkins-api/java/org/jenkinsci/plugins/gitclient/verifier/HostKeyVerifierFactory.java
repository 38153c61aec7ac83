package org.jenkinsci.plugins.gitclient.verifier;

import hudson.model.TaskListener;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class HostKeyVerifierFactory implements Serializable {
    public HostKeyVerifierFactory() {
        throw new UnsupportedOperationException();
    }

    public abstract AbstractJGitHostKeyVerifier forJGit(TaskListener arg0);
}
