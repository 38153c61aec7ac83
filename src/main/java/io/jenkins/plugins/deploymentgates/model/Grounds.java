package io.jenkins.plugins.deploymentgates.model;

import java.util.List;

/**
 * On what grounds a promotion was carried out.
 *
 * @param configuration the checksum of the configuration it was decided under
 * @param gates what each gate said, in the order in which they were asked
 * @param overridden the gates that were set aside by an override
 * @param tickets what the commits it brings, and the branch they come from, name; sorted
 */
public record Grounds(String configuration, List<GateOutcome> gates, List<String> overridden, List<String> tickets) {
    public Grounds {
        gates = List.copyOf(gates);
        overridden = List.copyOf(overridden);
        tickets = List.copyOf(tickets);
    }
}
