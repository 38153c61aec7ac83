package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.List;

/**
 * The commit must be on a branch that is allowed. The branches of environments contain it as well; they count only when
 * a pattern names them.
 */
final class BranchesGate implements Gate {
    private final List<BranchPattern> allowed;

    BranchesGate(List<String> allowed) {
        this.allowed = allowed.stream().map(BranchPattern::new).toList();
    }

    @Override
    public String name() {
        return "branches";
    }

    @Override
    public GateOutcome ask(Question question) {
        String patterns = Texts.or(allowed.stream().map(BranchPattern::toString).toList());
        Line line = question.line();
        if (question.kind() == PromotionKind.FLOW) {
            return GateOutcome.refused(
                    name(),
                    "the branch cannot be checked: an artifact's flow moves nothing in Git",
                    "no branch",
                    "remove the " + name() + " gate from " + question.target().name() + ", or do without flows there");
        }
        if (line == null) {
            return GateOutcome.refused(
                    name(),
                    "the branch cannot be checked: " + question.application().name() + " has no repository",
                    "no repository",
                    "give " + question.application().name() + " a repository, or remove the branches gate from "
                            + question.target().name());
        }
        List<String> matching = line.branches().stream()
                .filter(branch -> allowed.stream().anyMatch(pattern -> pattern.matches(branch)))
                .toList();
        String commit = Texts.commit(line.commit());
        String lookedAt =
                commit + " is on " + (line.branches().isEmpty() ? "no branch" : Words.shortened(line.branches()));
        if (matching.isEmpty()) {
            return GateOutcome.refused(
                    name(),
                    commit + " is on no branch that " + question.target().name() + " allows: " + patterns,
                    lookedAt,
                    "promote a commit that is on " + patterns);
        }
        return GateOutcome.passed(
                name(), commit + " is on " + Words.shortened(matching) + ", which is allowed", lookedAt);
    }
}
