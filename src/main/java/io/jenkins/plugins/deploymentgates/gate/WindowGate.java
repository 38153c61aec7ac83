package io.jenkins.plugins.deploymentgates.gate;

import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Open only during the windows of an environment: one of them must be open. */
final class WindowGate implements Gate {
    private final List<Timetable> timetables;

    WindowGate(List<GateSettings.Window> windows) {
        this.timetables =
                windows.stream().map(window -> Timetable.of(window.period())).toList();
    }

    @Override
    public String name() {
        return "window";
    }

    @Override
    public boolean dependsOnTime() {
        return true;
    }

    @Override
    public GateOutcome ask(Question question) {
        String environment = question.target().name();
        for (Timetable timetable : timetables) {
            Optional<Timetable.Stretch> open = timetable.openAt(question.now());
            if (open.isPresent()) {
                return GateOutcome.passed(
                        name(),
                        "a window of " + environment + " is open",
                        timetable.text() + "; open " + open.get().text());
            }
        }
        String lookedAt =
                String.join(" | ", timetables.stream().map(Timetable::text).toList());
        Optional<Instant> next = timetables.stream()
                .flatMap(timetable -> timetable.nextBegin(question.now()).stream())
                .min(Instant::compareTo);
        if (next.isEmpty()) {
            return GateOutcome.refused(
                    name(),
                    "no window of " + environment + " is open, and none opens any more",
                    lookedAt,
                    "add a window to " + environment + " in the configuration");
        }
        return GateOutcome.waitingUntil(
                name(),
                "no window of " + environment + " is open; the next opens at " + Texts.instant(next.get()),
                lookedAt,
                next.get());
    }
}
