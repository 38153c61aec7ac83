package hudson.util;

import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class Secret implements Serializable {
    Secret(String arg0) {
        throw new UnsupportedOperationException();
    }

    public static String toString(Secret arg0) {
        throw new UnsupportedOperationException();
    }
}
