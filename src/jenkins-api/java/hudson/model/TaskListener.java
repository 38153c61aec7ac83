package hudson.model;

import java.io.PrintStream;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface TaskListener extends Serializable {
    public static final TaskListener NULL = null;

    PrintStream getLogger();
}
