package io.jenkins.plugins.deploymentgates.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.Push;
import io.jenkins.plugins.deploymentgates.promotion.Pushed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Asks Git what a push deploys. */
final class ChangedDeploymentsExecution extends GatesExecution {
    private static final long serialVersionUID = 1L;

    private final ChangedDeploymentsStep step;

    ChangedDeploymentsExecution(ChangedDeploymentsStep step, StepContext context) {
        super(context);
        this.step = step;
    }

    @Override
    void proceed() throws IOException, InterruptedException {
        Run<?, ?> run = run();
        EnvVars variables = getContext().get(EnvVars.class);
        String branch = step.getBranch();
        if (branch == null && variables != null) {
            // A change request is built as a branch that does not exist, and not deployed before it is merged.
            if (variables.get("CHANGE_ID") != null) {
                log().line("a change request deploys nothing");
                succeed(new ArrayList<>());
                return;
            }
            branch = variables.get("BRANCH_NAME");
        }
        String application = step.applicationIn(run);
        Push push = new Push(branch, step.getBase(), head(run, application));
        Pushed pushed = DeploymentGates.get().engine().pushes().changed(application, push, Actors.build(run));
        List<Map<String, Object>> results = new ArrayList<>();
        pushed.changes().forEach(change -> {
            results.add(Results.change(change));
        });
        log().line(
                        results.isEmpty()
                                ? "nothing of " + application + " is deployed by this push to " + pushed.branch()
                                : "this push to " + pushed.branch() + " deploys of " + application + ": "
                                        + String.join(
                                                ", ",
                                                pushed.changes().stream()
                                                        .map(change -> change.name())
                                                        .toList()));
        succeed(results);
    }

    private String head(Run<?, ?> run, String application) {
        if (step.getHead() != null) {
            return step.getHead();
        }
        GitSettings git =
                DeploymentGates.get().configuration().application(application).git();
        return Checkout.of(run, repository(git))
                .map(Checkout::commit)
                .orElseThrow(
                        () -> new InvalidInputException("changedDeployments needs the parameter head, as this build"
                                + " checked nothing out; valid is for example head: 'qa'"));
    }

    @CheckForNull
    private static String repository(@CheckForNull GitSettings git) {
        return git == null ? null : git.repository();
    }
}
