package com.cloudbees.plugins.credentials;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class CredentialsMatchers {
    private CredentialsMatchers() {
        throw new UnsupportedOperationException();
    }

    public static CredentialsMatcher always() {
        throw new UnsupportedOperationException();
    }

    public static CredentialsMatcher withId(String arg0) {
        throw new UnsupportedOperationException();
    }

    public static <C extends Credentials> C firstOrNull(Iterable<C> arg0, CredentialsMatcher arg1) {
        throw new UnsupportedOperationException();
    }
}
