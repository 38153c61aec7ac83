package io.jenkins.plugins.deploymentgates.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.security.Permission;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/**
 * Which jobs belong to which application, and with that who may see an application and act on it. A job belongs to the
 * applications its builds did something for; it, or a folder around it, decides about permissions. Stateless.
 */
public final class ApplicationJobs {
    private ApplicationJobs() {}

    /**
     * The application a job deploys: that of its property, else the multibranch project or folder around it that is named
     * like one.
     *
     * @throws InvalidInputException when there is neither, saying what to do
     */
    public static String applicationOf(Job<?, ?> job) {
        String found = find(job);
        if (found == null) {
            throw new InvalidInputException("job " + job.getFullName() + " does not say which application it deploys;"
                    + " give the step an application, or the job the property 'Deploys an application'");
        }
        return found;
    }

    @CheckForNull
    private static String find(Job<?, ?> job) {
        ApplicationProperty property = job.getProperty(ApplicationProperty.class);
        if (property != null) {
            return property.getApplication();
        }
        Set<String> known = DeploymentGates.get().configuration().applications().keySet();
        Object parent = job.getParent();
        while (parent instanceof Item folder) {
            if (known.contains(folder.getName())) {
                return folder.getName();
            }
            parent = folder.getParent();
        }
        return null;
    }

    /**
     * The applications whoever asks may see: those with a job they may read, and, for who may read the jobs of the whole
     * controller, those for which no job has done anything yet; all for who may administer.
     */
    public static Set<String> visible() {
        return withPermission(Item.READ);
    }

    /** The applications on which whoever asks has the permission: by one of its jobs, or for the whole controller. */
    public static Set<String> withPermission(Permission permission) {
        DeploymentGates gates = DeploymentGates.get();
        Set<String> configured = gates.configuration().applications().keySet();
        Set<String> found = new TreeSet<>();
        Jenkins jenkins = Jenkins.get();
        if (jenkins.hasPermission(permission == Item.READ ? Jenkins.ADMINISTER : permission)) {
            found.addAll(configured);
            return found;
        }
        Map<String, Set<String>> jobs = gates.read(LedgerView::jobsByApplication);
        boolean readsAll = permission == Item.READ && jenkins.hasPermission(Item.READ);
        for (String application : configured) {
            Set<String> theirs = jobs.getOrDefault(application, Set.of());
            if (theirs.isEmpty() && readsAll || theirs.stream().anyMatch(job -> allows(job, permission))) {
                found.add(application);
            }
        }
        return found;
    }

    private static boolean allows(String job, Permission permission) {
        Item item = readable(job);
        return item != null && item.hasPermission(permission);
    }

    /** The job if it is there and whoever asks may read it; one that may only be discovered is as good as not there. */
    @CheckForNull
    public static Item readable(String fullName) {
        try {
            return Jenkins.get().getItemByFullName(fullName);
        } catch (AccessDeniedException e) {
            return null;
        }
    }
}
