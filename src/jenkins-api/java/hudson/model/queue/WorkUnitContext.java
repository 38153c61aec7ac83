package hudson.model.queue;

import hudson.model.Queue;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public final class WorkUnitContext {
    public WorkUnitContext(Queue.BuildableItem arg0) {
        throw new UnsupportedOperationException();
    }
}
