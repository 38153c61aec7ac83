package io.jenkins.plugins.deploymentgates.jenkins.config;

import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.FormApply;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ConfigurationForm;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** Manage Jenkins → Deployment environments. Whoever may read the system sees it, administrators change it. */
@Extension
public final class DeploymentEnvironments extends ManagementLink {
    private static final String REFUSED = DeploymentEnvironments.class.getName() + ".refused";

    /**
     * What was typed and could not be kept, shown again with the reasons.
     *
     * @param reasons one mistake each
     */
    private record Refused(ConfigurationForm form, List<String> reasons) {}

    @Override
    public String getIconFileName() {
        return "symbol-environment";
    }

    @Override
    public String getDisplayName() {
        return Messages.DeploymentEnvironments_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.DeploymentEnvironments_description();
    }

    @Override
    public String getUrlName() {
        return "deployment-environments";
    }

    @Override
    public Category getCategory() {
        return Category.CONFIGURATION;
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    /** What the page shows: what is kept, or what was just refused. */
    public ConfigurationForm getForm() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        Refused refused = refused();
        return refused == null ? ConfigurationForm.of(DeploymentGatesConfiguration.get()) : refused.form();
    }

    /** Why the page could not be saved; empty when nobody tried. */
    public List<String> getReasons() {
        Refused refused = refused();
        return refused == null ? List.of() : refused.reasons();
    }

    /** What is wrong with the configuration's file or with the ledger; empty when nothing is. */
    public List<String> getProblems() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        String problem = DeploymentGates.get().problem();
        return problem == null ? List.of() : problem.lines().toList();
    }

    @edu.umd.cs.findbugs.annotations.CheckForNull
    private static Refused refused() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? null : (Refused) request.getAttribute(REFUSED);
    }

    /** Keeps what was typed; what has a mistake is shown again with all of them, and what was kept before stays. */
    @RequirePOST
    public void doConfigure(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        JSONObject sent = request.getSubmittedForm();
        ConfigurationForm form = ConfigurationForm.of(request, sent, DeploymentGatesConfiguration.get());
        try {
            save(form);
        } catch (DeploymentGatesException e) {
            request.setAttribute(REFUSED, new Refused(form, reasons(form, e)));
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            request.getView(this, "index.jelly").forward(request, response);
            return;
        }
        FormApply.success(request.getContextPath() + "/manage").generateResponse(request, response, this);
    }

    private static void save(ConfigurationForm form) {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        // Before anything is kept, since a form is kept as a whole.
        LedgerPlace.of(form.getLedger(), form.getLedgerCredentials());
        switch (form.getSource()) {
            case ConfigurationForm.FILE:
                configuration.setPath(form.getPath());
                break;
            case ConfigurationForm.TEXT:
                configuration.setYaml(form.getYaml());
                break;
            default:
                configuration.setYaml(form.text(configuration.getYaml()));
        }
        configuration.setLedger(form.getLedger(), form.getLedgerCredentials());
    }

    private static List<String> reasons(ConfigurationForm form, DeploymentGatesException e) {
        // Of what was typed into the parts nobody has seen lines and columns.
        return e instanceof ConfigurationException mistakes && form.getSource().equals(ConfigurationForm.PARTS)
                ? mistakes.problems().stream().map(Problem::message).toList()
                : Objects.requireNonNull(e.getMessage()).lines().toList();
    }

    /** Reads the configuration's file again now. */
    @RequirePOST
    public HttpResponse doReadAgain() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        DeploymentGatesConfiguration.get().readAgain();
        return HttpResponses.redirectToDot();
    }
}
