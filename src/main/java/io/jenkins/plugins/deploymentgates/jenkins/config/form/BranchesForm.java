package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The commit must be on a branch that is allowed. */
public final class BranchesForm extends GateForm {
    @DataBoundConstructor
    public BranchesForm() {}

    public String getAllow() {
        return lines("allow");
    }

    @DataBoundSetter
    public void setAllow(String allow) {
        putLines("allow", allow);
    }

    /** Checks the fields as one types. */
    @Extension
    @Symbol("branches")
    public static final class DescriptorImpl extends Kind {
        public DescriptorImpl() {
            super(BranchesForm.class, "branches");
        }

        @Override
        GateForm make() {
            return new BranchesForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.BranchesForm_displayName();
        }

        @POST
        public FormValidation doCheckAllow(@QueryParameter String value) {
            return FieldCheck.lines(path("allow"), value);
        }
    }
}
