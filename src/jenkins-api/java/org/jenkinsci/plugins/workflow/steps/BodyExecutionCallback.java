package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class BodyExecutionCallback implements Serializable {
    public BodyExecutionCallback() {
        throw new UnsupportedOperationException();
    }

    public void onStart(StepContext arg0) {
        throw new UnsupportedOperationException();
    }

    public abstract void onSuccess(StepContext arg0, Object arg1);

    public abstract void onFailure(StepContext arg0, Throwable arg1);
}
