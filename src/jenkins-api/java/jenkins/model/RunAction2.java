package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface RunAction2 extends Action {
    void onAttached(Run<?, ?> arg0);

    void onLoad(Run<?, ?> arg0);
}
