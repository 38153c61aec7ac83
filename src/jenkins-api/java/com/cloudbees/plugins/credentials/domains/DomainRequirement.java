package com.cloudbees.plugins.credentials.domains;

import hudson.ExtensionPoint;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class DomainRequirement implements ExtensionPoint, Serializable {
    public DomainRequirement() {
        throw new UnsupportedOperationException();
    }
}
