package org.jenkinsci.plugins.workflow.steps;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class BodyInvoker {
    public BodyInvoker() {
        throw new UnsupportedOperationException();
    }

    public abstract BodyInvoker withCallback(BodyExecutionCallback arg0);

    public abstract BodyExecution start();
}
