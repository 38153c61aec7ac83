package hudson.model;

import hudson.EnvVars;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface EnvironmentContributingAction extends Action {
    default void buildEnvironment(Run<?, ?> arg0, EnvVars arg1) {
        throw new UnsupportedOperationException();
    }
}
