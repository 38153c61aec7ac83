package hudson.model.queue;

import hudson.ExtensionPoint;
import hudson.model.Queue;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class QueueListener implements ExtensionPoint {
    public QueueListener() {
        throw new UnsupportedOperationException();
    }

    public void onLeft(Queue.LeftItem arg0) {
        throw new UnsupportedOperationException();
    }
}
