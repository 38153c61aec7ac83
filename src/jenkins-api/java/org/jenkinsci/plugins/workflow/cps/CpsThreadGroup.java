package org.jenkinsci.plugins.workflow.cps;

import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class CpsThreadGroup implements Serializable {
    CpsThreadGroup(CpsFlowExecution arg0) {
        throw new UnsupportedOperationException();
    }
}
