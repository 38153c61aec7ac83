package hudson.security;

import org.springframework.security.core.context.SecurityContext;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class ACLContext implements AutoCloseable {
    ACLContext(SecurityContext arg0) {
        throw new UnsupportedOperationException();
    }

    public void close() {
        throw new UnsupportedOperationException();
    }
}
