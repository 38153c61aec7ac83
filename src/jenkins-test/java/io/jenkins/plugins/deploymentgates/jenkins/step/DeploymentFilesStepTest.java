package io.jenkins.plugins.deploymentgates.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code deploymentFiles}, on a real repository. */
public class DeploymentFilesStepTest {
    private static final String YAML =
            """
            applications:
              shop:
                combination: per-artifact
                git: {repository: 'REPOSITORY', mechanic: deployment-files}
                pipeline: {dev: {}, qa: {after: [dev]}}
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Origin origin;
    private String base;

    @Before
    public void begin() throws IOException {
        origin = Origin.create(folder.getRoot().toPath().resolve("deployments.git"));
        base = origin.commit(
                "main",
                "Set up",
                Map.of(
                        "deployments.yaml",
                        "tiers: [development, test]\nsearchPaths: [deployments]\n",
                        "deployments/dev.yaml",
                        file("development", "2.1"),
                        "deployments/qa.yaml",
                        file("test", "2.0")));
        configure("");
    }

    private void configure(String more) {
        GatesFixture.fresh(YAML.replace("REPOSITORY", origin.folder().toString()) + more);
    }

    private static String file(String tier, String api) {
        return "tier: " + tier
                + "   # who to ask: ann\ncore: {version: 1.0, type: forge}\nmodules:\n  - api: {version: " + api
                + ", type: forge}\n";
    }

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return GatesFixture.run(JENKINS, expected, script);
    }

    private static void assertFails(String call, String message) throws Exception {
        WorkflowRun run = run(Result.FAILURE, call);
        JENKINS.assertLogContains("ERROR: " + message + "\n", run);
        JENKINS.assertLogNotContains("\tat ", run);
    }

    @Test
    public void shouldDuplicateChangePromoteAndDeleteADeployment() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def made = deploymentFiles application: 'shop', duplicate: 'qa', to: 'canary', set: ['web=3.0,type=forge']
                sleep 0
                echo "${made.branch} ${made.files} ${made.changes[0].kind} ${made.changes[0].name} ${made.base}"
                def changed = deploymentFiles application: 'shop', update: 'canary', set: ['web=3.1'], tier: 'development'
                echo "${changed.changes[0].parts}"
                deploymentFiles application: 'shop', promote: 'canary', to: 'dev', modules: ['web']
                def same = deploymentFiles application: 'shop', promote: 'canary', to: 'dev', modules: ['web']
                assert same.commit == null && same.files == []
                deploymentFiles application: 'shop', create: 'fresh', set: ['core=9,type=forge'], tier: 'test'
                deploymentFiles application: 'shop', delete: 'canary', confirm: 'canary'
                """);
        JENKINS.assertLogContains("main [A deployments/canary.yaml] CREATED canary " + base + "\n", run);
        JENKINS.assertLogContains("[[name:web, from:3.0, to:3.1]]", run);
        JENKINS.assertLogContains("the files of shop say so already; there is nothing to change\n", run);
        JENKINS.assertLogContains("  D deployments/canary.yaml\n", run);
        assertThat(origin.subjects("main")).hasSize(7).element(0).asString().startsWith("Delete canary");
        assertThat(origin.file("main", "deployments/dev.yaml"))
                .isEqualTo(file("development", "2.1") + "  - web: {version: '3.1', type: forge}\n");
        assertThat(origin.file("main", "deployments/fresh.yaml")).contains("tier: test", "version: '9'");
    }

    @Test
    public void shouldExplainWithoutChangingAnything() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def it = deploymentFiles application: 'shop', update: 'dev', set: ['api=2.2'], explain: true
                assert it.commit == null && it.files == ['M deployments/dev.yaml']
                """);
        JENKINS.assertLogContains("this commit would be pushed to main of ", run);
        JENKINS.assertLogContains(
                "  | Update dev: api 2.1 -> 2.2\n  |\n  | api 2.1 -> 2.2\n  M deployments/dev.yaml\n", run);
        assertThat(origin.head("main")).isEqualTo(base);
    }

    @Test
    public void shouldCompareDeploymentsAsATable() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def table = deploymentFiles application: 'shop', compare: []
                echo "${table.deployments.collect { it.name }} ${table.components.findAll { it.same == 'false' }.collect { it.name }}"
                echo "api: ${table.components[1].in.qa.version}"
                deploymentFiles application: 'shop', compare: ['qa'], tier: 'test'
                """);
        JENKINS.assertLogContains("      dev          qa\ntier  development  test\ncore  1.0          1.0\n", run);
        JENKINS.assertLogContains("[dev, qa] [api]\napi: 2.0\n".replace("\napi", "\n[Pipeline] echo\napi"), run);
    }

    @Test
    public void shouldRestoreTheContentOfAnInstant() throws Exception {
        origin.commit("main", "By hand", Map.of("deployments/dev.yaml", file("development", "6.6")));
        WorkflowRun run =
                run(Result.FAILURE, "deploymentFiles application: 'shop', restore: ['dev'], at: '2001-01-01'");
        assertThat(JENKINS.getLog(run)).contains("ERROR: ").doesNotContain("\tat ");
        run(Result.SUCCESS, "deploymentFiles application: 'shop', restore: ['dev'], at: '2100-01-01', explain: true");
    }

    @Test
    public void shouldDeployAgainWhatMoved() throws Exception {
        Origin web = Origin.create(folder.getRoot().toPath().resolve("web.git"));
        origin.commit(
                "main",
                "A branch",
                Map.of(
                        "deployments/dev.yaml",
                        "tier: development\ncore: {version: main, source: '" + web.folder() + "'}\n"));
        run(
                Result.SUCCESS,
                "def it = promote application: 'shop', to: 'dev'\n"
                        + "recordDeployment application: 'shop', environment: 'dev', version: it.version");
        WorkflowRun same = run(Result.SUCCESS, "assert deploymentFiles(application: 'shop', refresh: []).moved == []");
        JENKINS.assertLogContains("every version of shop stands for what was deployed\n", same);
        String head = web.commit("main", "More", Map.of("web", "2\n"));

        WorkflowRun run = run(
                Result.SUCCESS,
                """
                assert deploymentFiles(application: 'shop', refresh: ['dev'], explain: true).promotions == []
                def again = deploymentFiles application: 'shop', refresh: []
                echo "${again.moved[0].environment} ${again.moved[0].to} ${again.promotions[0].status}"
                """);
        JENKINS.assertLogContains("dev " + head + " PROMOTED\n", run);
        JENKINS.assertLogContains("dev: core main moved, ", run);
    }

    @Test
    public void shouldRecordWhatTheEnvironmentsFileSays() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                """
                def it = recordDeployment application: 'shop', environment: 'dev'
                echo "${it.version} ${it.artifacts}"
                recordDeployment(application: 'shop', environment: 'qa') {
                    deploymentFiles application: 'shop', create: 'other', set: ['core=7,type=forge']
                }
                """);
        JENKINS.assertLogContains("1.0 forge:api:2.1,forge:core:1.0\n", run);
        assertThat(GatesFixture.current("shop", "qa").version()).isEqualTo("1.0");
        assertThat(GatesFixture.current("shop", "qa").commit()).isEqualTo(base);
    }

    @Test
    public void shouldSayWhatIsWrongWithItsParameters() throws Exception {
        String verbs =
                "deploymentFiles does one of create, duplicate, update, promote, delete, restore, compare, refresh";
        String example = "; valid is for example update: 'canary', set: ['shop-api=1.4.2']";
        assertFails("deploymentFiles application: 'shop'", verbs + "; none of them is named" + example);
        assertFails(
                "deploymentFiles application: 'shop', create: 'a', refresh: []",
                verbs + " at a time, not create, refresh together" + example);
        assertFails(
                "deploymentFiles application: 'shop', delete: 'dev', tier: 'test'",
                "deploymentFiles with delete takes no tier; what goes with it is confirm, explain");
        assertFails(
                "deploymentFiles application: 'shop', delete: 'dev', confirm: 'qa'",
                "deleting the deployment 'dev' has to be confirmed by its name, which is not 'qa'; name it once more to"
                        + " confirm it");
        assertFails(
                "deploymentFiles application: 'shop', duplicate: 'dev'",
                "deploymentFiles needs the parameter to; valid is for example to: 'qa'");
        assertFails(
                "deploymentFiles application: 'shop', update: 'dev', set: ['api']",
                "'api' is not of the form NAME=VERSION[,type=TYPE][,source=URL], such as shop-api=1.4.2 or"
                        + " shop-api=1.4.2,type=forge");
        assertFails(
                "deploymentFiles application: 'shop', restore: [], at: 'noon'",
                "'noon' is no instant; valid is for example 2026-03-03T09:00:00Z, 2026-03-03T10:00:00+01:00 or"
                        + " 2026-03-03, which is its begin in UTC");
        assertFails(
                "deploymentFiles application: 'shop', update: 'qa', set: ['api=2.1']",
                "the deployment 'qa' is that of the environment qa, which takes what was verified upstream only; promote"
                        + " into it, or roll it back");
        assertThat(origin.head("main")).isEqualTo(base);
    }

    @Test
    public void shouldLetOnlyJobsChangeFilesThatMayActThere() throws Exception {
        configure("environments: {dev: {recordedBy: [release/**]}}\n");
        assertFails(
                "deploymentFiles application: 'shop', update: 'dev', set: ['api=2.2']",
                "job deploy may not change the deployment file of dev: environments.dev.recordedBy allows release/**");
        run(Result.SUCCESS, "deploymentFiles application: 'shop', duplicate: 'qa', to: 'canary'");
        configure("environments: {dev: {recordedBy: [release/**]}, qa: {recordedBy: [release/**]}}\n");
        assertFails(
                "deploymentFiles application: 'shop', update: 'canary', set: ['api=2.2']",
                "job deploy may not change deployments of shop: recordedBy of none of its environments dev, qa allows"
                        + " it");
        run(Result.SUCCESS, "deploymentFiles application: 'shop', compare: ['canary', 'qa']");
    }
}
