package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** How tickets are found, and where they can be read. */
public final class TicketsForm extends FormPart<TicketsForm> {
    private static final String PATH = "applications.application.tickets.";

    @DataBoundConstructor
    public TicketsForm() {
        // Everything is set.
    }

    static TicketsForm of(Map<String, Object> settings) {
        TicketsForm form = new TicketsForm();
        form.nest("jira", settings, JiraForm::of);
        form.fill(settings);
        return form;
    }

    @CheckForNull
    public JiraForm getJira() {
        return nested("jira", JiraForm.class);
    }

    @DataBoundSetter
    public void setJira(@CheckForNull JiraForm jira) {
        nest("jira", jira);
    }

    public String getPattern() {
        return text("pattern");
    }

    @DataBoundSetter
    public void setPattern(String pattern) {
        put("pattern", pattern);
    }

    public String getLink() {
        return text("link");
    }

    @DataBoundSetter
    public void setLink(String link) {
        put("link", link);
    }

    /** Checks the fields as one types. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<TicketsForm> {
        @POST
        public FormValidation doCheckPattern(@QueryParameter String value) {
            return FieldCheck.text(PATH + "pattern", value);
        }

        @POST
        public FormValidation doCheckLink(@QueryParameter String value) {
            return FieldCheck.text(PATH + "link", value);
        }
    }
}
