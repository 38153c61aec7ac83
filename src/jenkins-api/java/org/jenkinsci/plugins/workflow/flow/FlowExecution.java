package org.jenkinsci.plugins.workflow.flow;

import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class FlowExecution {
    public FlowExecution() {
        throw new UnsupportedOperationException();
    }

    public abstract List<FlowNode> getCurrentHeads();
}
