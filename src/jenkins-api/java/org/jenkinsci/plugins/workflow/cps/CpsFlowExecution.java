package org.jenkinsci.plugins.workflow.cps;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class CpsFlowExecution {
    public CpsFlowExecution(String arg0, boolean arg1, FlowExecutionOwner arg2) throws IOException {
        throw new UnsupportedOperationException();
    }

    public FlowExecutionOwner getOwner() {
        throw new UnsupportedOperationException();
    }
}
