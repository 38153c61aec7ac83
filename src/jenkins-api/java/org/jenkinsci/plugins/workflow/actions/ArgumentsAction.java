package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Action;
import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class ArgumentsAction implements Action {
    public ArgumentsAction() {
        throw new UnsupportedOperationException();
    }

    public static Map<String, Object> getArguments(FlowNode arg0) {
        throw new UnsupportedOperationException();
    }
}
