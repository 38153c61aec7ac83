package org.jenkinsci.plugins.workflow.cps;

import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class CpsFlowExecution extends FlowExecution {
    public CpsFlowExecution(String arg0, boolean arg1, FlowExecutionOwner arg2) throws IOException {
        throw new UnsupportedOperationException();
    }

    public FlowExecutionOwner getOwner() {
        throw new UnsupportedOperationException();
    }

    public List<FlowNode> getCurrentHeads() {
        throw new UnsupportedOperationException();
    }
}
