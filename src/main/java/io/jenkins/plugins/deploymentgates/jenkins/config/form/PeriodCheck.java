package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import java.time.ZoneId;
import java.util.TreeSet;

/** Checks the two ends of a period, which must be of one kind and in order. */
final class PeriodCheck {
    private PeriodCheck() {}

    static FormValidation start(GateForm.Kind kind, @CheckForNull String start, @CheckForNull String timezone) {
        GateForm gate = gate(kind, start, timezone);
        // Without an end every start has its say; that a recurring one needs an end is told there.
        gate.put("end", start != null && start.strip().contains(" ") ? start : "");
        return FieldCheck.gate(gate, "start", false);
    }

    static FormValidation end(
            GateForm.Kind kind, @CheckForNull String end, @CheckForNull String start, @CheckForNull String timezone) {
        GateForm gate = gate(kind, start, timezone);
        gate.put("end", end);
        return FieldCheck.gate(gate, "end", true);
    }

    private static GateForm gate(GateForm.Kind kind, @CheckForNull String start, @CheckForNull String timezone) {
        GateForm gate = kind.make();
        gate.put("start", start);
        gate.put("timezone", timezone);
        return gate;
    }

    /** The time zones with a name of a place. */
    static ComboBoxModel zones() {
        ComboBoxModel zones = new ComboBoxModel("UTC");
        new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream()
                        .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                        .forEach(zones::add);
        return zones;
    }
}
