package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.Engine;
import io.jenkins.plugins.deploymentgates.promotion.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** Steps go on after a restart of the controller, wherever it came, and do nothing twice. */
public class StepsRestartTest {
    private static final String TO_PROD =
            """
            def p = promote application: 'shop', to: 'prod'
            echo "promotion ${p.promotion} is ${p.status}"
            """;

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private final CountDownLatch never = new CountDownLatch(1);

    @After
    public void end() {
        never.countDown();
        LatchStep.reset();
    }

    private static WorkflowRun start(String script) throws Exception {
        return GatesFixture.pipeline("deploy", script).scheduleBuild2(0).waitForStart();
    }

    private static WorkflowRun resumed(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("deploy", WorkflowJob.class).getBuildByNumber(1);
    }

    private static WorkflowRun waiting(JenkinsRule jenkins) throws Exception {
        GatesFixture.configure(GatesFixture.SHOP);
        GatesFixture.deliver("shop", "qa", "1.0", "smoke");
        GatesFixture.deliver("shop", "staging-eu", "1.0", "smoke");
        WorkflowRun run = start(TO_PROD);
        jenkins.waitForMessage("waits", run);
        return run;
    }

    private static void assertPromotedOnce(JenkinsRule jenkins) throws Exception {
        WorkflowRun run = resumed(jenkins);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("promotion 1 is PROMOTED", run);
        assertThat(jenkins.getLog(run).split("\\) waits", -1)).hasSize(2);
        assertThat(GatesFixture.<List<Promotion>>read(view -> view.promotions("shop", "prod", 9)))
                .hasSize(1);
        assertThat((Object) GatesFixture.read(view ->
                        view.deployments("shop", "prod", Long.MAX_VALUE, 9).size()))
                .isEqualTo(1);
    }

    @Test
    public void shouldGoOnWaitingAfterARestart() throws Throwable {
        sessions.then(StepsRestartTest::waiting);
        sessions.then(jenkins -> {
            GatesFixture.approve(1, "bob");
            assertPromotedOnce(jenkins);
        });
    }

    @Test
    public void shouldHearOfAnApprovalDuringTheDowntime() throws Throwable {
        sessions.then(StepsRestartTest::waiting);
        Path home = sessions.getHome().toPath().resolve("deployment-gates");
        try (Ledger ledger = Ledgers.open(home.resolve("ledger.db").toString())) {
            new Engine(
                            new ConfigurationReader().parse("gates.yaml", GatesFixture.SHOP),
                            ledger,
                            new GitRepositories(home.resolve("git")),
                            Clock.systemUTC(),
                            Progress.NONE)
                    .promotions()
                    .approve(GatesFixture.person("bob"), 1, "");
        }
        sessions.then(StepsRestartTest::assertPromotedOnce);
    }

    @Test
    public void shouldDoNothingTwiceWhenResumedTwice() throws Throwable {
        sessions.then(StepsRestartTest::waiting);
        sessions.then(jenkins -> {
            for (StepExecution execution : resumed(jenkins)
                    .getExecutionPromise()
                    .get()
                    .getCurrentExecutions(true)
                    .get()) {
                execution.onResume();
                execution.onResume();
            }
            GatesFixture.approve(1, "bob");
            assertPromotedOnce(jenkins);
        });
    }

    @Test
    public void shouldBeAbortedAfterARestart() throws Throwable {
        sessions.then(StepsRestartTest::waiting);
        sessions.then(jenkins -> {
            WorkflowRun run = resumed(jenkins);
            // Not by its executor, which a build that has just been resumed may not have yet.
            run.getExecutionPromise().get().interrupt(Result.ABORTED);
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
            assertThat(GatesFixture.<List<Promotion>>read(view -> view.openPromotions(null)))
                    .isEmpty();
        });
    }

    @Test
    public void shouldDoAfterARestartWhatItHadNotDoneBefore() throws Throwable {
        sessions.then(jenkins -> {
            GatesFixture.configure(GatesFixture.SHOP);
            DeploymentGates.get().open(() -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("the controller went down");
            });
            WorkflowRun run = start("recordDeployment application: 'shop', environment: 'qa', version: '1.0'");
            jenkins.waitForMessage("[Pipeline] recordDeployment", run);
        });
        sessions.then(jenkins -> {
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(resumed(jenkins)));
            assertThat(GatesFixture.current("shop", "qa").version()).isEqualTo("1.0");
        });
    }

    @Test
    public void shouldRecordTheEndOfABlockThatARestartCutOff() throws Throwable {
        sessions.then(jenkins -> {
            GatesFixture.configure(GatesFixture.SHOP);
            start("recordDeployment(application: 'shop', environment: 'qa', version: '1.0') { latch 'block' }");
            LatchStep.await("block");
        });
        LatchStep.reset();
        sessions.then(jenkins -> {
            LatchStep.await("block");
            assertThat(GatesFixture.current("shop", "qa").status()).isEqualTo(DeploymentStatus.STARTED);
            LatchStep.release("block");
            WorkflowRun run = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(resumed(jenkins)));
            jenkins.assertLogContains("recorded deployment 1 (shop 1.0 at qa): COMPLETED", run);
            assertThat(jenkins.getLog(run).split("STARTED", -1)).hasSize(2);
        });
    }
}
