package jenkins;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public enum YesNoMaybe {
    YES,
    NO,
    MAYBE;
}
