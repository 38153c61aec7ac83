package io.jenkins.plugins.casc.model;

import java.util.HashMap;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class Mapping extends HashMap<String, CNode> implements CNode {
    public Mapping() {
        throw new UnsupportedOperationException();
    }

    public void put(String arg0, String arg1) {
        throw new UnsupportedOperationException();
    }
}
