package hudson.security;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class ACL {
    public static final String SYSTEM_USERNAME = "SYSTEM";

    public ACL() {
        throw new UnsupportedOperationException();
    }
}
