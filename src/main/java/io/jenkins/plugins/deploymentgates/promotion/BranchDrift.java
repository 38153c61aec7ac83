package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** How an environment's branch stands to the commit that was deployed from it. Stateless. */
final class BranchDrift {
    private BranchDrift() {}

    /** @param sharedTree what of a commit belongs to the release */
    static DriftFinding find(
            LineRepository repository, String branch, Deployment deployment, UnaryOperator<String> sharedTree) {
        String deployed = Objects.requireNonNull(deployment.commit());
        String head = repository.heads().get(branch);
        if (head == null) {
            return gone(branch, deployment);
        }
        if (head.equals(deployed)) {
            return DriftFinding.none(head);
        }
        if (repository.find(deployed).isEmpty()) {
            return new DriftFinding(
                    head,
                    List.of("branch '" + branch + "' is at " + Texts.commit(head) + ", and commit "
                            + Texts.commit(deployed) + " of " + deployment.version()
                            + " is not in the repository any more"),
                    List.of());
        }
        List<Line.Commit> more = repository.commits(deployed, head, Line.MAX_INCOMING);
        List<Line.Commit> less = repository.commits(head, deployed, Line.MAX_INCOMING);
        List<String> details = new ArrayList<>();
        details.add("branch '" + branch + "' " + relation(more.size(), less.size(), deployment.version()) + " ("
                + Texts.commit(deployed) + " -> " + Texts.commit(head) + ")");
        if (!more.isEmpty()) {
            details.add("newest commit: " + text(more.get(0)));
        }
        if (sharedTree.apply(deployed).equals(sharedTree.apply(head))) {
            details.add("only files that belong to no release differ");
        }
        return new DriftFinding(head, details, more);
    }

    /** The branch that it was deployed from is not there any more. */
    static DriftFinding gone(String branch, Deployment deployment) {
        return new DriftFinding(
                null,
                List.of("branch '" + branch + "' is gone; " + deployment.version() + " was deployed from it at "
                        + Texts.commit(Objects.requireNonNull(deployment.commit()))),
                List.of());
    }

    private static String relation(int more, int less, String version) {
        if (less == 0) {
            return "is " + Texts.count(more, "commit") + " ahead of " + version;
        }
        return more == 0
                ? "is " + Texts.count(less, "commit") + " behind " + version
                : "has " + Texts.count(more, "commit") + " that " + version + " has not, and lacks " + less
                        + " that it has";
    }

    /** Who and when: Git does not keep who pushed, but who committed. */
    static String text(Line.Commit commit) {
        return commit.shortId() + " by " + commit.author() + " at " + Texts.instant(commit.at()) + ": "
                + commit.subject();
    }
}
