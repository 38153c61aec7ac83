package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code verifyDeployment}: reports what a check says about what is deployed in an environment. */
public final class VerifyDeploymentStep extends ApplicationStep {
    private static final long serialVersionUID = 1L;

    @CheckForNull
    private String environment;

    @CheckForNull
    private final String check;

    @CheckForNull
    private final Boolean passed;

    @CheckForNull
    private String url;

    /**
     * @param passed an object, so that leaving it out is not taken for a failure
     */
    @DataBoundConstructor
    public VerifyDeploymentStep(@CheckForNull String check, @CheckForNull Boolean passed) {
        this.check = Util.fixEmptyAndTrim(check);
        this.passed = passed;
    }

    @CheckForNull
    public String getEnvironment() {
        return environment;
    }

    /** Set, not a parameter of the constructor: Declarative Pipeline wants all of these, and an event may bring it. */
    @DataBoundSetter
    public void setEnvironment(@CheckForNull String environment) {
        this.environment = Util.fixEmptyAndTrim(environment);
    }

    @CheckForNull
    public String getCheck() {
        return check;
    }

    @CheckForNull
    public Boolean getPassed() {
        return passed;
    }

    @CheckForNull
    public String getUrl() {
        return url;
    }

    @DataBoundSetter
    public void setUrl(@CheckForNull String url) {
        this.url = Util.fixEmptyAndTrim(url);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new VerifyDeploymentExecution(this, context);
    }

    /** Offers it to pipelines. */
    @Extension
    public static final class DescriptorImpl extends ApplicationStepDescriptor {
        @Override
        public String getFunctionName() {
            return "verifyDeployment";
        }

        @Override
        public String getDisplayName() {
            return Messages.VerifyDeploymentStep_displayName();
        }

        /** Checks that the configuration knows the check. */
        @POST
        public FormValidation doCheckCheck(
                @AncestorInPath @CheckForNull Item item,
                @QueryParameter("value") String value,
                @QueryParameter("application") String application,
                @QueryParameter("environment") String environment) {
            return check(item, configuration -> {
                Application known = application(configuration, item, application);
                if (given(value) && known != null && known.pipeline().containsKey(environment)) {
                    configuration.checkReportable(known, environment, value);
                }
            });
        }

        /** Offers the checks that can be reported there. */
        @POST
        public ComboBoxModel doFillCheckItems(
                @AncestorInPath @CheckForNull Item item,
                @QueryParameter("application") String application,
                @QueryParameter("environment") String environment) {
            return offer(item, configuration -> {
                Application known = application(configuration, item, application);
                return known != null && known.pipeline().containsKey(environment)
                        ? List.copyOf(configuration.reportableChecks(known, environment))
                        : List.of();
            });
        }
    }
}
