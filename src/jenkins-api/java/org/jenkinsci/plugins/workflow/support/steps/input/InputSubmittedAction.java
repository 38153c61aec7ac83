package org.jenkinsci.plugins.workflow.support.steps.input;

import hudson.model.Action;
import java.util.Map;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class InputSubmittedAction implements Action {
    public InputSubmittedAction(String arg0, Map<String, Object> arg1) {
        throw new UnsupportedOperationException();
    }

    public String getApprover() {
        throw new UnsupportedOperationException();
    }

    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
