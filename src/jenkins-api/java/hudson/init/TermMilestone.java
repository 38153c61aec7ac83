package hudson.init;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public enum TermMilestone {
    STARTED,
    COMPLETED;
}
