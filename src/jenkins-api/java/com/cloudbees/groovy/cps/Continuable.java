package com.cloudbees.groovy.cps;

import java.io.Serializable;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class Continuable implements Serializable {
    public Continuable(Continuable arg0) {
        throw new UnsupportedOperationException();
    }
}
