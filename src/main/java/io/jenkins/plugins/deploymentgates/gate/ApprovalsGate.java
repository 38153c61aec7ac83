package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A number of different people must agree. A person has one vote, however many groups they are in; their groups are
 * those recorded with the vote. One refusal by somebody whose vote counts refuses the promotion.
 */
final class ApprovalsGate implements Gate {
    private final GateSettings.Approvals settings;

    ApprovalsGate(GateSettings.Approvals settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public GateOutcome ask(Question question) {
        Promotion promotion = question.promotion();
        String trigger = promotion == null ? question.trigger() : promotion.trigger();
        Map<String, Approval> votes = new LinkedHashMap<>();
        if (promotion != null) {
            question.ledger().approvals(promotion.id()).forEach(vote -> votes.put(vote.by(), vote));
        }
        List<Approval> yes = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        Optional<Approval> no = Optional.empty();
        for (Approval vote : votes.values()) {
            if (isExcluded(vote.by(), trigger)) {
                ignored.add(vote.by() + " (asked for the promotion)");
            } else if (!isNamed(Actor.person(vote.by(), vote.groups()))) {
                ignored.add(vote.by() + " (not in " + Texts.or(settings.from()) + ")");
            } else if (vote.approved()) {
                yes.add(vote);
            } else if (no.isEmpty()) {
                no = Optional.of(vote);
            }
        }
        String approved = yes.isEmpty()
                ? "nobody approved"
                : "approved by " + Texts.and(yes.stream().map(Approval::by).toList());
        String lookedAt = promotion == null
                ? "not requested yet"
                : approved + (ignored.isEmpty() ? "" : "; not counted: " + String.join(", ", ignored));
        if (no.isPresent()) {
            Approval vote = no.get();
            return GateOutcome.refused(
                    name(),
                    vote.by() + " refused" + (vote.reason().isEmpty() ? "" : ": " + vote.reason()),
                    lookedAt + "; refused by " + vote.by() + " at " + Texts.instant(vote.at()),
                    "settle it with " + vote.by() + ", then ask for the promotion again");
        }
        if (yes.size() >= settings.count()) {
            return GateOutcome.passed(
                    name(), yes.size() + " of " + Texts.count(settings.count(), "approval"), lookedAt);
        }
        int missing = settings.count() - yes.size();
        String reason = yes.size() + " of " + Texts.count(settings.count(), "approval");
        return GateOutcome.waitingFor(
                name(),
                promotion == null ? reason + "; they can be given once the promotion is requested" : reason,
                lookedAt,
                missing + " more of " + whoCan(question, trigger, yes) + " must approve"
                        + (promotion == null ? "" : " promotion " + promotion.id()));
    }

    /** Whether a yes of this person is one of those that are missing. */
    static boolean wants(GateSettings.Approvals settings, String trigger, List<Approval> votes, Actor person) {
        return given(settings, trigger, votes) < settings.count()
                && new ApprovalsGate(settings).counts(person, trigger);
    }

    /** How many have said yes whose yes counts. */
    static int given(GateSettings.Approvals settings, String trigger, List<Approval> votes) {
        ApprovalsGate gate = new ApprovalsGate(settings);
        return (int) votes.stream()
                .filter(vote -> vote.approved() && gate.counts(Actor.person(vote.by(), vote.groups()), trigger))
                .map(Approval::by)
                .distinct()
                .count();
    }

    private boolean counts(Actor person, String trigger) {
        return !isExcluded(person.name(), trigger) && isNamed(person);
    }

    private boolean isExcluded(String name, String trigger) {
        return settings.excludeTrigger() && name.equals(trigger);
    }

    private boolean isNamed(Actor person) {
        return settings.from().isEmpty() || person.isAnyOf(settings.from());
    }

    private String whoCan(Question question, String trigger, List<Approval> yes) {
        List<String> done = new ArrayList<>(yes.stream().map(Approval::by).toList());
        if (settings.excludeTrigger()) {
            done.add(trigger);
        }
        if (settings.from().isEmpty()) {
            return "anyone" + (done.isEmpty() ? "" : " but " + Texts.and(done));
        }
        List<String> names = new ArrayList<>();
        for (String one : settings.from()) {
            List<String> members = question.configuration().groups().get(one);
            if (members != null) {
                List<String> left = members.stream()
                        .filter(member -> !done.contains(member))
                        .toList();
                names.add(one + " (" + (left.isEmpty() ? "nobody left" : String.join(", ", left)) + ")");
            } else if (!done.contains(one)) {
                names.add(one);
            }
        }
        boolean triggerNamed = settings.excludeTrigger() && names.stream().noneMatch(name -> name.contains("("));
        return (names.isEmpty() ? Texts.or(settings.from()) : Texts.or(names))
                + (triggerNamed ? " but not " + trigger : "");
    }
}
