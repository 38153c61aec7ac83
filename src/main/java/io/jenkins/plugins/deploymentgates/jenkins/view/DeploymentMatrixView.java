package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.ModifiableItemGroup;
import hudson.model.TopLevelItem;
import hudson.model.View;
import hudson.model.ViewDescriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationJobs;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/**
 * A view of Jenkins that shows the matrix, of all applications or of some. Whoever may see the view sees in it the applications they
 * may see anyway. Its jobs are those that deploy these applications.
 */
public final class DeploymentMatrixView extends View {
    /** Full name of the folder whose jobs deploy the applications; empty for anywhere. */
    private String folder = "";

    /** What the whole name of an application must match; empty for any name. */
    private String pattern = "";

    @DataBoundConstructor
    public DeploymentMatrixView(String name) {
        super(name);
    }

    public String getFolder() {
        return folder;
    }

    @DataBoundSetter
    public void setFolder(@CheckForNull String folder) {
        this.folder = Util.fixNull(folder).strip();
    }

    public String getPattern() {
        return pattern;
    }

    /**
     * Sets which names are shown.
     *
     * @throws Failure when it is no regular expression
     */
    @DataBoundSetter
    public void setPattern(@CheckForNull String pattern) {
        String text = Util.fixNull(pattern).strip();
        String problem = problem(text);
        if (problem != null) {
            throw new Failure(problem);
        }
        this.pattern = text;
    }

    @CheckForNull
    private static String problem(String pattern) {
        try {
            Pattern.compile(pattern);
            return null;
        } catch (PatternSyntaxException e) {
            return Messages.DeploymentMatrixView_pattern(e.getMessage());
        }
    }

    /** Why there is nothing to show at the moment; {@code null} when there is. */
    @CheckForNull
    public String getProblem() {
        return DeploymentsRoot.unavailable();
    }

    /** Whether it shows some applications only. */
    public boolean isFiltered() {
        return !folder.isEmpty() || !pattern.isEmpty();
    }

    /** The applications it shows, as a JSON array; {@code null} when there are none. */
    @CheckForNull
    public String getApplications() {
        return NameList.visible(shown(jobsByApplication()));
    }

    private static Map<String, Set<String>> jobsByApplication() {
        return DeploymentGates.get().read(LedgerView::jobsByApplication);
    }

    private Set<String> shown(Map<String, Set<String>> jobs) {
        Set<String> names = new TreeSet<>();
        Pattern wanted = Pattern.compile(pattern);
        for (String name : ApplicationJobs.visible()) {
            boolean here = folder.isEmpty()
                    || jobs.getOrDefault(name, Set.of()).stream().anyMatch(this::isInFolder);
            if (here && (pattern.isEmpty() || wanted.matcher(name).matches())) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean isInFolder(String job) {
        return job.startsWith(folder + "/") && ApplicationJobs.readable(job) != null;
    }

    /** The jobs that deploy what it shows, as far as whoever looks may read them; none while the ledger cannot be asked. */
    @Override
    public Collection<TopLevelItem> getItems() {
        Set<TopLevelItem> items = new LinkedHashSet<>();
        try {
            Map<String, Set<String>> jobs = jobsByApplication();
            for (String application : shown(jobs)) {
                for (String job : jobs.getOrDefault(application, Set.of())) {
                    Item item = ApplicationJobs.readable(job);
                    if (item instanceof TopLevelItem top && (folder.isEmpty() || isInFolder(job))) {
                        items.add(top);
                    }
                }
            }
        } catch (DeploymentGatesException e) {
            return List.of();
        }
        return items;
    }

    @Override
    public boolean contains(TopLevelItem item) {
        return getItems().contains(item);
    }

    /** As in other views: the job is made where the view is. */
    @Override
    @POST
    @CheckForNull
    public Item doCreateItem(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        ItemGroup<? extends TopLevelItem> group = getOwner().getItemGroup();
        return group instanceof ModifiableItemGroup<?> modifiable
                ? (Item) modifiable.doCreateItem(request, response)
                : null;
    }

    @Override
    protected void submit(StaplerRequest2 request) throws ServletException, Descriptor.FormException {
        JSONObject form = request.getSubmittedForm();
        String wanted = form.optString("pattern").strip();
        String problem = problem(wanted);
        if (problem != null) {
            throw new Descriptor.FormException(problem, "pattern");
        }
        setFolder(form.optString("folder"));
        setPattern(wanted);
    }

    /** Offers it among the types of views. */
    @Extension
    @Symbol("deploymentMatrix")
    public static final class DescriptorImpl extends ViewDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.DeploymentMatrixView_displayName();
        }

        /** Checks that it is a regular expression. */
        @POST
        public FormValidation doCheckPattern(@QueryParameter("value") String value) {
            String problem = problem(Util.fixNull(value).strip());
            return problem == null ? FormValidation.ok() : FormValidation.error(problem);
        }

        /** Checks that there is such a folder, as far as whoever asks may know. */
        @POST
        public FormValidation doCheckFolder(@QueryParameter("value") String value) {
            String name = Util.fixNull(value).strip();
            return name.isEmpty() || ApplicationJobs.readable(name) instanceof ItemGroup
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.DeploymentMatrixView_folder(name));
        }
    }
}
