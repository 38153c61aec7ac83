package org.jenkinsci.plugins.workflow.graph;

import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class BlockStartNode extends FlowNode {
    protected BlockStartNode(FlowExecution arg0, String arg1, FlowNode... arg2) {
        super((FlowExecution) null, (String) null, (List) null);
        throw new UnsupportedOperationException();
    }
}
