package jenkins.management;

import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public class Badge {
    public Badge(String arg0, String arg1, Badge.Severity arg2) {
        throw new UnsupportedOperationException();
    }

    public enum Severity {
        DANGER,
        WARNING,
        INFO;
    }
}
