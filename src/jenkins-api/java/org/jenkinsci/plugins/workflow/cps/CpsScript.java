package org.jenkinsci.plugins.workflow.cps;

import groovy.lang.Script;
import java.io.IOException;
import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class CpsScript extends Script implements Serializable {
    public CpsScript() throws IOException {
        throw new UnsupportedOperationException();
    }
}
