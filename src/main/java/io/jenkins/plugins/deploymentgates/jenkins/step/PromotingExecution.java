package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.promotion.NotAllowedException;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** What promoting and explaining have in common: the same request. */
abstract class PromotingExecution extends GatesExecution {
    private static final long serialVersionUID = 1L;

    final PromoteStep step;

    PromotingExecution(PromoteStep step, StepContext context) {
        super(context);
        this.step = step;
    }

    /**
     * What is asked for.
     *
     * @param version which release; {@code null} for the step's
     */
    final PromoteRequest request(@CheckForNull String version) throws IOException, InterruptedException {
        return new PromoteRequest(
                step.applicationIn(run()),
                step.needed("to", step.getTo()),
                step.getFrom(),
                version == null ? step.getVersion() : version,
                ApplicationStep.artifacts(step.getArtifacts()),
                step.isCherryPick(),
                step.isSameVersion(),
                step.getOverride(),
                step.getModules(),
                step.getBranch(),
                null,
                key());
    }

    /**
     * Checks that whoever started the build may override, if that is asked for. What nobody in particular started may
     * only where everybody may.
     *
     * @throws NotAllowedException when they may not
     */
    final void checkOverride(Actor actor) throws IOException, InterruptedException {
        if (step.getOverride() == null) {
            return;
        }
        Run<?, ?> run = run();
        boolean nobody = actor.name().equals(Actors.SYSTEM);
        Authentication starter = nobody ? Jenkins.ANONYMOUS2 : authentication(actor.name());
        if (!run.getParent().getACL().hasPermission2(starter, DeploymentPermissions.OVERRIDE)) {
            throw new NotAllowedException((nobody
                            ? "a build that nobody in particular started may not override gates"
                            : actor.name() + " may not override gates")
                    + ": that needs the permission Deployments/Override on "
                    + run.getParent().getFullName() + ", for the person who starts the build");
        }
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
