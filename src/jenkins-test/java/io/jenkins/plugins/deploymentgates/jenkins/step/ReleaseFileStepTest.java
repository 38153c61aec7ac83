package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import java.io.IOException;
import java.nio.file.Path;
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

/** {@code promote} with the mechanic {@code release-file}. */
public class ReleaseFileStepTest {
    private static final String YAML =
            """
            applications:
              shop:
                git:
                  repository: 'PLACE/shop.git'
                  mechanic: release-file
                  releaseFile: {repository: 'PLACE/environments.git'}
                pipeline: {qa: {}}
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Origin shop;
    private Origin environments;

    @Before
    public void begin() throws IOException {
        Path place = folder.getRoot().toPath();
        shop = Origin.create(place.resolve("shop.git"));
        environments = Origin.create(place.resolve("environments.git"));
        environments.commit(
                "environment/qa",
                "Set up",
                Map.of("release.yaml", "version: WIP\napplication: " + shop.folder() + "\n"));
        GatesFixture.fresh(YAML.replace("PLACE", place.toString()));
    }

    @Test
    public void shouldExplainTagsAndCommitAndThenMakeThem() throws Exception {
        WorkflowRun run = GatesFixture.run(
                JENKINS,
                Result.SUCCESS,
                """
                def why = promote application: 'shop', to: 'qa', version: '1.4.2', explain: true
                sleep 0
                echo "${why.draft.files} ${why.draft.tags[0].tag} ${why.draft.tags[0].action}"
                def p = promote application: 'shop', to: 'qa', version: '1.4.2'
                echo "${p.status} ${p.commit}"
                """);
        String commit = shop.head("main");
        assertThat(JENKINS.getLog(run))
                .contains(
                        "  " + shop.folder() + ": " + commit.substring(0, 10)
                                + " of branch main, tag v1.4.2-rc.1 is made\n",
                        "  refs/heads/environment/qa would be at ",
                        "  | Promote shop 1.4.2 to qa\n",
                        "  M release.yaml\n",
                        "[M release.yaml] v1.4.2-rc.1 NEW\n",
                        "PROMOTED " + commit + "\n");
        assertThat(environments.file("environment/qa", "release.yaml"))
                .isEqualTo("version: 1.4.2\napplication: " + shop.folder() + "\n");
    }

    @Test
    public void shouldDeployTheEnvironmentWhoseBranchWasPushedToAndNoOther() throws Exception {
        // The plugin would have nobody check out from the controller's disk unless told so.
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        String script =
                """
                node {
                    def git = checkout scm
                    changedDeployments(base: git.GIT_PREVIOUS_SUCCESSFUL_COMMIT).each { change ->
                        echo "deploying ${change.environment} ${change.after}"
                        if (change.after != 'WIP') {
                            recordDeployment environment: change.environment
                        }
                    }
                }
                """;
        environments.commit("environment/qa", "Pipeline", Map.of("Jenkinsfile", script));
        environments.set("environment/prod", environments.head("environment/qa"));
        GatesFixture.configure(YAML.replace("PLACE", folder.getRoot().toString())
                .replace("{qa: {}}", "{qa: {}, prod: {after: [qa]}}"));
        WorkflowMultiBranchProject project = JENKINS.createProject(WorkflowMultiBranchProject.class, "shop");
        GitSCMSource source = new GitSCMSource(environments.folder().toUri().toString());
        source.setTraits(List.of(new BranchDiscoveryTrait()));
        project.getSourcesList().add(new BranchSource(source));
        scan(project);
        JENKINS.assertLogContains("deploying prod WIP", built(project, "prod", 1));
        JENKINS.assertLogContains("deploying qa WIP", built(project, "qa", 1));

        GatesFixture.run(JENKINS, Result.SUCCESS, "promote application: 'shop', to: 'qa', version: '1.4.2'");
        scan(project);

        WorkflowRun run = built(project, "qa", 2);
        JENKINS.assertLogContains("this push to environment/qa deploys of shop: qa\n", run);
        JENKINS.assertLogContains("deploying qa 1.4.2", run);
        built(project, "prod", 1);
        Deployment deployment = GatesFixture.current("shop", "qa");
        assertThat(deployment.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(deployment.outOfBand()).isNull();
        assertThat(deployment.commit()).isEqualTo(shop.head("main"));
        assertThat(GatesFixture.<Boolean>read(
                        view -> view.current("shop", "prod").isEmpty()))
                .isTrue();
        project.delete();
    }

    private static void scan(WorkflowMultiBranchProject project) throws Exception {
        project.scheduleBuild2(0).getFuture().get();
        JENKINS.waitUntilNoActivity();
    }

    /** The last build of an environment's branch, which has this number and is a success. */
    private static WorkflowRun built(WorkflowMultiBranchProject project, String environment, int number)
            throws Exception {
        WorkflowRun run =
                project.getItemByBranchName("environment/" + environment).getLastBuild();
        assertThat(run.getNumber()).isEqualTo(number);
        return JENKINS.assertBuildStatusSuccess(run);
    }
}
