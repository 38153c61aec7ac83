package io.jenkins.plugins.deploymentgates.jenkins.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.FreeStyleProject;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.config.EventTypes;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.PromotionWatch;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.job.properties.PipelineTriggersJobProperty;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs that events start, on a controller. */
public class DeploymentEventTriggerTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private static final String YAML =
            """
            applications:
              shop:
                pipeline:
                  qa: {}
                  prod-eu: {after: [qa]}
              billing:
                pipeline:
                  qa: {}
            environments:
              prod-eu: {recordedBy: ['deploy*']}
            """;
    private static final String CHECKED = YAML.replace("  shop:\n", "  shop:\n    verifications: [smoke]\n");

    @Before
    public void begin() {
        GatesFixture.fresh(YAML);
    }

    @After
    public void end() throws Exception {
        JENKINS.jenkins.doCancelQuietDown();
        JENKINS.waitUntilNoActivity();
        for (hudson.model.TopLevelItem item : List.copyOf(JENKINS.jenkins.getItems())) {
            item.delete();
        }
    }

    private static DeploymentEventTrigger on(String... events) {
        DeploymentEventTrigger trigger = new DeploymentEventTrigger();
        trigger.setEvents(List.of(events));
        return trigger;
    }

    private static WorkflowJob listening(String name, DeploymentEventTrigger trigger, String script) throws Exception {
        WorkflowJob job = GatesFixture.pipeline(name, script);
        job.addTrigger(trigger);
        return job;
    }

    /** As saving a form does. */
    private static void add(FreeStyleProject job, DeploymentEventTrigger trigger) throws Exception {
        job.addTrigger(trigger);
        trigger.start(job, true);
    }

    private static void deliver(String application, String environment, String version) {
        GatesFixture.deliver(application, environment, version);
    }

    /** Looks as the controller does after something was recorded, and waits for the builds. */
    private static void look() throws Exception {
        EventDispatcher.get().moved();
        JENKINS.waitUntilNoActivity();
    }

    private static List<String> causes(hudson.model.Job<?, ?> job) {
        return job.getBuilds().stream()
                .map(build -> build.getCause(DeploymentEventCause.class).getShortDescription())
                .toList();
    }

    @Test
    public void shouldStartAPipelineThatReportsBackWithoutSayingWhat() throws Exception {
        DeploymentEventTrigger trigger = on("deployment.created");
        trigger.setEnvironments(List.of("prod-*"));
        WorkflowJob job = listening(
                "deploy",
                trigger,
                """
                node {
                  sh 'echo "$DEPLOYMENT_GATES_EVENT $DEPLOYMENT_GATES_APPLICATION $DEPLOYMENT_GATES_VERSION"'
                }
                echo "into ${env.DEPLOYMENT_GATES_ENVIRONMENT} as ${env.DEPLOYMENT_GATES_DEPLOYMENT}"
                recordDeployment status: 'STARTED'
                recordDeployment()
                """);
        deliver("shop", "qa", "1.0");
        DeploymentGates.get()
                .engine()
                .promotions()
                .promote(GatesFixture.person("ann"), PromoteRequest.of("shop", "prod-eu"));
        look();

        assertThat(causes(job)).containsExactly("Started by deployment.created: shop 1.0 at prod-eu (by ann)");
        WorkflowRun run = job.getLastBuild();
        JENKINS.assertBuildStatusSuccess(run);
        JENKINS.assertLogContains("deployment.created shop 1.0", run);
        JENKINS.assertLogContains("into prod-eu as 2", run);
        assertThat(GatesFixture.current("shop", "prod-eu").status()).isEqualTo(DeploymentStatus.VERIFIED);
        String page = JENKINS.createWebClient().getPage(run).asNormalizedText();
        assertThat(page).contains("Started by deployment.created: shop 1.0 at prod-eu (by ann) (deployment 2)");
    }

    @Test
    public void shouldStartAFreestyleJobForWhatItsPatternsFitOnly() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject("deploy-eu");
        DeploymentEventTrigger trigger = on("deployment.*", "hold.placed");
        trigger.setApplications(List.of("sh*"));
        trigger.setEnvironments(List.of("q*"));
        add(job, trigger);
        deliver("billing", "qa", "7");
        deliver("shop", "qa", "1.0");
        DeploymentGates.get().engine().holds().hold(GatesFixture.person("ann"), "qa", "stop");
        look();

        assertThat(causes(job))
                .containsExactlyInAnyOrder(
                        "Started by deployment.created: shop 1.0 at qa (by ann)",
                        "Started by deployment.completed: shop 1.0 at qa (by ann)",
                        "Started by deployment.verified: shop 1.0 at qa (by ann)");
        assertThat(job.getFirstBuild().getEnvironment(hudson.model.TaskListener.NULL))
                .containsEntry("DEPLOYMENT_GATES_VERSION", "1.0")
                .containsEntry("DEPLOYMENT_GATES_DEPLOYMENT", "2")
                .doesNotContainKey("DEPLOYMENT_GATES_COMMIT");
    }

    @Test
    public void shouldMakeABuildOfEachEventThatWaitsInTheQueue() throws Exception {
        WorkflowJob job = listening("deploy", on("deployment.created"), "echo 'on'");
        JENKINS.jenkins.doQuietDown();
        deliver("shop", "qa", "1.0");
        deliver("shop", "qa", "1.1");
        EventDispatcher.get().moved();
        EventDispatcher.get().moved();
        assertThat(Queue.getInstance().getItems(job)).hasSize(2);
        job.scheduleBuild2(0);
        assertThat(Queue.getInstance().getItems(job)).hasSize(3);
        JENKINS.jenkins.doCancelQuietDown();
        JENKINS.waitUntilNoActivity();

        assertThat(job.getBuilds().stream()
                        .map(DeploymentEventAction::of)
                        .map(event -> event == null ? "person" : event.getVersion()))
                .containsExactlyInAnyOrder("1.0", "1.1", "person");
    }

    @Test
    public void shouldNotStartAJobForWhatItsOwnBuildReported() throws Exception {
        WorkflowJob job = listening(
                "deploy",
                on("deployment.*"),
                "recordDeployment application: 'shop', environment: 'qa', version: env.BUILD_NUMBER");
        JENKINS.assertBuildStatusSuccess(job.scheduleBuild2(0));
        look();

        assertThat(job.getBuilds()).hasSize(1);
    }

    @Test
    public void shouldNotStartADisabledJobNorOneThatMayReportNothingThere() throws Exception {
        FreeStyleProject disabled = JENKINS.createFreeStyleProject("deploy-off");
        add(disabled, on("deployment.created"));
        disabled.disable();
        FreeStyleProject stranger = JENKINS.createFreeStyleProject("stranger");
        add(stranger, on("deployment.created"));
        deliver("shop", "prod-eu", "1.0");
        look();
        disabled.enable();
        look();

        assertThat(disabled.getBuilds()).isEmpty();
        assertThat(stranger.getBuilds()).isEmpty();
    }

    @Test
    public void shouldBeginWithWhatHappensAfterTheTriggerWasAdded() throws Exception {
        deliver("shop", "qa", "1.0");
        WorkflowJob job = GatesFixture.pipeline(
                "deploy",
                "properties([pipelineTriggers([deploymentEvent(events: ['deployment.created'], applications: ['shop'],"
                        + " environments: ['qa'])])])");
        JENKINS.assertBuildStatusSuccess(job.scheduleBuild2(0));
        look();
        assertThat(job.getBuilds()).hasSize(1);

        deliver("shop", "qa", "1.1");
        look();
        deliver("shop", "qa", "1.2");
        look();
        assertThat(job.getBuilds()).hasSize(3);

        job.removeProperty(PipelineTriggersJobProperty.class);
        deliver("shop", "qa", "1.3");
        look();
        assertThat(job.getBuilds()).hasSize(3);
    }

    @Test
    public void shouldBeUsableInADeclarativePipeline() throws Exception {
        GatesFixture.fresh(CHECKED);
        WorkflowJob job = GatesFixture.pipeline(
                "deploy",
                """
                pipeline {
                  agent none
                  triggers { deploymentEvent(environments: ['qa']) }
                  stages {
                    stage('deploy') {
                      when { triggeredBy 'DeploymentEventCause' }
                      steps {
                        recordDeployment {
                          echo "deploying $DEPLOYMENT_GATES_VERSION"
                        }
                        recordDeployment status: 'COMPLETED'
                        verifyDeployment check: 'smoke', passed: true
                      }
                    }
                  }
                }
                """);
        JENKINS.assertBuildStatusSuccess(job.scheduleBuild2(0));
        deliver("shop", "qa", "1.0");
        look();

        WorkflowRun run = job.getLastBuild();
        assertThat(run.getCause(DeploymentEventCause.class).getShortDescription())
                .isEqualTo("Started by deployment.created: shop 1.0 at qa (by ann)");
        JENKINS.assertBuildStatusSuccess(run);
        JENKINS.assertLogContains("deploying 1.0", run);
        assertThat(GatesFixture.current("shop", "qa").status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    public void shouldKeepItsSettingsOverAFormAndRefuseUnknownEvents() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject("deploy");
        DeploymentEventTrigger trigger = on("deployment.created", "promotion.*");
        trigger.setApplications(List.of("shop", "bill*"));
        trigger.setEnvironments(List.of("prod-*"));
        job.addTrigger(trigger);
        JENKINS.configRoundtrip(job);
        JENKINS.assertEqualDataBoundBeans(trigger, job.getTrigger(DeploymentEventTrigger.class));

        String message = "there is no event 'deployment.exploded'; there are " + String.join(", ", EventTypes.words());
        assertThatThrownBy(() -> on("deployment.exploded"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
        DeploymentEventTrigger.DescriptorImpl descriptor =
                Jenkins.get().getDescriptorByType(DeploymentEventTrigger.DescriptorImpl.class);
        FormValidation wrong = descriptor.doCheckEvents(job, "deployment.created\ndeployment.exploded");
        assertThat(wrong.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(descriptor.doCheckEvents(job, "deployment.*").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(descriptor.isApplicable(job)).isTrue();
    }

    @Test
    public void shouldFailAStepThatIsToldOfNothingByThisEvent() throws Exception {
        WorkflowJob job = listening("deploy", on("hold.placed"), "recordDeployment application: 'shop'");
        DeploymentGates.get().engine().holds().hold(GatesFixture.person("ann"), "qa", "stop");
        PromotionWatch.get().lookSoon();
        look();

        Run<?, ?> run = job.getLastBuild();
        JENKINS.assertBuildStatus(Result.FAILURE, run);
        JENKINS.assertLogContains("recordDeployment needs the parameter environment", run);
    }
}
