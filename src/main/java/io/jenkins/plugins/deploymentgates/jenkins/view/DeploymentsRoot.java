package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.RootAction;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.jenkins.api.ApiEndpoint;
import io.jenkins.plugins.deploymentgates.jenkins.approval.Ballots;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.util.Arrays;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

/**
 * {@code /deployments}: what is where, and the pages of applications, environments, releases, deployments and promotions.
 * A page about something that does not exist and one about something that whoever asks may not see are both not found.
 */
@Extension
public final class DeploymentsRoot implements RootAction, StaplerProxy {
    /** The symbol of everything about deployments. */
    public static final String ICON = "symbol-paper-plane-outline";

    /** The one of this controller. */
    public static DeploymentsRoot get() {
        return ExtensionList.lookupSingleton(DeploymentsRoot.class);
    }

    /** For whoever may see an application, and always for who may administer: there they learn how to begin. */
    @Override
    @CheckForNull
    public String getIconFileName() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER) || seesAny() ? ICON : null;
    }

    private static boolean seesAny() {
        try {
            return !ApplicationJobs.visible().isEmpty();
        } catch (DeploymentGatesException e) {
            return false;
        }
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentsRoot_displayName();
    }

    @Override
    public String getUrlName() {
        return "deployments";
    }

    /** How many promotions wait for whoever looks; {@code null} when none does. */
    @CheckForNull
    public jenkins.management.Badge getBadge() {
        return Ballots.badge();
    }

    /** Itself, or a page that says why there is nothing to show at the moment. */
    @Override
    public Object getTarget() {
        String problem = unavailable();
        return problem == null ? this : new ProblemPage(problem);
    }

    /** Why the ledger cannot be asked; {@code null} when it can. */
    @CheckForNull
    static String unavailable() {
        DeploymentGates gates = DeploymentGates.get();
        try {
            gates.configuration();
            gates.read(LedgerView::head);
            return null;
        } catch (DeploymentGatesException e) {
            return e.getMessage();
        }
    }

    /** The HTTP API. */
    public ApiEndpoint getApi() {
        return new ApiEndpoint();
    }

    /** Whether there is an application whoever looks may see. */
    public boolean isShown() {
        return seesAny();
    }

    /** Whether any application is configured, be it seen or not. */
    public boolean isBegun() {
        return !DeploymentGates.get().configuration().applications().isEmpty();
    }

    /** The pages that the side panel leads to. */
    public List<NavigationEntry> getNavigation() {
        return Arrays.stream(Component.values())
                .filter(Component::isOffered)
                .map(component -> new NavigationEntry(component, component == Component.WAITING ? getBadge() : null))
                .toList();
    }

    /** The names of the components there are; links lead to the pages of these only. */
    public String getComponents() {
        return Component.names();
    }

    /** The page of a component. */
    @CheckForNull
    public ComponentPage getDynamic(String path) {
        Component component = Component.at(path);
        return component == null ? null : new ComponentPage(component);
    }

    /** All applications by environments, for {@code /deployments/table}. */
    public MatrixPage getMatrix() {
        return MatrixPage.read();
    }

    /** {@code application/NAME}. */
    @CheckForNull
    public ApplicationPage getApplication(String name) {
        return ApplicationPage.find(name);
    }

    /** {@code environment/NAME}. */
    @CheckForNull
    public EnvironmentPage getEnvironment(String name) {
        return EnvironmentPage.find(name);
    }

    /** {@code release/APPLICATION}, below which releases are. */
    @CheckForNull
    public Releases getRelease(String application) {
        return ApplicationJobs.visible().contains(application) ? new Releases(application) : null;
    }

    /** {@code deployment/ID}. */
    @CheckForNull
    public DeploymentPage getDeployment(String id) {
        return isId(id) ? DeploymentPage.find(Long.parseLong(id)) : null;
    }

    /** {@code promotion/ID}. */
    @CheckForNull
    public PromotionPage getPromotion(String id) {
        return isId(id) ? PromotionPage.find(Long.parseLong(id)) : null;
    }

    /** Promotions that wait. */
    public WaitingPage getWaiting() {
        return WaitingPage.read();
    }

    private static boolean isId(String text) {
        return text.matches("[0-9]{1,18}");
    }
}
