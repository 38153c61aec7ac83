package org.jenkinsci.plugins.workflow.cps;

import com.cloudbees.groovy.cps.Continuable;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class CpsThread implements Serializable {
    CpsThread(CpsThreadGroup arg0, int arg1, Continuable arg2, FlowHead arg3, ContextVariableSet arg4) {
        throw new UnsupportedOperationException();
    }

    public CpsFlowExecution getExecution() {
        throw new UnsupportedOperationException();
    }

    public static CpsThread current() {
        throw new UnsupportedOperationException();
    }
}
