package io.jenkins.plugins.deploymentgates.jenkins.step;

import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.RecordResult;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Reports a check once. */
final class VerifyDeploymentExecution extends GatesExecution {
    private static final long serialVersionUID = 1L;

    private final VerifyDeploymentStep step;

    VerifyDeploymentExecution(VerifyDeploymentStep step, StepContext context) {
        super(context);
        this.step = step;
    }

    @Override
    void proceed() throws IOException, InterruptedException {
        Run<?, ?> run = run();
        String environment = step.environmentIn(run, step.getEnvironment());
        String check = step.needed("check", step.getCheck());
        Boolean passed = step.getPassed();
        if (passed == null) {
            throw new InvalidInputException(
                    "verifyDeployment needs to be told what the check said;" + " add passed: true or passed: false");
        }
        Actor actor = Actors.of(run);
        VerifyRequest request =
                new VerifyRequest(step.applicationIn(run), environment, check, passed, step.getUrl(), key());
        RecordResult result = DeploymentGates.get().engine().recordings().verify(actor, request);
        PromotionWatch.get().lookSoon();
        Deployment deployment = result.deployment();
        log().recorded("recorded that " + check + (passed ? " passed" : " failed") + " for", result);
        List<Artifact> artifacts = artifacts(deployment.fingerprint());
        tell(BuildEntry.verified(
                deployment,
                artifacts,
                check,
                passed,
                step.getUrl(),
                actor.name(),
                DeploymentGates.get().clock().instant()));
        Map<String, String> map = Results.deployment(deployment, artifacts);
        map.put("check", check);
        map.put("passed", String.valueOf(passed));
        succeed(map);
    }
}
