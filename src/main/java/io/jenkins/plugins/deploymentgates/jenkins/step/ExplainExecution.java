package io.jenkins.plugins.deploymentgates.jenkins.step;

import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.promotion.Preview;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** {@code promote} with {@code explain: true}: asks, and changes nothing. */
final class ExplainExecution extends PromotingExecution {
    private static final long serialVersionUID = 1L;

    ExplainExecution(PromoteStep step, StepContext context) {
        super(step, context);
    }

    @Override
    void proceed() throws IOException, InterruptedException {
        Preview preview = DeploymentGates.get().engine().promotions().preview(Actors.of(run()), request(null));
        log().explained(preview.explanation());
        if (preview.draft() != null) {
            log().drafted(preview.draft());
        }
        succeed(Results.explanation(preview.explanation(), preview.draft()));
    }
}
