package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import java.util.List;
import java.util.Optional;

/** Whose yes a waiting promotion lacks, by the same rules as the gate, but without asking the other gates. Stateless. */
public final class MissingVotes {
    private MissingVotes() {}

    /**
     * That somebody's yes is missing.
     *
     * @param promotion its number
     * @param as the names by which the yes counts: the person's, or those of groups; none where anybody's does
     * @param given how many have said yes
     * @param needed how many must
     */
    public record Missing(long promotion, List<String> as, int given, int needed) {
        public Missing {
            as = List.copyOf(as);
        }
    }

    /**
     * Whether a yes of this person would bring the promotion nearer. Not when they voted already, when its gates are set
     * aside, and for rollbacks, which need no approval.
     *
     * @param votes those on the promotion
     * @param person with the groups they are in now
     */
    public static boolean includes(
            Configuration configuration, Promotion promotion, List<Approval> votes, Actor person) {
        return of(configuration, promotion, votes, person).isPresent();
    }

    /** Which yes of this person would; of the first gate that wants it. As {@link #includes}. */
    public static Optional<Missing> of(
            Configuration configuration, Promotion promotion, List<Approval> votes, Actor person) {
        if (promotion.status().isFinal()
                || promotion.kind() == PromotionKind.ROLLBACK
                || promotion.overrideReason() != null
                || votes.stream().anyMatch(vote -> vote.by().equals(person.name()))) {
            return Optional.empty();
        }
        return configuration.environment(promotion.to()).gates().stream()
                .filter(GateSettings.Approvals.class::isInstance)
                .map(GateSettings.Approvals.class::cast)
                .filter(gate -> ApprovalsGate.wants(gate, promotion.trigger(), votes, person))
                .findFirst()
                .map(gate -> new Missing(
                        promotion.id(),
                        gate.from().stream()
                                .filter(one -> person.isAnyOf(List.of(one)))
                                .toList(),
                        ApprovalsGate.given(gate, promotion.trigger(), votes),
                        gate.count()));
    }
}
