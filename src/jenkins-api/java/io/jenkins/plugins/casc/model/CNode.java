package io.jenkins.plugins.casc.model;

import io.jenkins.plugins.casc.ConfiguratorException;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface CNode extends Cloneable {
    default Scalar asScalar() throws ConfiguratorException {
        throw new UnsupportedOperationException();
    }
}
