package hudson.security;

import org.springframework.security.access.AccessDeniedException;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface AccessControlled {
    default void checkPermission(Permission arg0) throws AccessDeniedException {
        throw new UnsupportedOperationException();
    }

    default boolean hasPermission(Permission arg0) {
        throw new UnsupportedOperationException();
    }
}
