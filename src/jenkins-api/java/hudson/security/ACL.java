package hudson.security;

import org.springframework.security.core.Authentication;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class ACL {
    public static final String SYSTEM_USERNAME = "SYSTEM";
    public static final Authentication SYSTEM2 = null;

    public ACL() {
        throw new UnsupportedOperationException();
    }

    public boolean hasPermission2(Authentication arg0, Permission arg1) {
        throw new UnsupportedOperationException();
    }

    public static ACLContext as2(Authentication arg0) {
        throw new UnsupportedOperationException();
    }
}
