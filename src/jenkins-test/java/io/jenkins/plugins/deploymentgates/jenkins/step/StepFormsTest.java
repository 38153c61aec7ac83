package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.AbstractProject;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** The forms of the snippet generator. */
public class StepFormsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    /** Shows a step's form on the page of a job. */
    public static final class StepHolder extends Builder {
        private final Step step;

        @DataBoundConstructor
        public StepHolder(Step step) {
            this.step = step;
        }

        public Step getStep() {
            return step;
        }

        /** Offers it to jobs. */
        @TestExtension
        public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
            @Override
            public boolean isApplicable(@SuppressWarnings("rawtypes") Class<? extends AbstractProject> type) {
                return true;
            }

            public List<StepDescriptor> getSteps() {
                return StepFormsTest.steps();
            }
        }
    }

    private static List<StepDescriptor> steps() {
        return List.of(
                StepDescriptor.byFunctionName("recordDeployment"),
                StepDescriptor.byFunctionName("withDeployment"),
                StepDescriptor.byFunctionName("verifyDeployment"),
                StepDescriptor.byFunctionName("changedDeployments"),
                StepDescriptor.byFunctionName("promote"));
    }

    @Before
    public void begin() {
        GatesFixture.fresh(GatesFixture.SHOP);
    }

    @After
    public void openToEverybody() {
        JENKINS.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        JENKINS.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    private static Step roundTrip(Step step) throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        job.getBuildersList().add(new StepHolder(step));
        JENKINS.configRoundtrip((Item) job);
        return job.getBuildersList().get(StepHolder.class).getStep();
    }

    private static <T extends DeploymentStep> T at(T step) {
        step.setEnvironment("qa");
        step.setVersion("1.4.2");
        return step;
    }

    @Test
    public void shouldKeepWhatAFormHolds() throws Exception {
        RecordDeploymentStep recording = at(new RecordDeploymentStep());
        recording.setApplication("shop");
        recording.setArtifacts(List.of("com.acme:shop-api:1.4.2", "com.acme:shop-web:1.4.2@sha256:9f86d081"));
        recording.setCommit("main");
        recording.setStatus("FAILED");
        recording.setReason("the disk is full");
        assertThat(Snippetizer.object2Groovy(roundTrip(recording)))
                .isEqualTo("recordDeployment application: 'shop', artifacts: ['com.acme:shop-api:1.4.2',"
                        + " 'com.acme:shop-web:1.4.2@sha256:9f86d081'], commit: 'main', environment: 'qa',"
                        + " reason: 'the disk is full', status: 'FAILED', version: '1.4.2'");

        VerifyDeploymentStep verifying = new VerifyDeploymentStep("smoke", false);
        verifying.setEnvironment("qa");
        verifying.setUrl("https://ci.example.com/report");
        assertThat(Snippetizer.object2Groovy(roundTrip(verifying)))
                .isEqualTo("verifyDeployment check: 'smoke', environment: 'qa', passed: false,"
                        + " url: 'https://ci.example.com/report'");

        PromoteStep promoting = new PromoteStep("prod");
        promoting.setFrom("staging-us");
        promoting.setVersion("1.4.2");
        promoting.setCherryPick(true);
        promoting.setSameVersion(true);
        promoting.setExplain(true);
        promoting.setOverride("INC-4711");
        assertThat(Snippetizer.object2Groovy(roundTrip(promoting)))
                .isEqualTo("promote cherryPick: true, explain: true, from: 'staging-us', override: 'INC-4711',"
                        + " sameVersion: true, to: 'prod', version: '1.4.2'");
    }

    @Test
    public void shouldLeaveAwayWhatIsNotGiven() throws Exception {
        assertThat(Snippetizer.object2Groovy(roundTrip(at(new RecordDeploymentStep()))))
                .isEqualTo("recordDeployment environment: 'qa', version: '1.4.2'");
        assertThat(Snippetizer.object2Groovy(roundTrip(at(new WithDeploymentStep()))))
                .isEqualTo("withDeployment(environment: 'qa', version: '1.4.2') {\n    // some block\n}");
        assertThat(Snippetizer.object2Groovy(roundTrip(new VerifyDeploymentStep("smoke", true))))
                .isEqualTo("verifyDeployment check: 'smoke', passed: true");
        assertThat(Snippetizer.object2Groovy(roundTrip(new RecordDeploymentStep())))
                .isEqualTo("recordDeployment()");
        assertThat(Snippetizer.object2Groovy(roundTrip(new PromoteStep("prod"))))
                .isEqualTo("promote 'prod'");
    }

    @Test
    public void shouldHelpWithEachStepAndField() throws Exception {
        List<String> unexplained = JENKINS.executeOnServer(() -> {
            List<String> found = new ArrayList<>();
            for (StepDescriptor descriptor : steps()) {
                if (descriptor.getHelpFile() == null) {
                    found.add(descriptor.getFunctionName());
                }
                DescribableModel.of(descriptor.clazz).getParameters().stream()
                        .filter(parameter -> descriptor.getHelpFile(parameter.getName()) == null)
                        .forEach(parameter -> found.add(descriptor.getFunctionName() + " " + parameter.getName()));
            }
            return found;
        });
        assertThat(unexplained).isEmpty();
    }

    /** The text of an answer, {@code null} when the field is fine; it is made for a page. */
    private static String said(FormValidation answer) {
        return answer.kind == FormValidation.Kind.OK
                ? null
                : answer.getMessage().replace("&#039;", "'");
    }

    @Test
    public void shouldCheckFieldsWithTheMessagesOfTheEngine() throws Exception {
        WorkflowJob job = GatesFixture.pipeline("checked", "");
        VerifyDeploymentStep.DescriptorImpl verify =
                JENKINS.jenkins.getDescriptorByType(VerifyDeploymentStep.DescriptorImpl.class);
        PromoteStep.DescriptorImpl promote = JENKINS.jenkins.getDescriptorByType(PromoteStep.DescriptorImpl.class);

        assertThat(said(promote.doCheckApplication(job, "shup")))
                .isEqualTo("there is no application 'shup'; configured are shop");
        assertThat(said(promote.doCheckApplication(job, "")))
                .startsWith("job checked does not say which application it deploys; ");
        assertThat(said(promote.doCheckApplication(job, "${params.APP}"))).isNull();
        assertThat(said(promote.doCheckTo(job, "dev", "shop")))
                .isEqualTo(
                        "application shop has no environment 'dev'; its pipeline has qa, staging-eu, staging-us, prod");
        assertThat(said(promote.doCheckFrom(job, "qa", "shop"))).isNull();
        assertThat(said(promote.doCheckVersion(job, "1 0")))
                .isEqualTo("version '1 0' is no valid Git tag name: it has ' ' at position 2; valid is for example"
                        + " 1.4.2 or 2026-03-03.1");
        assertThat(said(promote.doCheckArtifacts(job, "com.acme:shop-api:1\nshop")))
                .startsWith("artifact 'shop' is not of the form group:name:version");
        assertThat(said(verify.doCheckCheck(job, "smoek", "shop", "qa")))
                .isEqualTo("shop has no check 'smoek' at qa; configured are smoke");
        assertThat(verify.doFillCheckItems(job, "shop", "qa")).containsExactly("smoke");
        assertThat(verify.doFillEnvironmentItems(job, "shop"))
                .containsExactly("qa", "staging-eu", "staging-us", "prod");
        assertThat(verify.doFillApplicationItems(job)).containsExactly("shop");
    }

    @Test
    public void shouldTellNothingToWhoMayNotSeeTheJobsConfiguration() throws Exception {
        WorkflowJob job = GatesFixture.pipeline("closed", "");
        PromoteStep.DescriptorImpl promote = JENKINS.jenkins.getDescriptorByType(PromoteStep.DescriptorImpl.class);
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone());

        try (ACLContext context = ACL.as2(User.getById("eve", true).impersonate2())) {
            assertThat(said(promote.doCheckApplication(job, "shup"))).isNull();
            assertThat(said(promote.doCheckTo(null, "dev", "shop"))).isNull();
            assertThat(promote.doFillToItems(job, "shop")).isEmpty();
        }
    }

    @Test
    public void shouldAnswerOnlyPosts() throws Exception {
        GatesFixture.pipeline("posted", "");
        URL url = new URL(
                JENKINS.getURL(),
                "job/posted/descriptorByName/" + PromoteStep.class.getName() + "/checkTo?value=dev&application=shop");
        try (JenkinsRule.WebClient client = JENKINS.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            assertThat(client.getPage(url).getWebResponse().getStatusCode()).isEqualTo(404);
            WebRequest post = new WebRequest(url, HttpMethod.POST);
            client.addCrumb(post);
            assertThat(client.getPage(post).getWebResponse().getContentAsString())
                    .contains("application shop has no environment");
        }
    }
}
