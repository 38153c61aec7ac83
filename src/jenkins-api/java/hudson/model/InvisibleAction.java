package hudson.model;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class InvisibleAction implements Action {
    public InvisibleAction() {
        throw new UnsupportedOperationException();
    }

    public final String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public final String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
