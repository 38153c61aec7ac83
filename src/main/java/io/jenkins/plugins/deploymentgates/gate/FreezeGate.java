package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.util.Optional;

/** Closed during a period, whatever the windows of the environment say. */
final class FreezeGate implements Gate {
    private final Timetable timetable;
    private final String because;

    FreezeGate(GateSettings.Freeze settings) {
        this.timetable = Timetable.of(settings.period());
        this.because = settings.reason().isEmpty() ? "" : ": " + settings.reason();
    }

    @Override
    public String name() {
        return "freeze";
    }

    @Override
    public boolean dependsOnTime() {
        return true;
    }

    @Override
    public GateOutcome ask(Question question) {
        String environment = question.target().name();
        Optional<Timetable.Stretch> open = timetable.openAt(question.now());
        if (open.isEmpty()) {
            String next = timetable
                    .nextBegin(question.now())
                    .map(begin -> "; next from " + Texts.instant(begin))
                    .orElse("; none to come");
            return GateOutcome.passed(name(), environment + " is not frozen", timetable.text() + next);
        }
        String lookedAt = timetable.text() + "; frozen " + open.get().text();
        Optional<Instant> end = timetable.closedFrom(open.get());
        if (end.isEmpty()) {
            return GateOutcome.waitingFor(
                    name(),
                    environment + " is frozen without an end" + because,
                    lookedAt,
                    "give the freeze of " + environment + " an end, or remove it from the configuration");
        }
        return GateOutcome.waitingUntil(
                name(), environment + " is frozen until " + Texts.instant(end.get()) + because, lookedAt, end.get());
    }
}
