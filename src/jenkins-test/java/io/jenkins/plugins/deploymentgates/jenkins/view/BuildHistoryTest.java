package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.InvisibleAction;
import hudson.model.Items;
import hudson.model.Run;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.tasks.LogRotator;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.BuildRecorder;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.RunAction2;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What builds did, with the builds and with the jobs, and what becomes of it when those are moved or deleted. */
public class BuildHistoryTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private static final AtomicInteger LOADED = new AtomicInteger();

    private Shop shop;

    @Before
    public void configure() {
        shop = new Shop(JENKINS);
    }

    /** Counts builds that are read from disk. */
    public static final class LoadSpy extends InvisibleAction implements RunAction2 {
        @Override
        public void onAttached(Run<?, ?> run) {
            // Not from disk.
        }

        @Override
        public void onLoad(Run<?, ?> run) {
            LOADED.incrementAndGet();
        }
    }

    /** What the step does. */
    private Deployment record(FreeStyleBuild build, String version) {
        Deployment deployment = shop.deploy(Shop.by("ann", build), "shop", "qa", version);
        BuildRecorder.tell(
                build,
                BuildEntry.recorded(
                        deployment,
                        List.of(Artifact.parse("com.acme:api:2")),
                        "ann",
                        Instant.ofEpochMilli(1_700_000_000_000L),
                        ""));
        return deployment;
    }

    private static List<BuildLink> links(String job) {
        return DeploymentGates.get().read(view -> view.buildsOfJob(job, LedgerView.NEWEST, 100));
    }

    private static HtmlPage page(String path) throws Exception {
        return JENKINS.createWebClient().withJavaScriptEnabled(false).goTo(path);
    }

    private static String main(String path) throws Exception {
        return page(path).getElementById("main-panel").asNormalizedText();
    }

    private static String json(String path) throws Exception {
        return JENKINS.createWebClient()
                .goTo(path, "application/json")
                .getWebResponse()
                .getContentAsString();
    }

    private static void forget(FreeStyleProject job) {
        job.getLazyBuildMixIn().getRunMap().purgeCache();
    }

    @Test
    public void shouldKeepWithABuildWhatItDid() throws Exception {
        FreeStyleBuild build = shop.build("keeps");
        Deployment deployment = record(build, "1.4.2");
        BuildEntry verified = BuildEntry.verified(
                shop.verify(Shop.by("ann", build), "qa", true),
                List.of(),
                "smoke",
                true,
                "https://ci.example.com/smoke",
                "ann",
                Instant.ofEpochMilli(1_700_000_060_000L));
        BuildRecorder.tell(build, verified);
        BuildRecorder.tell(build, verified);

        forget(build.getProject());

        Run<?, ?> read = build.getProject().getBuildByNumber(1);
        assertThat(read).isNotSameAs(build);
        assertThat(read.getAction(DeploymentsAction.class).entries())
                .extracting(kept -> kept.entry)
                .extracting(BuildEntry::toString)
                .containsExactly("recorded shop 1.4.2 at qa: COMPLETED", "verified shop 1.4.2 at qa: VERIFIED");
        assertThat(main("job/keeps/1/"))
                .contains("Deployments", "shop 1.4.2 → qa recorded completed", "shop 1.4.2 → qa checked smoke passed");
        assertThat(main("job/keeps/1/deployments/")).contains("com.acme:api:2", "ann");
        assertThat(page("job/keeps/1/").getAnchorByText("smoke").getHrefAttribute())
                .isEqualTo("https://ci.example.com/smoke");
        long id = deployment.id();
        String did =
                "[{\"application\":\"shop\",\"artifacts\":[\"com.acme:api:2\"],\"by\":\"ann\",\"check\":null,\"commit\":null,"
                        + "\"deployment\":" + id + ",\"environment\":\"qa\",\"passed\":null,\"promotion\":null,"
                        + "\"reason\":\"\",\"report\":null,\"status\":\"COMPLETED\",\"timestamp\":1700000000000,"
                        + "\"version\":\"1.4.2\",\"what\":\"recorded\"},"
                        + "{\"application\":\"shop\",\"artifacts\":[],\"by\":\"ann\",\"check\":\"smoke\",\"commit\":null,"
                        + "\"deployment\":" + id + ",\"environment\":\"qa\",\"passed\":true,\"promotion\":null,"
                        + "\"reason\":\"\",\"report\":\"https://ci.example.com/smoke\",\"status\":\"VERIFIED\","
                        + "\"timestamp\":1700000060000,\"version\":\"1.4.2\",\"what\":\"verified\"}]";
        assertThat(json("job/keeps/1/deployments/api/json"))
                .isEqualTo("{\"_class\":\"" + DeploymentsAction.class.getName() + "\",\"did\":" + did + "}");
        assertThat(json("job/keeps/1/api/json?tree=actions[did[*]]")).contains("\"did\":" + did);
        assertThat(json("job/keeps/1/api/json")).contains("\"did\":" + did);
    }

    @Test
    public void shouldKeepWhatAPipelineDid() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "pipeline");
        job.setDefinition(new CpsFlowDefinition(
                """
                recordDeployment application: 'shop', environment: 'qa', version: '9.0'
                verifyDeployment application: 'shop', environment: 'qa', check: 'smoke', passed: true
                promote application: 'shop', to: 'prod', explain: true
                """,
                true));

        WorkflowRun run = JENKINS.buildAndAssertSuccess(job);

        assertThat(run.getAction(DeploymentsAction.class).entries())
                .extracting(kept -> kept.entry.toString())
                .containsExactly("recorded shop 9.0 at qa: COMPLETED", "verified shop 9.0 at qa: VERIFIED");
        assertThat(main("job/pipeline/1/")).contains("shop 9.0 → qa recorded completed");
        assertThat(main("job/pipeline/deployments/")).contains("pipeline #1", "9.0");
        run.delete();
        Shop.settle();
        assertThat(links("pipeline")).hasSize(2).allMatch(BuildLink::gone);
    }

    @Test
    public void shouldReadABuildOfAnEarlierVersion() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject("earlier");
        Path folder = Files.createDirectories(job.getBuildDir().toPath().resolve("7"));
        try (var resource = BuildHistoryTest.class.getResourceAsStream("build-1.xml")) {
            Files.copy(resource, folder.resolve("build.xml"));
        }
        forget(job);

        DeploymentsAction action = job.getBuildByNumber(7).getAction(DeploymentsAction.class);

        assertThat(action.lost()).isEqualTo(1);
        assertThat(action.entries())
                .extracting(
                        kept -> kept.entry.toString(), Kept::sources, kept -> kept.sharedTree, kept -> kept.outOfBand)
                .containsExactly(
                        tuple("recorded shop 1.4.2 at qa: COMPLETED", List.of(), "5be1", "order: qa was skipped"),
                        tuple("promoted shop 1.4.2 at prod: WAITING", List.of("qa"), null, null));
        assertThat(main("job/earlier/7/")).contains("shop 1.4.2 → qa recorded completed");
    }

    @Test
    public void shouldKeepTheHistoryOfDeletedBuilds() throws Exception {
        FreeStyleBuild first = shop.build("rotated");
        Deployment deployment = record(first, "2.0");
        FreeStyleBuild second = shop.build("rotated");
        record(second, "2.1");
        FreeStyleBuild idle = shop.build("rotated");
        first.getProject().setBuildDiscarder(new LogRotator(-1, 2, -1, -1));
        long before = DeploymentGates.get().read(LedgerView::head);

        first.getProject().logRotate();
        Shop.settle();
        idle.delete();
        Shop.settle();

        assertThat((Object) DeploymentGates.get().read(LedgerView::head)).isEqualTo(before + 1);
        assertThat(links("rotated"))
                .extracting(link -> link.build().number(), BuildLink::gone)
                .containsExactly(tuple(2, false), tuple(1, true));
        HtmlPage page = page("deployments/deployment/" + deployment.id());
        assertThat(page.querySelector(".dg-builds").asNormalizedText()).isEqualTo("rotated #1 gone recorded ann");
        assertThat((Object) page.querySelector(".dg-builds a")).isNull();
        assertThat(main("job/rotated/deployments/")).contains("rotated #1 gone", "rotated #2", "2.0", "2.1");
    }

    @Test
    public void shouldFollowJobsAndFolders() throws Exception {
        Folder team = JENKINS.createProject(Folder.class, "team");
        Folder inner = team.createProject(Folder.class, "inner");
        FreeStyleProject job = inner.createProject(FreeStyleProject.class, "deploys");
        record(JENKINS.buildAndAssertSuccess(job), "3.0");

        job.renameTo("renamed");
        Shop.settle();
        assertThat(links("team/inner/renamed")).hasSize(1);
        team.renameTo("crew");
        Shop.settle();
        assertThat(links("crew/inner/renamed")).hasSize(1);
        Items.move(job, JENKINS.jenkins);
        Shop.settle();
        assertThat(links("renamed")).hasSize(1);
        Items.move(job, inner);
        Shop.settle();
        assertThat(main("job/crew/job/inner/job/renamed/deployments/")).contains("crew/inner/renamed #1", "3.0");

        team.delete();
        Shop.settle();
        assertThat(links("crew/inner/renamed")).hasSize(1).allMatch(BuildLink::gone);
        assertThat(main("deployments/application/shop/")).contains("3.0", "crew/inner/renamed #1 gone");
    }

    @Test
    public void shouldPageTheHistoryOfAJob() throws Exception {
        JENKINS.createFreeStyleProject("pages");
        assertThat(main("job/pages/deployments/")).contains("No build of this job has deployed anything yet.");
        assertThat(page("job/pages/").getBody().asNormalizedText()).doesNotContain("Deployments\nConfigure");
        FreeStyleBuild build = shop.build("pages");
        for (int i = 0; i <= Page.LIMIT; i++) {
            record(build, "4." + i);
        }

        HtmlPage first = page("job/pages/deployments/");
        assertThat(first.querySelectorAll(".dg-history tbody tr")).hasSize(Page.LIMIT);
        HtmlPage second = first.getAnchorByText("Older").click();

        assertThat(second.querySelectorAll(".dg-history tbody tr")).hasSize(1);
        assertThat(second.getElementById("main-panel").asNormalizedText())
                .contains("4.0", "Newest")
                .doesNotContain("Older");
        BuildLink oldest = links("pages").get(Page.LIMIT);
        assertThat(json("job/pages/deployments/api/json?before=" + (oldest.sequence() + 1)))
                .isEqualTo("{\"_class\":\"" + JobDeployments.class.getName() + "\",\"did\":[{\"application\":\"shop\","
                        + "\"by\":\"ann\",\"deployment\":" + oldest.deployment()
                        + ",\"environment\":\"qa\",\"gone\":false,"
                        + "\"number\":1,\"promotion\":null,\"sequence\":" + oldest.sequence()
                        + ",\"status\":\"COMPLETED\","
                        + "\"timestamp\":" + oldest.at().toEpochMilli()
                        + ",\"version\":\"4.0\",\"what\":\"recorded\"}]}");
        assertThat(json("job/pages/api/json")).doesNotContain("\"did\"");
    }

    @Test
    public void shouldCostTheSameHoweverManyBuildsAJobHas() throws Exception {
        FreeStyleBuild build = shop.build("many");
        record(build, "5.0");
        build.addAction(new LoadSpy());
        build.save();
        FreeStyleProject job = build.getProject();
        // The side panel of a job, which is Jenkins' own, shows the newest 30.
        copy(job, 2, 100);
        int few = loadsToDraw(job);
        copy(job, 101, 10_000);

        assertThat(loadsToDraw(job)).isEqualTo(few);

        forget(job);
        LOADED.set(0);
        assertThat(job.getAction(JobDeployments.class).getHistory().getRows()).hasSize(1);
        assertThat(LOADED).hasValue(0);
        assertThat(job.getBuildByNumber(10_000)).isNotNull();
        assertThat(LOADED).hasValue(1);
        job.delete();
        Shop.settle();
    }

    /** Jenkins itself looks for the last successful build of a job that is part of an address. */
    private static int loadsToDraw(FreeStyleProject job) throws Exception {
        forget(job);
        LOADED.set(0);
        assertThat(main("job/many/deployments/")).contains("many #1", "5.0");
        assertThat(json("job/many/deployments/api/json")).contains("5.0");
        assertThat(main("deployments/table")).contains("many #1");
        return LOADED.get();
    }

    private static void copy(FreeStyleProject job, int first, int last) throws IOException {
        Path builds = job.getBuildDir().toPath();
        for (int number = first; number <= last; number++) {
            Path folder = Files.createDirectory(builds.resolve(String.valueOf(number)));
            Files.copy(builds.resolve("1").resolve("build.xml"), folder.resolve("build.xml"));
        }
    }

    @Test
    public void shouldNotTellOfADeletedJobToWhoMayReadOneOfItsName() throws Exception {
        FreeStyleBuild build = shop.build("reused");
        shop.deploy(Shop.by("ann", build), "billing", "test", "6.0");
        build.getProject().delete();
        Shop.settle();
        JENKINS.createFreeStyleProject("reused");
        try {
            shop.secure("reused");

            HtmlPage page = JENKINS.createWebClient()
                    .withJavaScriptEnabled(false)
                    .login("ann")
                    .goTo("job/reused/deployments/");

            assertThat(page.getElementById("main-panel").asNormalizedText())
                    .contains("No build of this job has deployed anything yet.")
                    .doesNotContain("billing");
        } finally {
            JENKINS.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
            JENKINS.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
        }
        assertThat(main("job/reused/deployments/")).contains("billing", "reused #1 gone");
    }
}
