package org.jenkinsci.plugins.workflow.graph;

import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface StepNode {
    StepDescriptor getDescriptor();
}
