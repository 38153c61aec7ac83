package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.concurrent.Future;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class BodyExecution implements Future<Object>, Serializable {
    public BodyExecution() {
        throw new UnsupportedOperationException();
    }

    public boolean cancel(Throwable arg0) {
        throw new UnsupportedOperationException();
    }
}
