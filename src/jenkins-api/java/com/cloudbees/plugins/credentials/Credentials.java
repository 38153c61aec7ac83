package com.cloudbees.plugins.credentials;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface Credentials extends Describable<Credentials>, Serializable, ExtensionPoint {
    CredentialsDescriptor getDescriptor();
}
