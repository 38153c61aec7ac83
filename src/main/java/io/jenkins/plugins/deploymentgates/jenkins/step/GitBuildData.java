package io.jenkins.plugins.deploymentgates.jenkins.step;

import hudson.model.Run;
import hudson.plugins.git.Revision;
import hudson.plugins.git.util.BuildData;
import java.util.ArrayList;
import java.util.List;

/** What the Git plugin keeps with builds. Not to be touched where that plugin is not there. */
final class GitBuildData {
    private GitBuildData() {}

    /** The repositories the build checked out, in the order it did. */
    static List<Checkout.Repository> repositories(Run<?, ?> run) {
        List<Checkout.Repository> found = new ArrayList<>();
        for (BuildData data : run.getActions(BuildData.class)) {
            Revision revision = data.getLastBuiltRevision();
            if (revision != null) {
                found.add(new Checkout.Repository(List.copyOf(data.getRemoteUrls()), revision.getSha1String()));
            }
        }
        return found;
    }
}
