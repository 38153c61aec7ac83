package io.jenkins.plugins.deploymentgates.jenkins.step;

import hudson.Extension;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code latch 'name'}: holds a build there until the test lets it go on; also after a restart. */
public final class LatchStep extends Step {
    private static final Object LOCK = new Object();
    private static final Map<String, Waiting> WAITING = new HashMap<>();
    private static final Set<String> RELEASED = new HashSet<>();

    private final String name;

    @DataBoundConstructor
    public LatchStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    /** Waits until a build is held there. */
    static void await(String name) throws InterruptedException {
        synchronized (LOCK) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
            while (!WAITING.containsKey(name)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no build came to latch " + name);
                }
                LOCK.wait(left);
            }
        }
    }

    static void release(String name) {
        Waiting waiting;
        synchronized (LOCK) {
            waiting = WAITING.remove(name);
            if (waiting == null) {
                RELEASED.add(name);
            }
        }
        if (waiting != null) {
            waiting.getContext().onSuccess(null);
        }
    }

    /** Forgets builds of a controller that went down. */
    static void reset() {
        synchronized (LOCK) {
            WAITING.clear();
            RELEASED.clear();
        }
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Waiting(name, context);
    }

    private static final class Waiting extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final String name;

        Waiting(String name, StepContext context) {
            super(context);
            this.name = name;
        }

        @Override
        public boolean start() {
            synchronized (LOCK) {
                if (!RELEASED.remove(name)) {
                    WAITING.put(name, this);
                    LOCK.notifyAll();
                    return false;
                }
            }
            getContext().onSuccess(null);
            return true;
        }

        @Override
        public void onResume() {
            start();
        }
    }

    /** Offers it to the tests' pipelines. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String getFunctionName() {
            return "latch";
        }
    }
}
