package io.jenkins.plugins.casc.model;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class Scalar implements CNode, CharSequence {
    public Scalar(String arg0) {
        throw new UnsupportedOperationException();
    }

    public Scalar(Boolean arg0) {
        throw new UnsupportedOperationException();
    }

    public Scalar(Number arg0) {
        throw new UnsupportedOperationException();
    }

    public String getValue() {
        throw new UnsupportedOperationException();
    }

    public String toString() {
        throw new UnsupportedOperationException();
    }

    public int length() {
        throw new UnsupportedOperationException();
    }

    public char charAt(int arg0) {
        throw new UnsupportedOperationException();
    }

    public CharSequence subSequence(int arg0, int arg1) {
        throw new UnsupportedOperationException();
    }
}
