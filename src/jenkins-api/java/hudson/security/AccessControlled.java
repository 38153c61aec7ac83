package hudson.security;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface AccessControlled {
    default boolean hasPermission(Permission arg0) {
        throw new UnsupportedOperationException();
    }
}
