package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import hudson.model.Result;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DriftWork;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.ledger.LedgerEvent;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import jenkins.branch.BranchSource;
import jenkins.plugins.git.GitSCMSource;
import jenkins.plugins.git.traits.BranchDiscoveryTrait;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code changedDeployments}, and what Jenkins finds out by itself of pushes without a promotion. */
public class ChangedDeploymentsStepTest {
    private static final String YAML =
            """
            applications:
              shop:
                git: {repository: 'REPOSITORY'}
                pipeline: {qa: {}, prod: {after: [qa]}}
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Origin origin;
    private String base;

    @Before
    public void begin() throws IOException {
        origin = Origin.create(folder.getRoot().toPath().resolve("shop.git"));
        base = origin.head("main");
        origin.set("qa", base);
        GatesFixture.fresh(YAML.replace("REPOSITORY", origin.folder().toString()));
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return GatesFixture.run(JENKINS, expected, script);
    }

    @Test
    public void shouldReturnWhatAPushDeploysAndNothingElse() throws Exception {
        String head = origin.commit("qa", "SHOP-1 One", Map.of("app.yaml", "version: 1\n"));
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def changes = changedDeployments application: 'shop', branch: 'qa', base: 'BASE', head: 'HEAD'
                sleep 0
                changes.each {
                    echo "${it.kind} ${it.environment} ${it.before} ${it.after} ${it.releaseChanged} ${it.commits} ${it.files}"
                }
                assert changedDeployments(application: 'shop', branch: 'main', head: 'main') == []
                """
                        .replace("BASE", base)
                        .replace("HEAD", head));
        JENKINS.assertLogContains("this push to qa deploys of shop: qa\n", run);
        JENKINS.assertLogContains("CHANGED qa " + base + " " + head + " true [" + head + "] [M app.yaml]", run);
        JENKINS.assertLogContains("nothing of shop is deployed by this push to main\n", run);
    }

    @Test
    public void shouldTakeBranchAndCommitFromAMultibranchProject() throws Exception {
        // The plugin would have nobody check out from the controller's disk unless told so.
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        String script = "node {\n  def git = checkout scm\n  def changes = changedDeployments(base: '" + base + "')\n"
                + "  echo 'deploying ' + changes.collect { it.name }\n}\n";
        String head = origin.commit("qa", "Pipeline", Map.of("Jenkinsfile", script));
        origin.set("feature", head);
        WorkflowMultiBranchProject project = JENKINS.createProject(WorkflowMultiBranchProject.class, "shop");
        GitSCMSource source = new GitSCMSource(origin.folder().toUri().toString());
        source.setTraits(List.of(new BranchDiscoveryTrait()));
        project.getSourcesList().add(new BranchSource(source));
        project.scheduleBuild2(0).getFuture().get();
        JENKINS.waitUntilNoActivity();

        WorkflowRun onQa = project.getItem("qa").getLastBuild();
        JENKINS.assertBuildStatusSuccess(onQa);
        JENKINS.assertLogContains("deploying [qa]", onQa);
        WorkflowRun onFeature = project.getItem("feature").getLastBuild();
        JENKINS.assertBuildStatusSuccess(onFeature);
        JENKINS.assertLogContains("deploying []", onFeature);
        project.delete();
    }

    @Test
    public void shouldDeployNothingForAChangeRequest() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "withEnv(['CHANGE_ID=12', 'BRANCH_NAME=PR-12']) { assert changedDeployments(application: 'shop') == [] }");
        JENKINS.assertLogContains("a change request deploys nothing\n", run);
    }

    @Test
    public void shouldSayWhatIsWrongWithItsParameters() throws Exception {
        WorkflowRun run = run(Result.FAILURE, "changedDeployments application: 'shop', branch: 'qa'");
        JENKINS.assertLogContains(
                "ERROR: changedDeployments needs the parameter head, as this build checked nothing out; valid is for"
                        + " example head: 'qa'\n",
                run);
        JENKINS.assertLogNotContains("\tat ", run);
    }

    @Test
    public void shouldFindOutThatSomebodyPushedWithoutAPromotion() throws Exception {
        GatesFixture.deliver("shop", "qa", "1.0");
        long before = GatesFixture.read(LedgerView::head);
        origin.commit("qa", "By hand", Map.of("app.yaml", "version: 2\n"));
        DriftWork work = JENKINS.jenkins.getExtensionList(DriftWork.class).get(0);
        work.execute(null);
        work.execute(null);

        List<LedgerEvent> events = GatesFixture.read(view -> view.events(before, 10));
        assertThat(events)
                .extracting(event -> event.event().type(), LedgerEvent::by)
                .containsExactly(tuple("environment.drifted", "SYSTEM"));
        String page = JENKINS.createWebClient().goTo("deployments/table").asXml();
        assertThat(page).contains("drifted").contains("branch 'qa' is 1 commit ahead of 1.0");
        assertThat(DeploymentGates.get().engine().drifts().look(null, null, null))
                .hasSize(1);
    }
}
