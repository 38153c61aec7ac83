package io.jenkins.plugins.deploymentgates.jenkins.step;

import io.jenkins.plugins.deploymentgates.gate.Explanation;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
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
        Explanation explanation = DeploymentGates.get().engine().promotions().explain(Actors.of(run()), request(null));
        log().explained(explanation);
        succeed(Results.explanation(explanation));
    }
}
