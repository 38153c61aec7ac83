package hudson.model;

import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.ExportedBean;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
@ExportedBean
public class CauseAction implements RunAction2 {
    public CauseAction(Cause arg0) {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }

    public void onLoad(Run<?, ?> arg0) {
        throw new UnsupportedOperationException();
    }

    public void onAttached(Run<?, ?> arg0) {
        throw new UnsupportedOperationException();
    }
}
