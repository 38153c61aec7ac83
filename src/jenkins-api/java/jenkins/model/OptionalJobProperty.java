package jenkins.model;

import hudson.model.Descriptor;
import hudson.model.Job;
import hudson.model.JobProperty;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class OptionalJobProperty<J extends Job<?, ?>> extends JobProperty<J> {
    public OptionalJobProperty() {
        throw new UnsupportedOperationException();
    }

    public OptionalJobProperty.OptionalJobPropertyDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }

    public abstract static class OptionalJobPropertyDescriptor extends Descriptor<JobProperty<?>> {
        protected OptionalJobPropertyDescriptor() {
            throw new UnsupportedOperationException();
        }
    }
}
