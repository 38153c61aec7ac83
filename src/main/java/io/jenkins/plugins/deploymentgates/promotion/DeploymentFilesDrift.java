package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.DeploymentChange;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.FileHistory;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** How a deployment's file stands to what was deployed from it. Stateless. */
final class DeploymentFilesDrift {
    private DeploymentFilesDrift() {}

    /**
     * @param tip the head of the branch with the files
     * @param files those of a commit
     * @param name of the deployment's file
     * @param moved which versions of the file stand for another commit than when they were deployed
     */
    static DriftFinding find(
            LineRepository repository,
            String tip,
            Function<String, DeploymentFiles> files,
            String name,
            Deployment deployment,
            Function<DeploymentFile, List<String>> moved) {
        String deployed = Objects.requireNonNull(deployment.commit());
        DeploymentFile now = files.apply(tip).find(name).orElse(null);
        if (now == null) {
            return new DriftFinding(
                    null,
                    List.of("there is no deployment '" + name + "' any more; " + deployment.version()
                            + " was deployed from it at " + Texts.commit(deployed)),
                    List.of());
        }
        List<String> details = new ArrayList<>();
        DeploymentChange change =
                DeploymentChange.of(files.apply(deployed).find(name).orElse(null), now);
        if (change != null) {
            details.addAll(change.details());
        }
        List<Line.Commit> commits = details.isEmpty()
                ? List.of()
                : FileHistory.commits(repository, deployed, tip, now.path(), Line.MAX_INCOMING);
        if (!commits.isEmpty()) {
            details.add("newest commit: " + BranchDrift.text(commits.get(0)));
        }
        details.addAll(moved.apply(now));
        return details.isEmpty() ? DriftFinding.none(deployed) : new DriftFinding(tip, details, commits);
    }
}
