package com.cloudbees.jenkins.plugins.sshcredentials;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;
import hudson.util.Secret;
import java.util.List;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface SSHUserPrivateKey extends StandardUsernameCredentials {
    Secret getPassphrase();

    List<String> getPrivateKeys();
}
