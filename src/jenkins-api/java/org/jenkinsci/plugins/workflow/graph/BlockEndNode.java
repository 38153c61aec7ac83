package org.jenkinsci.plugins.workflow.graph;

import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class BlockEndNode<START extends BlockStartNode> extends FlowNode {
    public BlockEndNode(FlowExecution arg0, String arg1, START arg2, FlowNode... arg3) {
        super((FlowExecution) null, (String) null, (List) null);
        throw new UnsupportedOperationException();
    }
}
