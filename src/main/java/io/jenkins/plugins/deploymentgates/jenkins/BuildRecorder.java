package io.jenkins.plugins.deploymentgates.jenkins;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps with a build what the build did. Called once for each thing done, off the threads of requests and of Pipeline;
 * after a restart the same entry may come a second time.
 */
public interface BuildRecorder extends ExtensionPoint {
    /** Keeps that {@code run} did this; an entry that is kept already is not kept twice. */
    void recorded(Run<?, ?> run, BuildEntry entry);

    /** Tells every recorder. What was done is in the ledger already, so one that fails does not undo it. */
    static void tell(Run<?, ?> run, BuildEntry entry) {
        for (BuildRecorder recorder : ExtensionList.lookup(BuildRecorder.class)) {
            try {
                recorder.recorded(run, entry);
            } catch (RuntimeException e) {
                Logger.getLogger(BuildRecorder.class.getName())
                        .log(Level.WARNING, e, () -> "What " + run + " did could not be kept with it");
            }
        }
    }
}
