package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class RunListener<R extends Run> implements ExtensionPoint {
    protected RunListener() {
        throw new UnsupportedOperationException();
    }

    public void onStarted(R arg0, TaskListener arg1) {
        throw new UnsupportedOperationException();
    }

    public void onDeleted(R arg0) {
        throw new UnsupportedOperationException();
    }
}
