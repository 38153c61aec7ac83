package org.jenkinsci.plugins.workflow.cps;

import hudson.ExtensionPoint;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class GlobalVariable implements ExtensionPoint {
    public GlobalVariable() {
        throw new UnsupportedOperationException();
    }

    public abstract String getName();

    public abstract Object getValue(CpsScript arg0) throws Exception;
}
