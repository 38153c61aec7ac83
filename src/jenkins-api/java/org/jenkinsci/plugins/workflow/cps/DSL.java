package org.jenkinsci.plugins.workflow.cps;

import groovy.lang.GroovyObjectSupport;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class DSL extends GroovyObjectSupport implements Serializable {
    public DSL(FlowExecutionOwner arg0) {
        throw new UnsupportedOperationException();
    }

    public Object invokeMethod(String arg0, Object arg1) {
        throw new UnsupportedOperationException();
    }

    protected Object invokeStep(StepDescriptor arg0, String arg1, Object arg2) {
        throw new UnsupportedOperationException();
    }
}
