package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.BuildRecorder;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Event;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The pages below {@code /deployments}: what they show, and to whom. */
public class DeploymentsRootTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private Shop shop;
    private FreeStyleBuild build;
    private Deployment deployment;
    private Promotion promotion;

    @Before
    public void deploy() throws Exception {
        shop = Shop.alone(JENKINS);
        build = shop.build("deploy");
        shop.deploy(Shop.by("ann", build), "shop", "qa", "1.4.2");
        deployment = shop.verify(Shop.by("ann", build), "qa", true);
        promotion = shop.promote(Shop.by("ann", build), "shop", "prod");
    }

    private JenkinsRule.WebClient client() {
        return JENKINS.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
    }

    private HtmlPage page(String path) throws Exception {
        return client().goTo(path);
    }

    private static String text(DomNode node) {
        return node.asNormalizedText();
    }

    private static String main(HtmlPage page) {
        return text(page.getElementById("main-panel"));
    }

    private static List<String> rows(HtmlPage page, String table) {
        return page.querySelectorAll(table + " tbody tr").stream()
                .map(row -> text(row).replaceAll("\\s+", " "))
                .toList();
    }

    private int status(String user, String path) throws Exception {
        JenkinsRule.WebClient client = client();
        // Not on to the form to log in.
        client.setRefreshHandler((page, url, seconds) -> {});
        if (user != null) {
            client.login(user);
        }
        return client.getPage(new URL(JENKINS.getURL(), path)).getWebResponse().getStatusCode();
    }

    @Test
    public void shouldShowWhatIsWhereByApplicationAndEnvironment() throws Exception {
        shop.deploy(Actor.person("bob", Set.of()), "billing", "test", "7.0");

        HtmlPage page = page("deployments/table");

        assertThat(page.querySelectorAll(".dg-matrix thead th").stream().map(DeploymentsRootTest::text))
                .containsExactly("Application", "qa", "test", "prod");
        assertThat(rows(page, ".dg-matrix")).hasSize(2);
        assertThat(rows(page, ".dg-matrix").get(0))
                .matches("shop 1.4.2 verified \\S+ \\S+ ago, ann, deploy #1 – nothing deployed 1.4.2 waiting");
        assertThat(rows(page, ".dg-matrix").get(1))
                .matches("billing – 7.0 verified \\S+ \\S+ ago, bob nothing deployed");
        assertThat(page.getAnchorByText("deploy #1").getHrefAttribute()).isEqualTo("/jenkins/job/deploy/1/");
        assertThat(page("deployments/").getAnchorByText("As a table").getHrefAttribute())
                .isEqualTo("/jenkins/deployments/table");
    }

    private static DomElement component(HtmlPage page) {
        return page.querySelector(".dg-host");
    }

    @Test
    public void shouldShowTheMatrixWithTheWayToTheOtherPages() throws Exception {
        HtmlPage page = page("deployments/");

        DomElement matrix = component(page);
        assertThat(matrix.getAttribute("data-component")).isEqualTo("matrix");
        assertThat(matrix.getAttribute("data-api")).isEqualTo("/jenkins/deployments/api");
        assertThat(matrix.getAttribute("data-pages")).isEqualTo("/jenkins/deployments/");
        assertThat(matrix.getAttribute("data-has").split(" ")).contains("matrix");
        assertThat(matrix.getAttribute("data-applications")).isEmpty();
        assertThat(page.querySelectorAll("#side-panel .task-link").stream().map(DeploymentsRootTest::text))
                .startsWith("Deployments", "Waiting promotions");
        assertThat(page.querySelectorAll("#breadcrumbs .jenkins-breadcrumbs__list-item").stream()
                        .map(DeploymentsRootTest::text))
                .contains("Deployments");
    }

    @Test
    public void shouldShowEveryComponentOnAPageOfItsOwn() throws Exception {
        for (Component one : Component.values()) {
            HtmlPage page = page(one.getUrl());

            assertThat(component(page).getAttribute("data-component")).isEqualTo(one.getId());
            assertThat(main(page)).startsWith(one.getTitle());
            assertThat(JENKINS.createWebClient()
                            .goTo("plugin/deployment-gates/deployments/components/" + one.getId() + ".js", null)
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(200);
        }
        assertThat(status(null, "deployments/nonsense/")).isEqualTo(404);
    }

    @Test
    public void shouldShowWhatIsWhereOfTheApplicationsOfAJobAndABuild() throws Exception {
        BuildRecorder.tell(build, BuildEntry.recorded(deployment, List.of(), "ann", Instant.EPOCH, null));
        shop.secure("deploy");
        JenkinsRule.WebClient ann = client().login("ann");

        for (String path : List.of("job/deploy/deployments/", "job/deploy/1/deployments/")) {
            HtmlPage page = ann.goTo(path);
            assertThat(components(page)).containsExactly("matrix [\"shop\"]", "history [\"shop\"]");
            assertThat(page.querySelectorAll("#side-panel .task-link")).isNotEmpty();
        }
        assertThat(components(ann.goTo("job/deploy/"))).containsExactly("matrix [\"shop\"]");
    }

    private static List<String> components(HtmlPage page) {
        return page.querySelectorAll(".dg-host").stream()
                .map(node -> (DomElement) node)
                .map(host -> host.getAttribute("data-component") + " " + host.getAttribute("data-applications"))
                .toList();
    }

    @Test
    public void shouldShowNoComponentToWhoMaySeeNoneOfItsApplications() throws Exception {
        JENKINS.createFreeStyleProject("idle");
        assertThat(components(page("job/idle/"))).isEmpty();
        assertThat(components(page("job/idle/deployments/"))).isEmpty();
    }

    @Test
    public void shouldShowTheReleaseOfABuildInAPeriodThatReachesBackToIt() throws Exception {
        Instant now = DeploymentGates.get().clock().instant();
        for (int[] age : new int[][] {{0, 30}, {29, 30}, {31, 90}, {91, 365}, {1000, 365}}) {
            FreeStyleBuild old = shop.build("deploy");
            Instant at = now.minus(Duration.ofDays(age[0]));
            BuildRecorder.tell(old, BuildEntry.recorded(deployment, List.of(), "ann", at, null));

            HtmlPage page = page("job/deploy/" + old.getNumber() + "/deployments/");

            DomElement history = page.querySelector(".dg-host[data-component=history]");
            assertThat(history.getAttribute("data-days")).isEqualTo(String.valueOf(age[1]));
            assertThat(history.getAttribute("data-version")).isEqualTo("1.4.2");
        }
    }

    @Test
    public void shouldChooseNoReleaseWhereABuildHadToDoWithSeveral() throws Exception {
        BuildRecorder.tell(build, BuildEntry.recorded(deployment, List.of(), "ann", Instant.EPOCH, null));
        Deployment other = shop.deploy(Shop.by("ann", build), "billing", "test", "7.0");
        BuildRecorder.tell(build, BuildEntry.recorded(other, List.of(), "ann", Instant.EPOCH, null));

        HtmlPage page = page("job/deploy/1/deployments/");

        assertThat(components(page)).containsExactly("matrix [\"billing\",\"shop\"]", "history [\"billing\",\"shop\"]");
        assertThat(page.<DomElement>querySelector(".dg-host[data-component=history]")
                        .getAttribute("data-version"))
                .isEmpty();
    }

    @Test
    public void shouldShowEveryPageUnderItsAddress() throws Exception {
        assertThat(main(page("deployments/application/shop")))
                .contains("shop Application", "Pipeline", "1.4.2", "verified", "History", "deploy #1");
        assertThat(main(page("deployments/environment/prod")))
                .contains("prod Environment", "production", "approvals: 1 of anyone", "billing", "nothing deployed");
        assertThat(main(page("deployments/release/shop/1.4.2")))
                .contains("shop 1.4.2 Release", deployment.fingerprint(), "there now", "never");
        assertThat(main(page("deployments/release/shop/" + deployment.fingerprint())))
                .contains("shop 1.4.2 Release");
        HtmlPage ofDeployment = page("deployments/deployment/" + deployment.id());
        assertThat(main(ofDeployment))
                .contains("Deployment 1", "It was recorded without a promotion.", "smoke", "passed", "recorded");
        assertThat(ofDeployment.getAnchorByText("smoke").getHrefAttribute()).isEqualTo("https://ci.example.com/smoke");
        assertThat(main(page("deployments/promotion/" + promotion.id())))
                .contains("Promotion 1", "shop 1.4.2 → prod", "waiting", promotion.reason(), "Nobody has voted yet.");
        assertThat(main(page("deployments/waiting"))).contains("Waiting promotions", "1.4.2", promotion.reason());
    }

    private void opened(String url) {
        PullRequestLink link = new PullRequestLink("42", url, "promote/prod/1");
        DeploymentGates.get()
                .ledger()
                .write(tx -> tx.append(
                        Instant.parse("2026-03-03T09:00:00Z"),
                        "ann",
                        null,
                        new Event.PullRequestOpened(promotion.id(), "shop", "prod", link)));
    }

    @Test
    public void shouldLinkThePullRequestThatAPromotionWaitsFor() throws Exception {
        assertThat(main(page("deployments/promotion/" + promotion.id()))).doesNotContain("Pull request");
        opened("https://git.example.com/shop/pulls/42");

        for (String path : List.of("deployments/promotion/" + promotion.id(), "deployments/waiting")) {
            assertThat(page(path).getAnchorByText("Pull request 42").getHrefAttribute())
                    .isEqualTo("https://git.example.com/shop/pulls/42");
        }
    }

    @Test
    public void shouldNotLinkAPullRequestThatIsNoWebAddress() throws Exception {
        opened("javascript:alert(1)");

        for (String path : List.of("deployments/promotion/" + promotion.id(), "deployments/waiting")) {
            HtmlPage page = page(path);
            assertThat(main(page)).contains("Pull request 42");
            assertThat(page.asXml()).doesNotContain("javascript:alert");
        }
    }

    @Test
    public void shouldAskTheGatesInTheBackground() throws Exception {
        HtmlPage page = page("deployments/promotion/" + promotion.id());
        DomElement place = page.querySelector("[data-dg-answer]");
        assertThat(place.getAttribute("data-dg-answer")).isEqualTo("/jenkins/deployments/promotion/1/gates");
        assertThat(page.<DomElement>querySelector("[data-dg-state]").getAttribute("data-dg-moving"))
                .isEqualTo("true");

        assertThat(answer("deployments/promotion/1/gates"))
                .contains("approvals", "waiting", "shop 1.4.2 to prod: it waits for somebody to act: approvals");
        assertThat(answer("deployments/application/shop/explain/prod/gates?version=9.9"))
                .contains("9.9");
        assertThat(answer("deployments/application/billing/explain/prod/gates")).contains("nothing");
    }

    /** What the script would show: asks again as it does. */
    private String answer(String path) throws Exception {
        for (; ; ) {
            HtmlPage page = page(path);
            DomElement answer = page.querySelector("[data-dg-pending]");
            if (!answer.getAttribute("data-dg-pending").equals("true")) {
                return text(answer);
            }
        }
    }

    @Test
    public void shouldShowAnApplicationOnlyToWhoMayReadOneOfItsJobs() throws Exception {
        FreeStyleBuild secret = shop.build("secret");
        Deployment hidden = shop.deploy(Shop.by("bob", secret), "billing", "test", "7.0");
        Promotion waiting = shop.promote(Shop.by("bob", secret), "billing", "prod");
        shop.secure("deploy");
        List<String> shown = List.of(
                "deployments/application/shop/",
                "deployments/application/shop/explain/prod/",
                "deployments/environment/qa/",
                "deployments/release/shop/1.4.2/",
                "deployments/deployment/" + deployment.id() + "/",
                "deployments/promotion/" + promotion.id() + "/");
        List<String> kept = List.of(
                "deployments/application/billing/",
                "deployments/application/billing/explain/prod/",
                "deployments/environment/test/",
                "deployments/release/billing/7.0/",
                "deployments/release/billing/" + hidden.fingerprint() + "/",
                "deployments/release/shop/" + hidden.fingerprint() + "/",
                "deployments/deployment/" + hidden.id() + "/",
                "deployments/promotion/" + waiting.id() + "/",
                "deployments/promotion/" + waiting.id() + "/gates");
        List<String> unknown = List.of(
                "deployments/application/nothing/",
                "deployments/application/shop/explain/nothing/",
                "deployments/environment/nothing/",
                "deployments/release/shop/nothing/",
                "deployments/deployment/4711/",
                "deployments/deployment/x/",
                "deployments/promotion/4711/");

        for (String path : shown) {
            assertThat(status("admin", path)).as("admin " + path).isEqualTo(200);
            assertThat(status("ann", path)).as("ann " + path).isEqualTo(200);
            assertThat(status("eve", path)).as("eve " + path).isEqualTo(404);
            assertThat(status(null, path)).as("anonymous " + path).isEqualTo(403);
        }
        for (String path : kept) {
            assertThat(status("admin", path)).as("admin " + path).isEqualTo(path.contains("shop") ? 404 : 200);
            assertThat(status("ann", path)).as("ann " + path).isEqualTo(404);
        }
        for (String path : unknown) {
            assertThat(status("admin", path)).as("admin " + path).isEqualTo(404);
            assertThat(status("ann", path)).as("ann " + path).isEqualTo(404);
        }
        JenkinsRule.WebClient ann = client().login("ann");
        for (String path : List.of("deployments/table", "deployments/environment/prod/", "deployments/waiting/")) {
            assertThat(main(ann.goTo(path))).as(path).contains("1.4.2").doesNotContain("billing", "7.0", "secret");
        }
        assertThat(main(client().login("eve").goTo("deployments/"))).contains("There is nothing you may see.");
    }

    @Test
    public void shouldOfferTheLinkToWhoSeesSomething() throws Exception {
        shop.secure("deploy");

        assertThat(text(client().login("admin").goTo("").getBody())).contains("Deployments");
        assertThat(text(client().login("ann").goTo("").getBody())).contains("Deployments");
        assertThat(text(client().login("eve").goTo("").getBody())).doesNotContain("Deployments");
    }

    @Test
    public void shouldSayHowToBeginAndWhatIsWrong() throws Exception {
        DeploymentGatesConfiguration.get().setYaml("");
        assertThat(main(page("deployments/")))
                .contains(
                        "No application is configured yet.",
                        "Applications and their environments are configured under Manage Jenkins, Deployment environments.");
    }
}
