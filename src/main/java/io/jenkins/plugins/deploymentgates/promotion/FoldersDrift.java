package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.Folders;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How the folders in an environment's own repository stand to those of the commit that was deployed. Stateless. */
final class FoldersDrift {
    private static final int MOST = 20;

    private FoldersDrift() {}

    static DriftFinding find(
            LineRepository source, LineRepository target, String branch, FolderSet folders, Deployment deployment) {
        String deployed = Objects.requireNonNull(deployment.commit());
        String head = target.heads().get(branch);
        if (head == null) {
            return BranchDrift.gone(branch, deployment);
        }
        Folders there = target.folders();
        List<String> changes = there.changesFrom(source, deployed, folders, head);
        if (changes.isEmpty()) {
            return DriftFinding.none(deployed);
        }
        String copied = there.copiedFrom(head, folders).orElse(null);
        List<Line.Commit> since = there.sinceCopy(head, folders, MOST);
        List<String> details = new ArrayList<>();
        details.add(
                Texts.count(changes.size(), "file") + " on branch '" + branch + "' of repository '" + target.address()
                        + "' " + (changes.size() == 1 ? "differs" : "differ") + " from " + deployment.version() + " at "
                        + Texts.commit(deployed));
        if (copied != null && !copied.equals(deployed)) {
            details.add("the newest copy there is of " + Texts.commit(copied));
        }
        if (!since.isEmpty()) {
            details.add("newest commit: " + BranchDrift.text(since.get(0)));
        }
        changes.stream().limit(MOST).forEach(details::add);
        if (changes.size() > MOST) {
            details.add("and " + Texts.count(changes.size() - MOST, "more file"));
        }
        return new DriftFinding(copied, details, since);
    }
}
