package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Texts;

/**
 * Built in with the {@code fast-forward} mechanic: the target branch must be an ancestor of the commit, so that all
 * environments stay on one line of history. A branch that has left the line by a cherry-pick is measured from where it
 * left.
 */
final class FastForwardGate implements Gate {

    @Override
    public String name() {
        return "fastForward";
    }

    @Override
    public GateOutcome ask(Question question) {
        Line line = question.line();
        if (line == null) {
            return GateOutcome.passed(name(), "no branch would be moved", "no repository");
        }
        String target = line.targetRef();
        String commit = Texts.commit(line.commit());
        String lookedAt = target + " at " + (line.targetHead() == null ? "nothing" : Texts.commit(line.targetHead()))
                + ", " + commit + " from " + line.sourceRef() + ": " + line.relation() + offTheLine(line);
        if (question.kind() == PromotionKind.ROLLBACK) {
            return GateOutcome.passed(name(), "a rollback sets " + target + " back to " + commit, lookedAt);
        }
        if (question.kind() == PromotionKind.ALIGN) {
            return GateOutcome.passed(
                    name(), target + " is made equal to " + line.sourceRef() + " at " + commit, lookedAt);
        }
        if (question.kind() == PromotionKind.CHERRY_PICK) {
            return GateOutcome.passed(
                    name(),
                    commit + " is copied onto " + target
                            + ", which leaves the line of history until a later promotion brings it back",
                    lookedAt);
        }
        return switch (line.relation()) {
            case SAME -> GateOutcome.passed(name(), target + " is at " + commit + " already", lookedAt);
            case NEW ->
                GateOutcome.passed(name(), target + " does not exist yet and would begin at " + commit, lookedAt);
            case AHEAD ->
                GateOutcome.passed(
                        name(),
                        isOffTheLine(line)
                                ? target + " comes back to the line of history at " + commit + ", " + commits(line)
                                        + " ahead of where it left"
                                : target + " moves forward by " + commits(line) + " to " + commit,
                        lookedAt);
            case BEHIND ->
                GateOutcome.refused(
                        name(),
                        target + " has " + commit + " already and is ahead of it",
                        lookedAt,
                        "promote a commit that contains " + target + ", or roll " + target + " back");
            case DIVERGED ->
                GateOutcome.refused(
                        name(),
                        target + " and " + line.sourceRef() + " have diverged: " + commits(line) + " of "
                                + line.sourceRef()
                                + (line.incoming().size() == 1 ? " is" : " are") + " not in " + target + ", and "
                                + target + " has commits that " + line.sourceRef()
                                + " does not have",
                        lookedAt,
                        "bring what is only in " + target + " into " + line.sourceRef()
                                + " (rebase or merge) and promote the result, or align " + target + " with "
                                + line.sourceRef());
        };
    }

    private static boolean isOffTheLine(Line line) {
        return line.base() != null && line.targetHead() != null && !line.base().equals(line.targetHead());
    }

    private static String offTheLine(Line line) {
        return isOffTheLine(line)
                ? ", measured from " + Texts.commit(line.base()) + " where " + line.targetRef() + " left the line"
                : "";
    }

    private static String commits(Line line) {
        int count = line.incoming().size();
        return count >= Line.MAX_INCOMING ? count + " commits or more" : Texts.count(count, "commit");
    }
}
