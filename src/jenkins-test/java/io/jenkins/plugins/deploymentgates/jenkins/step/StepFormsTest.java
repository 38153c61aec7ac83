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
                StepDescriptor.byFunctionName("deploymentFiles"),
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

    /** What the generator writes for the steps after their forms were shown and sent again, all on one page. */
    private static List<String> written(Step... steps) throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject();
        for (Step step : steps) {
            job.getBuildersList().add(new StepHolder(step));
        }
        JENKINS.configRoundtrip((Item) job);
        return job.getBuildersList().getAll(StepHolder.class).stream()
                .map(holder -> Snippetizer.object2Groovy(holder.getStep()))
                .toList();
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

        VerifyDeploymentStep verifying = new VerifyDeploymentStep("smoke", false);
        verifying.setEnvironment("qa");
        verifying.setUrl("https://ci.example.com/report");

        PromoteStep promoting = new PromoteStep("prod");
        promoting.setFrom("staging-us");
        promoting.setVersion("1.4.2");
        promoting.setCherryPick(true);
        promoting.setSameVersion(true);
        promoting.setExplain(true);
        promoting.setOverride("INC-4711");

        assertThat(written(recording, verifying, promoting))
                .containsExactly(
                        "recordDeployment application: 'shop', artifacts: ['com.acme:shop-api:1.4.2',"
                                + " 'com.acme:shop-web:1.4.2@sha256:9f86d081'], commit: 'main', environment: 'qa',"
                                + " reason: 'the disk is full', status: 'FAILED', version: '1.4.2'",
                        "verifyDeployment check: 'smoke', environment: 'qa', passed: false,"
                                + " url: 'https://ci.example.com/report'",
                        "promote cherryPick: true, explain: true, from: 'staging-us', override: 'INC-4711',"
                                + " sameVersion: true, to: 'prod', version: '1.4.2'");
    }

    @Test
    public void shouldWriteWhatIsDoneWithDeploymentFiles() throws Exception {
        DeploymentFilesStep duplicating = new DeploymentFilesStep();
        duplicating.setDuplicate("prod");
        duplicating.setTo("canary");
        duplicating.setSet(List.of("shop-web=4.0", "shop-api=2.1,type=forge"));
        duplicating.setRemove(List.of("search"));

        DeploymentFilesStep promoting = new DeploymentFilesStep();
        promoting.setApplication("shop");
        promoting.setPromote("canary");
        promoting.setTo("prod");
        promoting.setModules(List.of("core", "shop-web"));
        promoting.setExplain(true);

        DeploymentFilesStep comparing = new DeploymentFilesStep();
        comparing.setCompare(List.of());

        DeploymentFilesStep restoring = new DeploymentFilesStep();
        restoring.setRestore(List.of("prod", "docs/notes.md"));
        restoring.setAt("2026-03-03T09:00:00Z");

        // A page has one of them: their radio buttons have one name.
        List<String> written = new ArrayList<>();
        for (Step step : List.of(duplicating, promoting, comparing, restoring)) {
            written.addAll(written(step));
        }
        assertThat(written)
                .containsExactly(
                        "deploymentFiles duplicate: 'prod', remove: ['search'],"
                                + " set: ['shop-web=4.0', 'shop-api=2.1,type=forge'], to: 'canary'",
                        "deploymentFiles application: 'shop', explain: true, modules: ['core', 'shop-web'],"
                                + " promote: 'canary', to: 'prod'",
                        "deploymentFiles(compare: [])",
                        "deploymentFiles at: '2026-03-03T09:00:00Z', restore: ['prod', 'docs/notes.md']");
    }

    @Test
    public void shouldCheckWhatIsTypedAboutDeploymentFiles() throws Exception {
        WorkflowJob job = GatesFixture.pipeline("files", "");
        DeploymentFilesStep.DescriptorImpl files =
                JENKINS.jenkins.getDescriptorByType(DeploymentFilesStep.DescriptorImpl.class);
        assertThat(said(files.doCheckSet(job, "core=1.0\n${MORE}\nshop-api=2.1,type=forge")))
                .isNull();
        assertThat(said(files.doCheckSet(job, "core=1.0\nshop-api")))
                .isEqualTo("'shop-api' is not of the form NAME=VERSION[,type=TYPE][,source=URL], such as"
                        + " shop-api=1.4.2 or shop-api=1.4.2,type=forge");
        assertThat(said(files.doCheckSet(job, "core=1.0\ncore=1.1")))
                .isEqualTo("'core' is set twice; name it once, with all that it gets");
        assertThat(said(files.doCheckAt(job, "2026-03-03"))).isNull();
        assertThat(said(files.doCheckAt(job, "noon"))).startsWith("'noon' is no instant; valid is for example ");
        assertThat(said(files.doCheckRefresh(job, "qa\nprod", "shop"))).isNull();
        assertThat(said(files.doCheckRefresh(job, "qa\ndev", "shop")))
                .isEqualTo(
                        "application shop has no environment 'dev'; its pipeline has qa, staging-eu, staging-us, prod");
    }

    @Test
    public void shouldLeaveAwayWhatIsNotGiven() throws Exception {
        assertThat(written(
                        at(new RecordDeploymentStep()),
                        at(new WithDeploymentStep()),
                        new VerifyDeploymentStep("smoke", true),
                        new RecordDeploymentStep(),
                        new PromoteStep("prod")))
                .containsExactly(
                        "recordDeployment environment: 'qa', version: '1.4.2'",
                        "withDeployment(environment: 'qa', version: '1.4.2') {\n    // some block\n}",
                        "verifyDeployment check: 'smoke', passed: true",
                        "recordDeployment()",
                        "promote 'prod'");
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
