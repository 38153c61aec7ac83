package io.jenkins.plugins.deploymentgates.jenkins.approval;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.User;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.RefusedException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Answers to {@code input} steps of Pipeline builds. What it knows of steps that wait is told again after a restart.
 * Thread-safe.
 */
@Extension(optional = true)
public final class FlowInputApprovals extends InputApprovals implements GraphListener {
    private static final Logger LOGGER = Logger.getLogger(FlowInputApprovals.class.getName());

    /** Not there without its plugin, and then there is no such extension either. */
    private static final Class<?> NEEDED = InputSubmittedAction.class;

    private final Map<String, Asking> waiting = new ConcurrentHashMap<>();

    /** A step that waits for a promotion. */
    private static final class Asking {
        private final StepContext context;
        private final FlowNode step;
        private final long promotion;
        private final Set<String> told = new HashSet<>();

        Asking(StepContext context, FlowNode step, long promotion) {
            this.context = context;
            this.step = step;
            this.promotion = promotion;
        }
    }

    @Override
    void record(StepContext context, long promotion) throws IOException, InterruptedException {
        LOGGER.log(Level.FINE, "Promotion {0}: {1} of its build are looked at", new Object[] {promotion, NEEDED});
        FlowNode step = context.get(FlowNode.class);
        Run<?, ?> run = context.get(Run.class);
        String key = run.getExternalizableId() + "/" + step.getId();
        Asking asking = waiting.computeIfAbsent(key, unknown -> new Asking(context, step, promotion));
        if (!record(asking, run)) {
            waiting.remove(key);
        }
    }

    /** A branch beside a waiting step may have ended; what waits no more is forgotten. */
    @Override
    public void onNewHead(FlowNode node) {
        if (waiting.isEmpty() || !(node instanceof BlockEndNode)) {
            return;
        }
        waiting.forEach((key, asking) -> {
            if (asking.step.getExecution().equals(node.getExecution())) {
                DeploymentGates.background().execute(() -> again(key, asking));
            }
        });
    }

    private void again(String key, Asking asking) {
        try {
            if (!record(asking, asking.context.get(Run.class))) {
                waiting.remove(key);
            }
        } catch (IOException | DeploymentGatesException e) {
            LOGGER.log(Level.WARNING, e, () -> "The answers to input steps of " + key + " could not be recorded");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether the promotion waits still */
    private static boolean record(Asking asking, Run<?, ?> run) throws IOException, InterruptedException {
        synchronized (asking) {
            DeploymentGates gates = DeploymentGates.get();
            Promotion now = gates.ledger()
                    .read(view -> view.promotion(asking.promotion))
                    .orElseThrow();
            if (now.status() != PromotionStatus.WAITING && now.status() != PromotionStatus.REQUESTED) {
                return !now.status().isFinal();
            }
            List<Approval> votes = gates.ledger().read(view -> view.approvals(asking.promotion));
            boolean voted = false;
            for (String user : Inputs.submittersFor(asking.step)) {
                if (votes.stream().noneMatch(vote -> vote.by().equals(user)) && asking.told.add(user)) {
                    voted |= vote(gates, asking, run, now, user);
                }
            }
            if (voted) {
                PromotionWatch.get().decideSoon(asking.promotion);
            }
            return true;
        }
    }

    private static boolean vote(DeploymentGates gates, Asking asking, Run<?, ?> run, Promotion promotion, String user)
            throws IOException, InterruptedException {
        TaskListener log = asking.context.get(TaskListener.class);
        if (!run.getParent().getACL().hasPermission2(authentication(user), DeploymentPermissions.APPROVE)) {
            log.getLogger()
                    .println("The input of " + user + " does not approve " + promotion.label()
                            + ": that needs the permission Deployments/Approve on "
                            + run.getParent().getFullName());
            return false;
        }
        try {
            gates.engine().promotions().vote(Actors.of(user, run), promotion.id(), "input of the build");
        } catch (RefusedException e) {
            // It ended a moment ago, which the step tells.
            LOGGER.log(Level.FINE, "Too late for an input: {0}", e.getMessage());
            return false;
        }
        log.getLogger().println("The input of " + user + " approves " + promotion.label());
        return true;
    }

    private static Authentication authentication(String user) {
        User known = User.getById(user, false);
        try {
            return known == null ? Jenkins.ANONYMOUS2 : known.impersonate2();
        } catch (UsernameNotFoundException e) {
            return Jenkins.ANONYMOUS2;
        }
    }
}
