package io.jenkins.plugins.deploymentgates.jenkins.step;

import groovy.lang.Closure;
import hudson.AbortException;
import hudson.Extension;
import hudson.ExtensionList;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsScript;
import org.jenkinsci.plugins.workflow.cps.CpsThread;
import org.jenkinsci.plugins.workflow.cps.DSL;
import org.jenkinsci.plugins.workflow.cps.GlobalVariable;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Lets {@code recordDeployment} be called with and without a block: Pipeline looks for a variable of that name before it
 * looks for a step, and the variable calls the step that fits.
 */
@Extension(optional = true)
public final class RecordDeploymentVariable extends GlobalVariable {
    /** The name of both the variable and the step without a block. */
    static final String NAME = "recordDeployment";

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public Object getValue(CpsScript script) {
        return new Steps(CpsThread.current().getExecution().getOwner());
    }

    /**
     * The steps, called under the name the script used, since Pipeline compares the two. Nothing may follow the call of one,
     * which does not return while the step runs.
     */
    public static final class Steps extends DSL {
        private static final long serialVersionUID = 1L;

        Steps(FlowExecutionOwner owner) {
            super(owner);
        }

        /** {@code recordDeployment()} in a build that an event started. */
        public Object call() {
            return call(Map.of());
        }

        /** {@code recordDeployment { }} in a build that an event started. */
        public Object call(Closure<?> block) throws AbortException {
            return call(Map.of(), block);
        }

        /** {@code recordDeployment environment: 'qa', version: '1.4.2'}. */
        public Object call(Map<String, Object> parameters) {
            return invokeMethod(NAME, new Object[] {parameters});
        }

        /** {@code recordDeployment(environment: 'qa', version: '1.4.2') { }}. */
        public Object call(Map<String, Object> parameters, Closure<?> block) throws AbortException {
            if (parameters.containsKey("status") || parameters.containsKey("reason")) {
                throw new AbortException(
                        "recordDeployment with a block records what becomes of the block; leave out status and reason");
            }
            return invokeMethod(NAME, new Object[] {parameters, block});
        }

        @Override
        protected Object invokeStep(StepDescriptor descriptor, String name, Object arguments) {
            boolean block = arguments instanceof Object[] given && given[given.length - 1] instanceof Closure;
            return super.invokeStep(
                    block ? ExtensionList.lookupSingleton(WithDeploymentStep.DescriptorImpl.class) : descriptor,
                    name,
                    arguments);
        }
    }
}
