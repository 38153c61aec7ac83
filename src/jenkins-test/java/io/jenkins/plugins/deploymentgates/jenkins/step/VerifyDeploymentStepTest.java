package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Verification;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code verifyDeployment}. */
public class VerifyDeploymentStepTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Before
    public void begin() {
        GatesFixture.fresh(GatesFixture.SHOP);
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return GatesFixture.run(JENKINS, expected, script);
    }

    @Test
    public void shouldVerifyFromAScriptedPipelineInTheSandbox() throws Exception {
        GatesFixture.deliver("shop", "qa", "1.0");

        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def v = verifyDeployment application: 'shop', environment: 'qa', check: 'smoke', passed: true,
                        url: 'https://ci.example.com/report'
                echo "${v.check} ${v.passed} ${v.deployment} ${v.version} ${v.status}"
                """);

        JENKINS.assertLogContains("recorded that smoke passed for deployment 1 (shop 1.0 at qa): VERIFIED", run);
        JENKINS.assertLogContains("smoke true 1 1.0 VERIFIED", run);
        List<Verification> verifications = GatesFixture.read(view -> view.verifications(1));
        assertThat(verifications).extracting(Verification::url).containsExactly("https://ci.example.com/report");
    }

    @Test
    public void shouldVerifyFromADeclarativePipeline() throws Exception {
        GatesFixture.deliver("shop", "qa", "1.0");

        WorkflowRun run = run(
                Result.SUCCESS,
                """
                pipeline {
                  agent none
                  stages {
                    stage('check') {
                      steps {
                        verifyDeployment application: 'shop', environment: 'qa', check: 'smoke', passed: false
                      }
                    }
                  }
                }
                """);

        JENKINS.assertLogContains("recorded that smoke failed for deployment 1 (shop 1.0 at qa): FAILED", run);
        assertThat(GatesFixture.current("shop", "qa").status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    public void shouldSayWhatIsWrongWithItsParameters() throws Exception {
        assertError(
                "verifyDeployment application: 'shop', environment: 'qa', check: 'smoke', passed: true",
                "nothing of shop is deployed at qa, so there is nothing to verify; record a deployment there first");
        GatesFixture.deliver("shop", "qa", "1.0");
        assertError(
                "verifyDeployment application: 'shop', environment: 'qa', check: 'smoke'",
                "verifyDeployment needs to be told what the check said; add passed: true or passed: false");
        assertError(
                "verifyDeployment application: 'shop', environment: 'qa', check: 'smoek', passed: true",
                "shop has no check 'smoek' at qa; configured are smoke");
        assertError(
                "verifyDeployment application: 'shop', environment: 'qa', passed: true",
                "verifyDeployment needs the parameter check; valid is for example check: 'smoke'");
    }

    private static void assertError(String script, String message) throws Exception {
        WorkflowRun run = run(Result.FAILURE, script);
        JENKINS.assertLogContains("ERROR: " + message + "\n", run);
        JENKINS.assertLogNotContains("\tat ", run);
    }
}
