package hudson;

import java.util.TreeMap;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class EnvVars extends TreeMap<String, String> {
    public EnvVars() {
        throw new UnsupportedOperationException();
    }

    public String put(String arg0, String arg1) {
        throw new UnsupportedOperationException();
    }
}
