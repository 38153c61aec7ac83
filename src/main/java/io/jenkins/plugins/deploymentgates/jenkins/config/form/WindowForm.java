package io.jenkins.plugins.deploymentgates.jenkins.config.form;

import hudson.Extension;
import io.jenkins.plugins.deploymentgates.jenkins.config.Messages;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Open only during this period or another window of the same environment. */
public final class WindowForm extends PeriodForm {
    @DataBoundConstructor
    public WindowForm() {}

    /** Its kind. */
    @Extension
    @Symbol("window")
    public static final class DescriptorImpl extends PeriodKind {
        public DescriptorImpl() {
            super(WindowForm.class, "window");
        }

        @Override
        GateForm make() {
            return new WindowForm();
        }

        @Override
        public String getDisplayName() {
            return Messages.WindowForm_displayName();
        }
    }
}
