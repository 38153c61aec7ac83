package io.jenkins.plugins.casc;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class Attribute<Owner, Type> {
    public Attribute(String arg0, Class arg1) {
        throw new UnsupportedOperationException();
    }
}
