package io.jenkins.plugins.deploymentgates.promotion.forge;

import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.BASE;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.HEAD;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.MERGE;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.SOURCE;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.TARGET;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.WANTED;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import org.junit.After;
import org.junit.Test;

/** Pull requests and build statuses as Bitbucket Data Center has them. */
public class BitbucketForgeTest {
    private static final String REPOSITORY = "/api/latest/projects/SHOP/repos/deploy";
    private static final String REQUESTS = REPOSITORY + "/pull-requests";
    private static final String BETWEEN =
            "&order=NEWEST&direction=OUTGOING&at=refs%2Fheads%2Fpromote%2Fprod%2F17&limit=100&start=";
    private static final String OPEN = REQUESTS + "?state=OPEN" + BETWEEN;
    private static final String ALL = REQUESTS + "?state=ALL" + BETWEEN;
    private static final String REQUEST = REQUESTS + "/42";
    private static final String ACTIVITIES = REQUEST + "/activities?limit=100";
    private static final String BUILDS = REPOSITORY + "/commits/" + HEAD + "/builds";

    private final Recorded server = new Recorded(ForgeSettings.Type.BITBUCKET);
    private final Forge forge = server.forge("SHOP/deploy", "BBDC-secret");

    @After
    public void stop() {
        server.close();
    }

    private static PullRequest request(PullRequest.State state, String merge, String by, String at) {
        return Recorded.pull(
                "https://bitbucket.example.com/projects/SHOP/repos/deploy/pull-requests/42", state, merge, by, at);
    }

    private static PullRequest open() {
        return request(PullRequest.State.OPEN, null, null, null);
    }

    private static PullRequest merged(String merge) {
        return request(PullRequest.State.MERGED, merge, "alice", "2026-03-03T08:59:00Z");
    }

    @Test
    public void shouldOpen() {
        server.get(OPEN + 0, "pull-requests-none").on("POST", REQUESTS, 201, "pull-request-open");

        assertThat(forge.open(WANTED)).isEqualTo(open());

        String repository = "'repository': {'slug': 'deploy', 'project': {'key': 'SHOP'}}}";
        assertThat(server.sent("POST", REQUESTS))
                .containsExactly(json("{'title': 'Promote shop 2.4.0 to prod', 'description':"
                        + " '## What changes\\n\\n- SHOP-41 Carts keep their currency\\n',"
                        + " 'fromRef': {'id': 'refs/heads/promote/prod/17', " + repository
                        + ", 'toRef': {'id': 'refs/heads/environment/prod', " + repository + "}"));
        assertThat(server.requests("POST", REQUESTS).get(0).getHeader("Authorization"))
                .isEqualTo("Bearer BBDC-secret");
    }

    @Test
    public void shouldTakeTheOneThatIsOpenAndNeitherAForksNorOneToAnotherBranch() {
        server.get(OPEN + 0, "pull-requests-open-1").get(OPEN + 2, "pull-requests-open-2");

        assertThat(forge.open(WANTED)).isEqualTo(open());
        assertThat(server.writes()).isEmpty();
    }

    @Test
    public void shouldTakeTheOneThatSomebodyElseOpenedMeanwhile() {
        server.inTurn("GET", OPEN + 0, server.json(200, "pull-requests-none"), server.json(200, "pull-requests-open-2"))
                .on("POST", REQUESTS, 409, "error-409-exists");

        assertThat(forge.open(WANTED)).isEqualTo(open());
    }

    @Test
    public void shouldSayWhyItCannotBeOpened() {
        server.get(OPEN + 0, "pull-requests-none").on("POST", REQUESTS, 409, "error-409-empty");

        assertThatThrownBy(() -> forge.open(WANTED))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("Bitbucket at " + server.url() + " refused opening a pull request of SHOP/deploy (409):"
                        + " The pull request is empty: environment/prod is already up to date with"
                        + " promote/prod/17.");
    }

    @Test
    public void shouldFindAnOpenOne() {
        server.get(REQUEST, "pull-request-open");

        assertThat(forge.find("42")).contains(open());
    }

    @Test
    public void shouldFindAMergedOne() {
        server.get(REQUEST, "pull-request-merged").get(ACTIVITIES, "activities-merged");

        assertThat(forge.find("42")).contains(merged(MERGE));
        assertThat(merged(MERGE).isFastForward()).isFalse();
    }

    @Test
    public void shouldFindTheMergeInWhatHappenedWhenItStandsNowhereElse() {
        server.get(REQUEST, server.file("pull-request-merged", node -> node.remove("properties")))
                .get(ACTIVITIES, "activities-merged");

        assertThat(forge.find("42")).contains(merged(MERGE));
    }

    @Test
    public void shouldKnowAFastForward() {
        // As after a push of the head onto the target.
        server.get(REQUEST, server.file("pull-request-merged", node -> node.remove("properties")))
                .get(ACTIVITIES, "activities-merged-no-commit");

        PullRequest forwarded = forge.find("42").orElseThrow();
        assertThat(forwarded).isEqualTo(merged(HEAD));
        assertThat(forwarded.isFastForward()).isTrue();
    }

    @Test
    public void shouldKnowASquash() {
        server.get(REQUEST, server.file("pull-request-merged", node -> node.withObject("/properties/mergeCommit")
                        .put("id", BASE)))
                .get(ACTIVITIES, "activities-merged");

        assertThat(forge.find("42")).contains(merged(BASE));
    }

    @Test
    public void shouldFindADeclinedOneWhoseBranchIsDeleted() {
        server.get(REQUEST, "pull-request-declined-branch-deleted").get(ACTIVITIES, "activities-declined");

        assertThat(forge.find("42")).contains(request(PullRequest.State.CLOSED, null, "bob", "2026-03-03T08:45:00Z"));
    }

    @Test
    public void shouldSeeAnotherHeadAfterARebase() {
        server.get(REQUEST, server.file("pull-request-open", node -> node.withObject("/fromRef")
                .put("latestCommit", BASE)));

        assertThat(forge.find("42").orElseThrow().headCommit()).isEqualTo(BASE);
    }

    @Test
    public void shouldFindNoneThatIsDeleted() {
        server.on("GET", REQUEST, 404, "error-404-pull-request").get(REPOSITORY, "repository");

        assertThat(forge.find("42")).isEmpty();
    }

    @Test
    public void shouldNotTakeAMissingRepositoryForADeletedPullRequest() {
        server.on("GET", REQUEST, 404, "error-404").on("GET", REPOSITORY, 404, "error-404");

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage(
                        "Bitbucket at " + server.url() + " refused reading SHOP/deploy (404): Repository SHOP/deploy"
                                + " does not exist.; SHOP/deploy or what was asked for there is not there, or the token may"
                                + " not see it");
    }

    @Test
    public void shouldFindByBranchTheNewestOfTheOthers() {
        server.get(OPEN + 0, "pull-requests-none")
                .get(ALL + 0, "pull-requests-all")
                .get(REQUEST, "pull-request-merged")
                .get(ACTIVITIES, "activities-merged");

        assertThat(forge.ofBranch(SOURCE, TARGET)).contains(merged(MERGE));
    }

    @Test
    public void shouldFindByCommit() {
        String commit = REPOSITORY + "/commits/" + HEAD;
        server.get(commit, "commit").get(commit + "/pull-requests?limit=100&start=0", "pull-requests-all");

        assertThat(forge.ofCommit(HEAD)).extracting(PullRequest::id).containsExactly("42", "31");

        server.on("GET", commit, 404, "error-404");

        assertThat(forge.ofCommit(HEAD)).isEmpty();
    }

    @Test
    public void shouldUpdateTheNewestVersionAndKeepItsReviewers() {
        server.get(REQUEST, "pull-request-open")
                .inTurn("PUT", REQUEST, server.json(409, "error-409-version"), server.json(200, "pull-request-open"));

        forge.update("42", "Another title", "Another text");

        assertThat(server.sent("PUT", REQUEST))
                .hasSize(2)
                .containsOnly(json("{'version': 3, 'title': 'Another title', 'description': 'Another text',"
                        + " 'reviewers': [{'user': {'name': 'alice'}}, {'user': {'name': 'bob'}}]}"));
    }

    @Test
    public void shouldGiveUpWhenOthersAlwaysWriteFirst() {
        server.get(REQUEST, "pull-request-open").on("PUT", REQUEST, 409, "error-409-version");

        assertThatThrownBy(() -> forge.update("42", "Another title", "Another text"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("Bitbucket at " + server.url() + " refused updating pull request 42 of SHOP/deploy (409):"
                        + " You are attempting to modify a pull request based on out-of-date information.");
        assertThat(server.writes()).hasSize(3);
    }

    @Test
    public void shouldDeclineAndSayWhy() {
        String decline = REQUEST + "/decline?version=3";
        server.get(REQUEST, "pull-request-open")
                .on("POST", decline, 200, "pull-request-declined-branch-deleted")
                .on("POST", REQUEST + "/comments", 201, "comment");

        forge.close("42", "Withdrawn");

        assertThat(server.writes()).containsExactlyInAnyOrder("POST " + decline, "POST " + REQUEST + "/comments");
        assertThat(server.sent("POST", REQUEST + "/comments")).containsExactly(json("{'text': 'Withdrawn'}"));
    }

    @Test
    public void shouldLeaveAMergedOneAlone() {
        server.get(REQUEST, "pull-request-merged").get(ACTIVITIES, "activities-merged");

        forge.close("42", "Withdrawn");

        assertThat(server.writes()).isEmpty();
    }

    @Test
    public void shouldReadChecksOfAllPages() {
        String path = "/build-status/1.0/commits/" + HEAD + "?limit=100&start=";
        server.get(path + 0, "build-status-1").get(path + 3, "build-status-2");

        assertThat(forge.checks(HEAD))
                .containsExactly(
                        // The newest of two.
                        new Check("build", CheckState.PASSED, "https://ci.example.com/job/build/7/"),
                        new Check("lint", CheckState.PASSED, "https://ci.example.com/job/lint/7/"),
                        new Check("scan", CheckState.FAILED, "https://ci.example.com/job/scan/7/"),
                        new Check("package", CheckState.PENDING, "https://ci.example.com/job/package/7/"));
    }

    @Test
    public void shouldReadReviewsOfAllPages() {
        server.get(REQUEST + "/participants?limit=100&start=0", "participants-1")
                .get(REQUEST + "/participants?limit=100&start=2", "participants-2");

        assertThat(forge.reviews("42"))
                .containsExactly(
                        new Review("alice", Review.State.APPROVED, HEAD, null),
                        new Review("bob", Review.State.CHANGES_REQUESTED, BASE, null),
                        new Review("carol", Review.State.APPROVED, null, null));
    }

    @Test
    public void shouldReport() {
        server.on("POST", BUILDS, WireMock.aResponse().withStatus(204));

        forge.status(
                HEAD,
                new CommitStatus(
                        "deployment-gates/prod",
                        CheckState.PENDING,
                        "d".repeat(256),
                        "https://gates.example.com/p/17"));
        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.PASSED, "all gates agree", null));
        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.FAILED, "refused", null));

        String names = "'key': 'deployment-gates/prod', 'name': 'deployment-gates/prod', ";
        // A page has to be named.
        String page = "'url': '" + server.url() + "/projects/SHOP/repos/deploy/commits/" + HEAD + "'}";
        assertThat(server.sent("POST", BUILDS))
                .containsExactly(
                        json("{" + names + "'state': 'INPROGRESS', 'description': '" + "d".repeat(254)
                                + "…', 'url': 'https://gates.example.com/p/17'}"),
                        json("{" + names + "'state': 'SUCCESSFUL', 'description': 'all gates agree', " + page),
                        json("{" + names + "'state': 'FAILED', 'description': 'refused', " + page));
    }

    @Test
    public void shouldSignInWithUserAndPassword() {
        server.get(REQUEST, "pull-request-open");

        server.forge("SHOP/deploy", "bot:BBDC-secret").find("42");

        assertThat(server.requests("GET", REQUEST).get(0).getHeader("Authorization"))
                .isEqualTo("Basic Ym90OkJCREMtc2VjcmV0");
    }
}
