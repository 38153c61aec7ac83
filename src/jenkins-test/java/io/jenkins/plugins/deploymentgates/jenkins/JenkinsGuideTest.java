package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Result;
import hudson.model.queue.QueueTaskFuture;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.jenkins.trigger.EventDispatcher;
import io.jenkins.plugins.deploymentgates.jenkins.view.DeploymentMatrixView;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What docs/jenkins.md has its reader do, done in its order. */
public class JenkinsGuideTest {
    private static final Path GUIDE = Path.of("docs", "jenkins.md");

    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void people() {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
    }

    /** The blocks of the guide in that language, in its order. */
    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static QueueTaskFuture<WorkflowRun> start(String job, String script) throws Exception {
        WorkflowJob pipeline = GatesFixture.pipeline(job, script);
        return pipeline.scheduleBuild2(0, new CauseAction(new Cause.UserIdCause("admin")));
    }

    @Test
    public void shouldGiveWhatTheGuideShows() throws Exception {
        List<String> scripts = blocks("groovy");
        assertThat(blocks("yaml")).hasSize(2);
        assertThat(scripts).hasSize(4);
        GatesFixture.fresh(blocks("yaml").get(0));

        JENKINS.assertBuildStatusSuccess(start("shop", scripts.get(0)));
        assertThat(GatesFixture.current("shop", "qa"))
                .extracting(deployment -> deployment.version(), deployment -> deployment.status())
                .containsExactly("1.0", DeploymentStatus.COMPLETED);

        WorkflowRun refused = JENKINS.assertBuildStatus(Result.FAILURE, start("release", scripts.get(1)));
        assertThat(JenkinsRule.getLog(refused)).contains(blocks("text").get(0)).endsWith("Finished: FAILURE\n");

        JENKINS.assertBuildStatusSuccess(start("deploy", scripts.get(3)));

        QueueTaskFuture<WorkflowRun> waiting = start("release", scripts.get(2));
        JENKINS.waitForMessage("waits: approvals: 0 of 1 approval", waiting.waitForStart());
        GatesFixture.approve(2, "rita");
        JENKINS.assertBuildStatusSuccess(waiting);

        ExtensionList.lookupSingleton(EventDispatcher.class).moved();
        JENKINS.waitUntilNoActivity();
        assertThat(GatesFixture.current("shop", "prod"))
                .extracting(deployment -> deployment.version(), deployment -> deployment.status())
                .containsExactly("1.1", DeploymentStatus.COMPLETED);
    }

    @Test
    public void shouldLetWhoeverIsAloneApproveAsTheGuideSays() throws Exception {
        String gate = Pattern.compile("`(- approvals: [^`]*)`")
                .matcher(Files.readString(GUIDE))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        String yaml = blocks("yaml").get(0).replace("- approvals: {count: 1}", gate);
        assertThat(yaml).contains("excludeTrigger: false");
        GatesFixture.fresh(yaml);

        QueueTaskFuture<WorkflowRun> waiting = start("release", blocks("groovy").get(2));
        JENKINS.waitForMessage("waits: approvals: 0 of 1 approval", waiting.waitForStart());
        GatesFixture.approve(1, "admin");
        JENKINS.assertBuildStatusSuccess(waiting);
    }

    @Test
    public void shouldTakeTheSameYamlFromConfigurationAsCode() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(blocks("yaml").get(0));
        String written = DeploymentGatesConfiguration.get().getYaml();
        DeploymentGatesConfiguration.get().setYaml("");
        Path file = folder.newFile("jenkins.yaml").toPath();
        Files.writeString(file, "deploymentGates:\n" + blocks("yaml").get(0).indent(2));

        try (ACLContext administrator = ACL.as2(ACL.SYSTEM2)) {
            ConfigurationAsCode.get().configure(file.toString());
        }

        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEqualTo(written);
    }

    @Test
    public void shouldMakeTheViewOfTheGuide() throws Exception {
        Path file = folder.newFile("jenkins.yaml").toPath();
        Files.writeString(file, blocks("yaml").get(1));

        try (ACLContext administrator = ACL.as2(ACL.SYSTEM2)) {
            ConfigurationAsCode.get().configure(file.toString());
        }

        DeploymentMatrixView view = (DeploymentMatrixView) JENKINS.jenkins.getView("shops");
        assertThat(view.getPattern()).isEqualTo("shop-.*");
        assertThat(view.getFolder()).isEmpty();
        JENKINS.configRoundtrip(view);
        assertThat(view.getPattern()).isEqualTo("shop-.*");
    }
}
