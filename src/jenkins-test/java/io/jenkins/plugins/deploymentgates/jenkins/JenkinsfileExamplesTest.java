package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import hudson.model.Result;
import hudson.model.User;
import hudson.model.queue.QueueTaskFuture;
import hudson.plugins.git.GitSCM;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.branch.BranchSource;
import jenkins.plugins.git.GitSCMSource;
import jenkins.plugins.git.traits.BranchDiscoveryTrait;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.jenkinsci.plugins.workflow.support.steps.input.InputStepExecution;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The Jenkinsfiles of docs/examples/jenkins, each run in a Jenkins on a real repository. */
public class JenkinsfileExamplesTest {
    private static final Actor ADMIN = Actor.person("admin", Set.of());

    @Rule
    public final JenkinsRule jenkins = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Origin origin;

    @Before
    public void create() throws IOException {
        origin = Origin.create(folder.getRoot().toPath().resolve("shop.git"));
    }

    private static Path example(String name) {
        return Path.of("docs", "examples", "jenkins", name);
    }

    private String jenkinsfile(String example) throws IOException {
        DeploymentGatesConfiguration.get()
                .setYaml(Files.readString(example(example).resolve("deployment-gates.yaml"))
                        .replace("REPOSITORY", origin.folder().toString()));
        return Files.readString(example(example).resolve("Jenkinsfile"));
    }

    private WorkflowJob job(String example) throws IOException {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, example);
        job.setDefinition(definition(jenkinsfile(example)));
        return job;
    }

    private static CpsFlowDefinition definition(String script) {
        try {
            return new CpsFlowDefinition(script, true);
        } catch (hudson.model.Descriptor.FormException e) {
            throw new AssertionError(e);
        }
    }

    /** What is where: the environment, the version and the status. */
    private static List<String> deployed() {
        return DeploymentGates.get().read(view -> view.cells("shop")).stream()
                .map(cell -> cell.deployment())
                .map(JenkinsfileExamplesTest::label)
                .toList();
    }

    private static String label(Deployment deployment) {
        return deployment.environment() + " " + deployment.version() + " " + deployment.status();
    }

    @Test
    public void shouldDeliverDownAStraightPipeline() throws Exception {
        jenkins.buildAndAssertSuccess(job("straight-pipeline"));

        assertThat(deployed()).containsExactly("prod 1.0 VERIFIED", "qa 1.0 VERIFIED", "staging 1.0 VERIFIED");
        assertThat(origin.head("prod")).isEqualTo(origin.head("main"));
    }

    @Test
    public void shouldDeployWhateverIsCreatedWithoutBeingAsked() throws Exception {
        WorkflowJob job = job("started-by-events");
        jenkins.buildAndAssertSuccess(job);
        DeploymentGates gates = DeploymentGates.get();
        gates.engine()
                .promotions()
                .promote(ADMIN, new PromoteRequest("shop", "qa", null, "1.0", List.of(), false, null, null));
        PromotionWatch.get().look();
        jenkins.waitUntilNoActivity();
        gates.engine().promotions().promote(ADMIN, PromoteRequest.of("shop", "prod"));
        PromotionWatch.get().look();
        jenkins.waitUntilNoActivity();

        jenkins.assertBuildStatusSuccess(job.getLastBuild());
        assertThat(job.getBuilds()).hasSize(3);
        assertThat(deployed()).containsExactly("prod 1.0 VERIFIED", "qa 1.0 VERIFIED");
    }

    @Test
    public void shouldDeliverToTwoRegionsAtOnce() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "parallel-regions");
        job.addProperty(new hudson.model.ParametersDefinitionProperty(
                new hudson.model.StringParameterDefinition("VERSION", "1.0")));
        job.setDefinition(definition(jenkinsfile("parallel-regions")));
        jenkins.buildAndAssertSuccess(job);

        assertThat(deployed()).containsExactly("prod-eu 1.0 VERIFIED", "prod-us 1.0 VERIFIED", "qa 1.0 VERIFIED");
        assertThat(origin.head("prod-eu")).isEqualTo(origin.head("prod-us")).isEqualTo(origin.head("main"));
    }

    @Test
    public void shouldCountWhoSubmittedTheInputAsApproval() throws Exception {
        JenkinsRule.DummySecurityRealm realm = jenkins.createDummySecurityRealm();
        realm.addGroups("rita", "release-managers");
        jenkins.jenkins.setSecurityRealm(realm);
        QueueTaskFuture<WorkflowRun> build = job("approval-by-input").scheduleBuild2(0);
        WorkflowRun run = build.waitForStart();
        jenkins.waitForMessage("Deploy shop 1.0 to prod?", run);
        InputStepExecution input =
                run.getAction(InputAction.class).getExecutions().get(0);
        try (ACLContext context = ACL.as2(User.getById("rita", true).impersonate2())) {
            input.proceed(Map.of());
        }

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("Before the approval: WAITING", run);
        assertThat(deployed()).containsExactly("prod 1.0 VERIFIED", "qa 1.0 VERIFIED");
        List<Approval> approvals = DeploymentGates.get().read(view -> view.approvals(2));
        assertThat(approvals).extracting(approval -> approval.by()).containsExactly("rita");
    }

    @Test
    public void shouldDeliverAHotfixLikeAnyRelease() throws Exception {
        WorkflowJob before = jenkins.createProject(WorkflowJob.class, "before");
        String script = jenkinsfile("hotfix");
        before.setDefinition(definition(script.replace("1.0.1", "1.0")));
        jenkins.buildAndAssertSuccess(before);
        DeploymentGates.get().engine().hotfixes().start(ADMIN, "shop", "login", "prod");
        origin.commit("hotfix/login", "SHOP-9 Login works", Map.of("login.yaml", "works\n"));

        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "hotfix");
        job.setDefinition(definition(script));
        jenkins.buildAndAssertSuccess(job);
        DeploymentGates.get().engine().hotfixes().finish(ADMIN, "shop", "login");

        assertThat(deployed()).containsExactly("prod 1.0.1 VERIFIED", "qa 1.0.1 VERIFIED");
        assertThat(origin.head("main")).isEqualTo(origin.head("prod"));
    }

    @Test
    public void shouldTakeTheApplicationAndCommitFromAMultibranchProject() throws Exception {
        // The plugin would have nobody check out from the controller's disk unless told so.
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        String main = origin.commit("main", "Pipeline", Map.of("Jenkinsfile", jenkinsfile("multibranch")));
        origin.set("feature", main);
        WorkflowMultiBranchProject project = jenkins.createProject(WorkflowMultiBranchProject.class, "shop");
        GitSCMSource source = new GitSCMSource(origin.folder().toUri().toString());
        source.setTraits(List.of(new BranchDiscoveryTrait()));
        project.getSourcesList().add(new BranchSource(source));
        project.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();

        WorkflowRun onMain = project.getItem("main").getLastBuild();
        WorkflowRun onFeature = project.getItem("feature").getLastBuild();
        jenkins.assertBuildStatusSuccess(onMain);
        jenkins.assertBuildStatus(Result.FAILURE, onFeature);
        jenkins.assertLogContains(
                "job shop/feature may not record at qa: environments.qa.recordedBy allows shop/main", onFeature);
        List<Deployment> inQa =
                DeploymentGates.get().read(view -> view.deployments("shop", "qa", LedgerView.NEWEST, 5));
        assertThat(inQa)
                .extracting(Deployment::version, Deployment::commit, Deployment::status)
                .containsExactly(tuple("1.0-main-1", main, DeploymentStatus.COMPLETED));
    }

    /** What takes minutes or another plugin is replaced; the steps are those of the file. */
    @Test
    public void shouldKeepAccountOfThisProjectItself() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(Files.readString(Path.of(".ci", "deployment-gates.yaml")));
        String script = Files.readString(Path.of("Jenkinsfile"))
                .replace("sh '.ci/run'", "echo 'tests'")
                .replace("sh 'bin/deployment-gates demo'", "echo 'demo'")
                .replace("junit 'target/surefire-reports/*.xml'", "echo 'report'")
                .replaceFirst("archiveArtifacts artifacts: .*", "echo 'archive'");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "deployment-gates");
        job.setDefinition(definition(script));
        jenkins.buildAndAssertSuccess(job);

        assertThat(DeploymentGates.get().read(view -> view.cells(null)).stream().map(cell -> label(cell.deployment())))
                .containsExactly("build 0.1.1 VERIFIED", "demo 0.1.1 VERIFIED");
    }
}
