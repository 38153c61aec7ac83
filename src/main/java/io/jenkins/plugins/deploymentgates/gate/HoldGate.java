package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.Optional;

/** Built in: nothing enters an environment while somebody holds it. */
final class HoldGate implements Gate {

    @Override
    public String name() {
        return "hold";
    }

    @Override
    public GateOutcome ask(Question question) {
        String environment = question.target().name();
        Optional<Hold> hold = question.ledger().hold(environment);
        if (hold.isEmpty()) {
            return GateOutcome.passed(name(), "nobody holds " + environment, "no hold");
        }
        return GateOutcome.waitingFor(
                name(),
                hold.get().by() + " holds " + environment + ": " + hold.get().reason(),
                "held since " + Texts.instant(hold.get().at()) + " by "
                        + hold.get().by(),
                "have " + hold.get().by() + ", or anyone else with permission to hold, release " + environment);
    }
}
