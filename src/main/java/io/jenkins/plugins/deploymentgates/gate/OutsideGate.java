package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;

/** Says what was found outside before the gates were asked; asks nobody itself, as every gate. */
final class OutsideGate implements Gate {
    private final GateSettings settings;

    OutsideGate(GateSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public GateOutcome ask(Question question) {
        GateOutcome found = question.outside().get(settings);
        return found != null
                ? found
                : GateOutcome.waitingFor(name(), "nobody has looked yet", "nothing", "ask for the promotion again");
    }
}
