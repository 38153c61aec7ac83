package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
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
}
