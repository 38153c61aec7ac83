package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Job;
import hudson.model.ManagementLink;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.BuildImport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manage Jenkins → Import deployments from builds: fills an empty ledger from what builds kept. Offered while the ledger is
 * empty; runs in the background, one at a time, and its last outcome is shown until the next start. Thread-safe.
 */
@Extension
public final class ImportLink extends ManagementLink implements StaplerProxy {
    private static final Logger LOGGER = LoggerFactory.getLogger(ImportLink.class);

    private final AtomicReference<State> state = new AtomicReference<>(new State(false, 0, "", List.of()));

    /**
     * How far an import is.
     *
     * @param builds how many builds were read so far
     * @param outcome how it ended; empty while it has not, and before the first
     * @param problems what could not be read or did not fit
     */
    private record State(boolean running, int builds, String outcome, List<String> problems) {}

    /** The link while the ledger is empty, or while there is an outcome to be read. */
    @Override
    @CheckForNull
    public String getIconFileName() {
        return isOffered() || state.get().builds() > 0 ? "symbol-download" : null;
    }

    /** Whether the ledger is there and has nothing in it. */
    public boolean isOffered() {
        try {
            return DeploymentGates.get().read(LedgerView::head) == 0;
        } catch (DeploymentGatesException e) {
            return false;
        }
    }

    @Override
    public String getDisplayName() {
        return Messages.ImportLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.ImportLink_description();
    }

    @Override
    public String getUrlName() {
        return "import-deployments";
    }

    @Override
    public Category getCategory() {
        return Category.TOOLS;
    }

    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    /** Whether an import is going on. */
    public boolean isRunning() {
        return state.get().running();
    }

    /** How many builds were read so far. */
    public int getBuilds() {
        return state.get().builds();
    }

    /** How the last import ended; empty when none has. */
    public String getOutcome() {
        return state.get().outcome();
    }

    /** What could not be read, or did not fit. */
    public List<String> getProblems() {
        return state.get().problems();
    }

    /** Begins an import unless one is going on, and goes back to the page. */
    @RequirePOST
    public HttpResponse doStart() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        State before = state.get();
        if (!before.running() && state.compareAndSet(before, new State(true, 0, "", List.of()))) {
            Actor actor = Actors.current();
            DeploymentGates.background().execute(() -> run(actor));
        }
        return new HttpRedirect(".");
    }

    private void run(Actor actor) {
        List<String> problems = new ArrayList<>();
        String outcome;
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            BuildReader reader = new BuildReader(builds -> state.set(new State(true, builds, "", List.of())));
            for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
                reader.read(job);
            }
            problems.addAll(reader.problems());
            BuildImport.Result result = DeploymentGates.get().engine().imports().run(actor, reader.entries());
            problems.addAll(result.leftOut());
            outcome = Messages.ImportLink_done(result.imported(), getBuilds(), problems.size());
            LOGGER.info("{} imported deployments: {}", actor.name(), outcome);
        } catch (DeploymentGatesException e) {
            outcome = Messages.ImportLink_failed(e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.warn("Deployments could not be imported from builds", e);
            outcome = Messages.ImportLink_failed(Messages.ImportLink_seeLog());
        }
        state.set(new State(false, getBuilds(), outcome, problems));
    }
}
