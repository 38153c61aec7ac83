package io.jenkins.plugins.casc.model;

import java.util.ArrayList;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class Sequence extends ArrayList<CNode> implements CNode {
    public Sequence() {
        throw new UnsupportedOperationException();
    }

    public boolean equals(Object arg0) {
        throw new UnsupportedOperationException();
    }

    public int hashCode() {
        throw new UnsupportedOperationException();
    }
}
