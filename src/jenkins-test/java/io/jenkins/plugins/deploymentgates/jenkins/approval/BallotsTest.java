package io.jenkins.plugins.deploymentgates.jenkins.approval;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Hold;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jenkins.management.Badge;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** People vote, call off and hold by buttons and by the API. */
public class BallotsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = Polls.controller();

    private static FreeStyleBuild build;

    @BeforeClass
    public static void populate() throws Exception {
        FreeStyleProject job = JENKINS.createFreeStyleProject("deploy");
        build = JENKINS.buildAndAssertSuccess(job);
        Polls.secure(JENKINS, job);
    }

    @Before
    public void begin() {
        Polls.configure(1, "");
    }

    private static WebResponse post(String user, String path, Map<String, String> fields) throws Exception {
        return Polls.post(JENKINS, Polls.client(JENKINS, user), path, fields);
    }

    private static WebResponse vote(String user, Promotion promotion, String action, String reason) throws Exception {
        return post(
                user,
                "deployments/promotion/" + promotion.id() + "/" + action,
                reason.isEmpty() ? Map.of() : Map.of("reason", reason));
    }

    private static String text(WebResponse response) {
        return response.getStatusCode() + " " + response.getContentAsString().strip();
    }

    @Test
    public void shouldLetThoseActWhoMay() throws Exception {
        Map<String, List<Integer>> expected = Map.of(
                // approve, refuse, cancel, hold, release
                "admin", List.of(200, 200, 200, 200, 200),
                "rita", List.of(200, 200, 403, 403, 403),
                "pat", List.of(403, 403, 200, 403, 403),
                "hugo", List.of(403, 403, 403, 200, 200),
                "eve", List.of(404, 404, 404, 404, 404));
        for (Map.Entry<String, List<Integer>> one : expected.entrySet()) {
            JenkinsRule.WebClient client = Polls.client(JENKINS, one.getKey());
            List<Integer> found = new ArrayList<>();
            for (String action : List.of("approve", "refuse", "cancel")) {
                Promotion promotion = Polls.waiting(build);
                WebResponse response = Polls.post(
                        JENKINS,
                        client,
                        "deployments/promotion/" + promotion.id() + "/" + action,
                        Map.of("reason", "because"));
                found.add(response.getStatusCode());
                if (response.getStatusCode() == 200) {
                    assertThat(Polls.ended(promotion).status())
                            .isEqualTo(
                                    switch (action) {
                                        case "approve" -> PromotionStatus.PROMOTED;
                                        case "refuse" -> PromotionStatus.REFUSED;
                                        default -> PromotionStatus.CANCELLED;
                                    });
                } else {
                    assertThat(Polls.status(promotion)).isEqualTo(PromotionStatus.WAITING);
                    Polls.configure(1, "");
                }
            }
            for (String action : List.of("hold", "release")) {
                found.add(Polls.post(
                                JENKINS,
                                client,
                                "deployments/environment/prod/" + action,
                                Map.of("reason", "inventory"))
                        .getStatusCode());
            }
            assertThat(found).as(one.getKey()).isEqualTo(one.getValue());
        }
    }

    @Test
    public void shouldTakeNoVoteWithoutACrumbOrByAnotherMethod() throws Exception {
        Promotion promotion = Polls.waiting(build);
        JenkinsRule.WebClient client = Polls.client(JENKINS, "rita");
        URL url = new URL(JENKINS.getURL(), "deployments/promotion/" + promotion.id() + "/approve");

        assertThat(client.getPage(new WebRequest(url, HttpMethod.POST))
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(403);
        assertThat(client.getPage(new WebRequest(url, HttpMethod.GET))
                        .getWebResponse()
                        .getStatusCode())
                .isEqualTo(405);
        assertThat(Polls.voters(promotion)).isEmpty();
    }

    @Test
    public void shouldCountTwoPeopleAtOnceAsTwoVotes() throws Exception {
        Polls.configure(2, "");
        Promotion promotion = Polls.waiting(build);
        JenkinsRule.WebClient rita = Polls.client(JENKINS, "rita");
        JenkinsRule.WebClient rob = Polls.client(JENKINS, "rob");
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> votes = new ArrayList<>();
            for (JenkinsRule.WebClient client : List.of(rita, rob)) {
                votes.add(() -> {
                    both.countDown();
                    both.await();
                    return Polls.post(JENKINS, client, "deployments/promotion/" + promotion.id() + "/approve", Map.of())
                            .getStatusCode();
                });
            }
            for (Future<Integer> vote : threads.invokeAll(votes)) {
                assertThat(vote.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(Polls.ended(promotion).status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(Polls.voters(promotion)).containsExactlyInAnyOrder("rita", "rob");
    }

    @Test
    public void shouldCountOnePersonTwiceAsOneVote() throws Exception {
        Polls.configure(2, "");
        Promotion promotion = Polls.waiting(build);

        assertThat(vote("rita", promotion, "approve", "").getStatusCode()).isEqualTo(200);
        assertThat(vote("rita", promotion, "approve", "really").getStatusCode()).isEqualTo(200);

        List<Approval> votes = DeploymentGates.get().ledger().read(view -> view.approvals(promotion.id()));
        assertThat(votes).hasSize(1);
        assertThat(votes.get(0).groups()).contains("release-managers", "authenticated");
        assertThat(Polls.status(promotion)).isEqualTo(PromotionStatus.WAITING);
    }

    @Test
    public void shouldWantAReasonToRefuseAndToHold() throws Exception {
        Promotion promotion = Polls.waiting(build);

        assertThat(text(vote("rita", promotion, "refuse", " "))).isEqualTo("400 Refusing needs a reason; say why.");
        assertThat(text(post("hugo", "deployments/environment/prod/hold", Map.of())))
                .isEqualTo("400 A hold needs a reason; say why.");
        assertThat(text(vote("pat", promotion, "refuse", "too early")))
                .isEqualTo("403 pat lacks the permission Deployments/Approve here.");
        assertThat(Polls.status(promotion)).isEqualTo(PromotionStatus.WAITING);

        assertThat(text(vote("rita", promotion, "refuse", "too early"))).isEqualTo("200 done");
        assertThat(Polls.now(promotion).status()).isEqualTo(PromotionStatus.REFUSED);
        assertThat(Polls.now(promotion).reason()).isEqualTo("refused by rita: too early");
    }

    @Test
    public void shouldSayThatItEndedAlready() throws Exception {
        Promotion promotion = Polls.waiting(build);
        assertThat(text(vote("pat", promotion, "cancel", ""))).isEqualTo("200 done");

        assertThat(text(vote("rita", promotion, "approve", "")))
                .isEqualTo("409 " + promotion.label() + " is CANCELLED and cannot be approved any more");
        assertThat(text(vote("rita", promotion, "refuse", "no")))
                .isEqualTo("409 " + promotion.label() + " is CANCELLED and cannot be refused any more");
    }

    @Test
    public void shouldHoldAndReleaseAnEnvironment() throws Exception {
        assertThat(text(post("hugo", "deployments/environment/prod/hold", Map.of("reason", "inventory"))))
                .isEqualTo("200 done");
        Hold hold =
                DeploymentGates.get().ledger().read(view -> view.hold("prod").orElseThrow());
        assertThat(hold.by()).isEqualTo("hugo");
        assertThat(hold.reason()).isEqualTo("inventory");
        assertThat(post("hugo", "deployments/environment/prod/hold", Map.of("reason", "more"))
                        .getStatusCode())
                .isEqualTo(409);
        Promotion promotion = Polls.waiting(build);
        assertThat(vote("rita", promotion, "approve", "").getStatusCode()).isEqualTo(200);
        assertThat(Polls.status(promotion)).isEqualTo(PromotionStatus.WAITING);

        assertThat(text(post("hugo", "deployments/environment/prod/release", Map.of())))
                .isEqualTo("200 done");

        assertThat(Polls.ended(promotion).status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(text(post("hugo", "deployments/environment/prod/release", Map.of())))
                .isEqualTo("409 prod is not held");
    }

    @Test
    public void shouldShowWhoIsAwaitedWhatWaitsOnEveryPage() throws Exception {
        Polls.configure(2, ", from: [release-managers]");
        Promotion promotion = Polls.waiting(build);
        JenkinsRule.WebClient rita = Polls.client(JENKINS, "rita");
        for (String path : List.of(
                "job/deploy/",
                "job/deploy/1/",
                "deployments/table",
                "deployments/waiting/",
                "deployments/promotion/" + promotion.id() + "/")) {
            String page = rita.goTo(path).asNormalizedText();
            assertThat(page).as(path).containsPattern("(?i)waits for your vote|waiting for you");
        }
        JenkinsRule.WebClient ann = Polls.client(JENKINS, "ann");
        String page = ann.goTo("job/deploy/1/").asNormalizedText();
        assertThat(page).contains(promotion.label()).doesNotContain("waits for your vote");
        HtmlPage seen = rita.goTo("job/deploy/1/");
        assertThat(seen.querySelectorAll("script:not([src])").stream()
                        .map(script -> script.getTextContent())
                        .filter(script -> script.contains("deployments")))
                .isEmpty();
    }

    @Test
    public void shouldApproveByTheButtonOfTheBuildPage() throws Exception {
        Promotion promotion = Polls.waiting(build);
        JenkinsRule.WebClient client = Polls.client(JENKINS, "rita");
        client.getOptions().setJavaScriptEnabled(true);
        HtmlPage page = client.goTo("job/deploy/1/");
        HtmlForm form = page.querySelector("form.dg-approve");

        HtmlPage after = (HtmlPage) JENKINS.submit(form);

        assertThat(after.getUrl().getPath()).endsWith("/job/deploy/1/");
        assertThat(Polls.ended(promotion).status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(client.goTo("job/deploy/1/").asNormalizedText()).doesNotContain(promotion.label());
    }

    @Test
    public void shouldSayOnAPageWhatCannotBeDone() throws Exception {
        Promotion promotion = Polls.waiting(build);
        JenkinsRule.WebClient client = Polls.client(JENKINS, "rita");
        HtmlPage page = client.goTo("deployments/promotion/" + promotion.id() + "/");
        DeploymentGates.get().engine().promotions().cancel(Actor.person("pat", Set.of()), promotion.id());
        WebRequest request = new WebRequest(new URL(page.getUrl(), "approve"), HttpMethod.POST);
        request.setAdditionalHeader("Accept", "text/html");
        client.addCrumb(request);

        HtmlPage answer = client.getPage(request);

        assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(409);
        assertThat(answer.asNormalizedText())
                .contains("Not done", promotion.label() + " is CANCELLED and cannot be approved any more");
    }

    private static String badgeOf(String user) {
        try (ACLContext context = ACL.as2(User.getById(user, true).impersonate2())) {
            Badge badge = Ballots.badge();
            return badge == null ? "none" : badge.getText();
        }
    }

    @Test
    public void shouldCountForEachPersonWhatWaitsForThem() throws Exception {
        Polls.configure(2, ", from: [release-managers, ann]");
        Promotion promotion = Polls.waiting(build);

        assertThat(badgeOf("rita")).isEqualTo("1");
        assertThat(badgeOf("rob")).isEqualTo("1");
        assertThat(badgeOf("ann")).as("she asked for it").isEqualTo("none");
        assertThat(badgeOf("admin")).as("no release manager").isEqualTo("none");
        assertThat(badgeOf("pat")).as("may not approve").isEqualTo("none");
        assertThat(badgeOf("eve")).as("sees nothing").isEqualTo("none");
        try (ACLContext context = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThat(Ballots.badge()).isNull();
        }

        assertThat(vote("rita", promotion, "approve", "").getStatusCode()).isEqualTo(200);

        assertThat(badgeOf("rita")).isEqualTo("none");
        assertThat(badgeOf("rob")).isEqualTo("1");
        HtmlPage page = Polls.client(JENKINS, "rob").goTo("");
        assertThat(page.querySelector(
                                "a[href$='/deployments'] .jenkins-badge, a[href$='/deployments'] .task-icon-badge")
                        .getTextContent())
                .contains("1");
    }
}
