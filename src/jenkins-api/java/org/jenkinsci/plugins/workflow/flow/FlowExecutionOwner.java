package org.jenkinsci.plugins.workflow.flow;

import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class FlowExecutionOwner implements Serializable {
    public FlowExecutionOwner() {
        throw new UnsupportedOperationException();
    }
}
