package io.jenkins.plugins.deploymentgates.jenkins.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.Collection;
import java.util.Set;

/** Names of applications in an attribute of a component: a JSON array, as a name may have any character. */
final class NameList {
    private NameList() {}

    /**
     * Those of the names whose applications whoever looks may see; {@code null} when there is none, or nobody can say as there is
     * no ledger or no valid configuration.
     */
    @CheckForNull
    static String visible(Collection<String> names) {
        try {
            Set<String> visible = ApplicationJobs.visible();
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            names.stream().filter(visible::contains).forEach(shown::add);
            return shown.isEmpty() ? null : shown.toString();
        } catch (DeploymentGatesException e) {
            return null;
        }
    }
}
