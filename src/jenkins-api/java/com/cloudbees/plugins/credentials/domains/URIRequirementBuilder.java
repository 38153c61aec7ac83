package com.cloudbees.plugins.credentials.domains;

import java.util.List;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class URIRequirementBuilder {
    private URIRequirementBuilder(List<DomainRequirement> arg0) {
        throw new UnsupportedOperationException();
    }

    public static URIRequirementBuilder fromUri(String arg0) {
        throw new UnsupportedOperationException();
    }

    public List<DomainRequirement> build() {
        throw new UnsupportedOperationException();
    }
}
