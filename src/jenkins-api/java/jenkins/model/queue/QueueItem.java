package jenkins.model.queue;

import hudson.model.ModelObject;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface QueueItem extends ModelObject {
    default String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
