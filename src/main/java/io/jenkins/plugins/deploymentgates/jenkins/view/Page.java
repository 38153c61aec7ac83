package io.jenkins.plugins.deploymentgates.jenkins.view;

import hudson.model.ModelObject;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import java.time.Instant;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

/**
 * A page below {@code /deployments}, made for one request out of one state of the ledger. Whoever may not see what it is
 * about gets none, the same answer as for what does not exist.
 */
public abstract class Page implements ModelObject, StaplerProxy {
    /** How many deployments a page of history shows. */
    static final int LIMIT = 30;

    Page() {}

    /** Itself: whether it may be seen was found out when it was made. */
    @Override
    public Object getTarget() {
        return this;
    }

    /** Where it is, relative to the controller's root. */
    public abstract String getUrl();

    /** Whether whoever looks may administer the controller. */
    public boolean isAdministrator() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    static Instant now() {
        return DeploymentGates.get().clock().instant();
    }
}
