package org.jenkinsci.plugins.gitclient;

import jenkins.model.GlobalConfiguration;
import org.jenkinsci.plugins.gitclient.verifier.HostKeyVerifierFactory;
import org.jenkinsci.plugins.gitclient.verifier.SshHostKeyVerificationStrategy;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class GitHostKeyVerificationConfiguration extends GlobalConfiguration {
    public GitHostKeyVerificationConfiguration() {
        throw new UnsupportedOperationException();
    }

    public SshHostKeyVerificationStrategy<? extends HostKeyVerifierFactory> getSshHostKeyVerificationStrategy() {
        throw new UnsupportedOperationException();
    }

    public static GitHostKeyVerificationConfiguration get() {
        throw new UnsupportedOperationException();
    }
}
