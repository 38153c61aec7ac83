package io.jenkins.plugins.deploymentgates.config;

import java.util.List;

/**
 * What is known of a check besides its name. A check needs no settings; one without them is open to all who may record.
 *
 * @param description may be empty
 * @param type what kind of check it is, for those who read it; may be empty
 * @param from users or groups who may report its result; empty means all who may record
 */
public record CheckSettings(String name, String description, String type, List<String> from) {
    public CheckSettings {
        from = List.copyOf(from);
    }
}
