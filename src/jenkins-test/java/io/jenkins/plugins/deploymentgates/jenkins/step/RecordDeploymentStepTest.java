package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.ApplicationProperty;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.BuildRecorder;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;

/** {@code recordDeployment}, plain and with a block. */
public class RecordDeploymentStepTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private SettableClock clock;

    /** Hears what builds did. */
    @TestExtension
    public static class Heard implements BuildRecorder {
        private final List<BuildEntry> entries = new CopyOnWriteArrayList<>();

        @Override
        public void recorded(Run<?, ?> run, BuildEntry entry) {
            entries.add(entry);
        }
    }

    @Before
    public void begin() {
        clock = GatesFixture.fresh(GatesFixture.SHOP);
        heard().clear();
    }

    private static List<BuildEntry> heard() {
        return ExtensionList.lookupSingleton(Heard.class).entries;
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return GatesFixture.run(JENKINS, expected, script);
    }

    @Test
    public void shouldRecordFromAScriptedPipelineInTheSandbox() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def d = recordDeployment application: 'shop', environment: 'qa', version: '1.4.2',
                        artifacts: ['com.acme:shop-api:1.4.2@sha256:9f86d081'], commit: '0123456789012345678901234567890123456789'
                d.each { key, value -> echo "$key is $value" }
                echo "version ${d.version} in ${d['environment']}"
                """);

        JENKINS.assertLogContains("recorded deployment 1 (shop 1.4.2 at qa): COMPLETED", run);
        JENKINS.assertLogContains("deployment is 1\n", run);
        JENKINS.assertLogContains("application is shop\n", run);
        JENKINS.assertLogContains("environment is qa\n", run);
        JENKINS.assertLogContains("version is 1.4.2\n", run);
        JENKINS.assertLogContains("artifacts is com.acme:shop-api:1.4.2@sha256:9f86d081\n", run);
        JENKINS.assertLogContains("commit is 0123456789012345678901234567890123456789\n", run);
        JENKINS.assertLogContains("status is COMPLETED\n", run);
        JENKINS.assertLogContains("url is " + JENKINS.getURL() + "deployments/deployment/1\n", run);
        JENKINS.assertLogContains("version 1.4.2 in qa\n", run);
        assertThat(GatesFixture.current("shop", "qa").by()).isEqualTo("SYSTEM");
        assertThat(GatesFixture.<List<BuildLink>>read(view -> view.build("deploy", run.getNumber())))
                .extracting(BuildLink::role, BuildLink::deployment)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(BuildLink.Role.RECORDED, 1L));
        assertThat(heard()).hasToString("[recorded shop 1.4.2 at qa: COMPLETED]");
        assertThat(heard().get(0).getArtifacts()).containsExactly("com.acme:shop-api:1.4.2@sha256:9f86d081");
    }

    @Test
    public void shouldLinkItsLogLineToTheDeployment() throws Exception {
        WorkflowRun run = run(Result.SUCCESS, "recordDeployment application: 'shop', environment: 'qa', version: '1'");

        String page = JENKINS.createWebClient()
                .getPage(run, "console")
                .getWebResponse()
                .getContentAsString();
        assertThat(page)
                .contains("<a href='" + JENKINS.contextPath
                        + "/deployments/deployment/1'>deployment 1 (shop 1 at qa)</a>: COMPLETED");
    }

    @Test
    public void shouldRecordFromADeclarativePipeline() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                pipeline {
                  agent none
                  stages {
                    stage('qa') {
                      steps {
                        recordDeployment(application: 'shop', environment: 'qa', version: '2.0') {
                          echo 'deploying'
                        }
                        recordDeployment application: 'shop', environment: 'staging-eu', version: '2.0', status: 'STARTED'
                      }
                    }
                  }
                }
                """);

        assertThat(GatesFixture.current("shop", "qa").status()).isEqualTo(DeploymentStatus.COMPLETED);
        assertThat(GatesFixture.current("shop", "staging-eu").status()).isEqualTo(DeploymentStatus.STARTED);
        JENKINS.assertLogContains("  out of band: verified: ", run);
    }

    @Test
    public void shouldRecordStartEndAndDurationOfABlock() throws Exception {
        WorkflowRun run = GatesFixture.pipeline(
                        "deploy",
                        """
                        def d = recordDeployment(application: 'shop', environment: 'qa', version: '3.0') {
                          latch 'body'
                        }
                        echo "took ${d.durationMillis} ${d.status}"
                        """)
                .scheduleBuild2(0)
                .waitForStart();
        LatchStep.await("body");
        assertThat(GatesFixture.current("shop", "qa").status()).isEqualTo(DeploymentStatus.STARTED);
        clock.advance(Duration.ofSeconds(65));
        LatchStep.release("body");

        JENKINS.assertBuildStatusSuccess(JENKINS.waitForCompletion(run));
        JENKINS.assertLogContains("recorded deployment 1 (shop 3.0 at qa): STARTED", run);
        JENKINS.assertLogContains("recorded deployment 1 (shop 3.0 at qa): COMPLETED", run);
        JENKINS.assertLogContains("  it took 1m 5s", run);
        JENKINS.assertLogContains("took 65000 COMPLETED", run);
        assertThat(heard()).hasToString("[recorded shop 3.0 at qa: STARTED, recorded shop 3.0 at qa: COMPLETED]");
    }

    @Test
    public void shouldRecordAFailedBlockWithItsMessageAndFail() throws Exception {
        WorkflowRun run = run(
                Result.FAILURE,
                """
                recordDeployment(application: 'shop', environment: 'qa', version: '4.0') {
                  error 'the disk is full'
                }
                """);

        JENKINS.assertLogContains("ERROR: the disk is full", run);
        assertThat(GatesFixture.current("shop", "qa").status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(heard().get(1).getReason()).isEqualTo("the disk is full");
        assertThat(GatesFixture.<Object>read(view ->
                        view.deployments("shop", "qa", Long.MAX_VALUE, 5).size()))
                .isEqualTo(1);
    }

    @Test
    public void shouldRecordAnAbortedBlockAsFailed() throws Exception {
        WorkflowRun run = GatesFixture.pipeline(
                        "deploy",
                        """
                        recordDeployment(application: 'shop', environment: 'qa', version: '5.0') {
                          latch 'aborted'
                        }
                        """)
                .scheduleBuild2(0)
                .waitForStart();
        LatchStep.await("aborted");
        run.getExecutor().interrupt();

        JENKINS.assertBuildStatus(Result.ABORTED, JENKINS.waitForCompletion(run));
        LatchStep.reset();
        assertThat(GatesFixture.current("shop", "qa").status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(heard().get(1).getReason()).isEqualTo("aborted");
    }

    @Test
    public void shouldLeaveADeploymentFailedThatACheckInTheBlockFailed() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def d = recordDeployment(application: 'shop', environment: 'qa', version: '6.0') {
                  verifyDeployment application: 'shop', environment: 'qa', check: 'smoke', passed: false
                }
                echo "it is ${d.status}"
                """);

        JENKINS.assertLogContains("it is FAILED", run);
        JENKINS.assertLogContains("deployment 1 (shop 6.0 at qa) is FAILED already", run);
        Deployment current = GatesFixture.current("shop", "qa");
        assertThat(current.id()).isEqualTo(1);
        assertThat(current.status()).isEqualTo(DeploymentStatus.FAILED);
    }

    @Test
    public void shouldSayWhatIsWrongWithItsParameters() throws Exception {
        assertError(
                "recordDeployment application: 'shop', environment: 'qa'",
                "which version of shop was deployed is not known; say it, or use the mechanic deployment-files or"
                        + " release-file, where a file does");
        assertError(
                "recordDeployment application: 'shop', version: '1'",
                "recordDeployment needs the parameter environment; valid is for example environment: 'qa'");
        assertError(
                "recordDeployment application: 'shop', environment: 'dev', version: '1'",
                "application shop has no environment 'dev'; its pipeline has qa, staging-eu, staging-us, prod");
        assertError(
                "recordDeployment application: 'shup', environment: 'qa', version: '1'",
                "there is no application 'shup'; configured are shop");
        assertError(
                "recordDeployment application: 'shop', environment: 'qa', version: '1', status: 'DONE'",
                "status 'DONE' is none that a deployment can be reported with; valid are STARTED, COMPLETED and FAILED");
        assertError(
                "recordDeployment(application: 'shop', environment: 'qa', version: '1', status: 'FAILED') { echo 'x' }",
                "recordDeployment with a block records what becomes of the block; leave out status and reason");
        assertError(
                "recordDeployment application: 'shop', environment: 'qa', version: '1', artifacts: ['shop-api']",
                "artifact 'shop-api' is not of the form group:name:version, such as com.acme:shop-api:1.4.2; its digest"
                        + " may follow, as in com.acme:shop-api:1.4.2@sha256:9f86d081");
        assertError(
                "recordDeployment environment: 'qa', version: '1'",
                "job deploy does not say which application it deploys; give the step an application, or the job the"
                        + " property 'Deploys an application'");
    }

    private static void assertError(String script, String message) throws Exception {
        WorkflowRun run = run(Result.FAILURE, script);
        JENKINS.assertLogContains("ERROR: " + message + "\n", run);
        JENKINS.assertLogNotContains("\tat ", run);
    }

    @Test
    public void shouldTakeTheApplicationFromTheJobsProperty() throws Exception {
        WorkflowJob job = GatesFixture.pipeline("nightly", "recordDeployment environment: 'qa', version: '7.0'");
        job.addProperty(new ApplicationProperty("shop"));

        JENKINS.buildAndAssertSuccess(job);

        assertThat(GatesFixture.current("shop", "qa").version()).isEqualTo("7.0");
    }

    @Test
    public void shouldTakeTheApplicationFromTheFolderAroundTheJob() throws Exception {
        Folder folder = JENKINS.createProject(Folder.class, "shop");
        WorkflowJob job = GatesFixture.pipeline(folder, "main", "recordDeployment environment: 'qa', version: '8.0'");

        JENKINS.buildAndAssertSuccess(job);

        assertThat(GatesFixture.current("shop", "qa").version()).isEqualTo("8.0");
    }

    @Test
    public void shouldRefuseJobsThatMayNotRecordOrPromoteThere() throws Exception {
        GatesFixture.configure(
                """
                applications:
                  shop: {pipeline: {qa: {}}}
                environments:
                  qa: {recordedBy: ["release/**"]}
                """);

        assertError(
                "recordDeployment application: 'shop', environment: 'qa', version: '1'",
                "job deploy may not record at qa: environments.qa.recordedBy allows release/**");
        assertError(
                "recordDeployment(application: 'shop', environment: 'qa', version: '1') { error 'never run' }",
                "job deploy may not record at qa: environments.qa.recordedBy allows release/**");
        assertError(
                "promote application: 'shop', to: 'qa', version: '1'",
                "job deploy may not promote to qa: environments.qa.recordedBy allows release/**");
    }
}
