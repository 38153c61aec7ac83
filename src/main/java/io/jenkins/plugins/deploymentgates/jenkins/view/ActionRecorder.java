package io.jenkins.plugins.deploymentgates.jenkins.view;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.BuildRecorder;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Keeps with a build, in its {@code build.xml}, what it did. */
@Extension
public final class ActionRecorder implements BuildRecorder {
    @Override
    public void recorded(Run<?, ?> run, BuildEntry entry) {
        Kept kept = DeploymentGates.get().read(view -> Kept.of(view, entry));
        if (action(run).add(kept)) {
            try {
                run.save();
            } catch (IOException e) {
                throw new UncheckedIOException("what " + run + " did could not be saved with it", e);
            }
        }
    }

    private synchronized DeploymentsAction action(Run<?, ?> run) {
        DeploymentsAction known = run.getAction(DeploymentsAction.class);
        if (known == null) {
            known = new DeploymentsAction();
            run.addAction(known);
        }
        return known;
    }
}
