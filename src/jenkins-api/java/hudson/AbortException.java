package hudson;

import java.io.IOException;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class AbortException extends IOException {
    public AbortException(String arg0) {
        throw new UnsupportedOperationException();
    }
}
