package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Texts;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Further named checks must have passed upstream: each on the release's newest deployment in at least one source
 * environment, and failed on none. The newest result of a check counts.
 */
final class VerificationsGate implements Gate {
    private final List<String> checks;

    VerificationsGate(List<String> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public String name() {
        return "verifications";
    }

    @Override
    public GateOutcome ask(Question question) {
        if (question.sources().isEmpty()) {
            return GateOutcome.passed(
                    name(),
                    question.target().name() + " is at the start of the pipeline; no check can have run before it",
                    "no upstream environment");
        }
        List<Deployment> newest = newestDeployments(question);
        String release = Evidence.label(question.release());
        String sources = Texts.or(question.sources());
        if (newest.isEmpty()) {
            return GateOutcome.refused(
                    name(),
                    Texts.and(checks) + " cannot have passed: there is no deployment of " + release + " in " + sources
                            + " that counts",
                    "no deployment that is not void",
                    "deploy " + release + " to " + sources + " and have " + Texts.and(checks) + " pass there");
        }
        List<String> seen = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<String> outstanding = new ArrayList<>();
        List<Map<String, Verification>> results = newest.stream()
                .map(deployment -> Evidence.newestResults(question, deployment))
                .toList();
        for (String check : checks) {
            int before = seen.size();
            boolean bad = false;
            for (int i = 0; i < newest.size(); i++) {
                Verification result = results.get(i).get(check);
                if (result != null) {
                    bad |= !result.passed();
                    seen.add(check + " " + (result.passed() ? "passed" : "failed") + " in "
                            + newest.get(i).environment() + " at " + Texts.instant(result.at()) + " (deployment "
                            + newest.get(i).id() + ")");
                }
            }
            if (bad) {
                failed.add(check);
            } else if (seen.size() == before) {
                seen.add(check + " outstanding");
                outstanding.add(check);
            }
        }
        String lookedAt = String.join(" | ", seen);
        if (!failed.isEmpty()) {
            return GateOutcome.refused(
                    name(),
                    Texts.and(failed) + " failed on " + release,
                    lookedAt,
                    "fix what failed and promote the release with the fix, or have " + Texts.and(failed)
                            + " run again and pass");
        }
        if (!outstanding.isEmpty()) {
            return GateOutcome.waitingFor(
                    name(),
                    Texts.and(outstanding) + (outstanding.size() == 1 ? " has" : " have") + " not reported on "
                            + release + " yet",
                    lookedAt,
                    "have " + Texts.and(outstanding) + " pass in " + sources);
        }
        return GateOutcome.passed(name(), Texts.and(checks) + " passed on " + release, lookedAt);
    }

    private static List<Deployment> newestDeployments(Question question) {
        List<Deployment> newest = new ArrayList<>();
        for (Evidence evidence : Evidence.of(question)) {
            evidence.all().stream()
                    .findFirst()
                    .filter(deployment -> deployment.voided() == null)
                    .filter(deployment -> !newest.contains(deployment))
                    .ifPresent(newest::add);
        }
        return newest;
    }
}
