package org.jvnet.hudson.reactor;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class ReactorException extends Exception {
    ReactorException(Throwable arg0) {
        throw new UnsupportedOperationException();
    }
}
