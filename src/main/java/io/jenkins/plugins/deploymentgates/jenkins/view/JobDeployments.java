package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationProperty;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A job's Deployments: what its builds did, newest first, out of the ledger. Costs what a page shows, however many builds
 * the job has and whether they are still there.
 */
@ExportedBean
public final class JobDeployments implements Action, StaplerProxy {
    private final Job<?, ?> job;

    private JobDeployments(Job<?, ?> job) {
        this.job = job;
    }

    /** For jobs that deploy, or say that they will. */
    @Override
    @CheckForNull
    public String getIconFileName() {
        return job.getProperty(ApplicationProperty.class) != null || deployed() ? DeploymentsRoot.ICON : null;
    }

    private boolean deployed() {
        try {
            return !DeploymentGates.get()
                    .read(view -> view.buildsOfJob(job.getFullName(), LedgerView.NEWEST, 1))
                    .isEmpty();
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

    /** Itself, or a page that says why there is nothing to show at the moment. */
    @Override
    public Object getTarget() {
        String problem = DeploymentsRoot.unavailable();
        return problem == null ? this : new ProblemPage(problem);
    }

    public Job<?, ?> getJob() {
        return job;
    }

    public Api getApi() {
        return new Api(this);
    }

    /**
     * The applications it deploys, or says that it will, for the components; {@code null} when whoever looks may see none, or the
     * ledger cannot be asked.
     */
    @CheckForNull
    public String getApplications() {
        Set<String> names = new TreeSet<>();
        try {
            DeploymentGates.get().read(LedgerView::jobsByApplication).forEach((application, jobs) -> {
                if (jobs.contains(job.getFullName())) {
                    names.add(application);
                }
            });
        } catch (DeploymentGatesException e) {
            return null;
        }
        ApplicationProperty property = job.getProperty(ApplicationProperty.class);
        if (property != null) {
            names.add(property.getApplication());
        }
        return NameList.visible(names);
    }

    /** The page that the request asks for. */
    public History<JobDeed> getHistory() {
        Set<String> visible = ApplicationJobs.visible();
        long before = History.before();
        Instant now = Page.now();
        return DeploymentGates.get().read(view -> read(view, visible, before, now));
    }

    private History<JobDeed> read(LedgerView view, Set<String> visible, long before, Instant now) {
        String name = job.getFullName();
        // What a deleted job of this name did for others is not told to who may only read this one.
        Set<String> shown = new HashSet<>(visible);
        view.jobsByApplication().forEach((application, jobs) -> {
            if (jobs.contains(name)) {
                shown.add(application);
            }
        });
        List<BuildLink> links = view.buildsOfJob(name, before, Page.LIMIT + 1);
        List<BuildLink> page = links.subList(0, Math.min(links.size(), Page.LIMIT));
        Long next = links.size() > Page.LIMIT ? page.get(Page.LIMIT - 1).sequence() : null;
        return History.of(
                page.stream()
                        .filter(link -> shown.contains(link.application()))
                        .map(link -> JobDeed.of(view, link, now))
                        .toList(),
                before,
                next);
    }

    /** What the builds of the job did, newest first; the next page with {@code ?before=} the last one's sequence. */
    @Exported
    public List<JobDeed> getDid() {
        return getHistory().getRows();
    }

    /** Gives every job its page; free of cost until something is asked. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<JobDeployments> actionType() {
            return JobDeployments.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job job) {
            return List.of(new JobDeployments(job));
        }
    }
}
