package io.jenkins.plugins.deploymentgates.jenkins.config;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import java.util.List;
import org.jenkinsci.Symbol;

/** Tells administrators what is wrong with the configuration's file or with the ledger. */
@Extension
@Symbol("deploymentGatesProblem")
public final class ConfigurationMonitor extends AdministrativeMonitor {
    @Override
    public boolean isActivated() {
        return DeploymentGates.get().problem() != null;
    }

    @Override
    public String getDisplayName() {
        return Messages.ConfigurationMonitor_displayName();
    }

    /** One problem each. */
    public List<String> getProblems() {
        String problem = DeploymentGates.get().problem();
        return problem == null ? List.of() : problem.lines().toList();
    }
}
