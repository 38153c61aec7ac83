package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import java.util.List;

/** Whose yes a waiting promotion lacks, by the same rules as the gate, but without asking the other gates. Stateless. */
public final class MissingVotes {
    private MissingVotes() {}

    /**
     * Whether a yes of this person would bring the promotion nearer. Not when they voted already, when its gates are set
     * aside, and for rollbacks, which need no approval.
     *
     * @param votes those on the promotion
     * @param person with the groups they are in now
     */
    public static boolean includes(
            Configuration configuration, Promotion promotion, List<Approval> votes, Actor person) {
        if (promotion.status().isFinal()
                || promotion.kind() == PromotionKind.ROLLBACK
                || promotion.overrideReason() != null
                || votes.stream().anyMatch(vote -> vote.by().equals(person.name()))) {
            return false;
        }
        return configuration.environment(promotion.to()).gates().stream()
                .filter(GateSettings.Approvals.class::isInstance)
                .map(GateSettings.Approvals.class::cast)
                .anyMatch(gate -> ApprovalsGate.wants(gate, promotion.trigger(), votes, person));
    }
}
