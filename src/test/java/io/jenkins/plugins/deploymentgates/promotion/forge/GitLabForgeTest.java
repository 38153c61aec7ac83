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

import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import java.time.Instant;
import org.junit.After;
import org.junit.Test;

/** Merge requests and commit statuses as GitLab has them. */
public class GitLabForgeTest {
    private static final String PROJECT = "/projects/shop%2Fplatform%2Fdeploy";
    private static final String BETWEEN = "&source_branch=promote%2Fprod%2F17&target_branch=environment%2Fprod"
            + "&order_by=created_at&sort=desc&per_page=100&page=";
    private static final String OPEN = PROJECT + "/merge_requests?state=opened" + BETWEEN;
    private static final String ALL = PROJECT + "/merge_requests?state=all" + BETWEEN;
    private static final String REQUEST = PROJECT + "/merge_requests/42";
    private static final String STATUSES = PROJECT + "/repository/commits/" + HEAD + "/statuses?per_page=100&page=";
    private static final String STATUS = PROJECT + "/statuses/" + HEAD;

    private final Recorded server = new Recorded(ForgeSettings.Type.GITLAB);
    private final Forge forge = server.forge("shop/platform/deploy", "glpat-secret");

    @After
    public void stop() {
        server.close();
    }

    private static PullRequest request(PullRequest.State state, String merge, String by, String at) {
        return Recorded.pull(
                "https://gitlab.example.com/shop/platform/deploy/-/merge_requests/42", state, merge, by, at);
    }

    private static PullRequest open() {
        return request(PullRequest.State.OPEN, null, null, null);
    }

    private static PullRequest merged() {
        return request(PullRequest.State.MERGED, MERGE, "alice", "2026-03-03T08:59:00.123Z");
    }

    @Test
    public void shouldOpen() {
        server.get(OPEN + 1, "merge-requests-none").on("POST", PROJECT + "/merge_requests", 201, "merge-request-open");

        assertThat(forge.open(WANTED)).isEqualTo(open());

        assertThat(server.sent("POST", PROJECT + "/merge_requests"))
                .containsExactly(json("{'source_branch': 'promote/prod/17', 'target_branch': 'environment/prod',"
                        + " 'title': 'Promote shop 2.4.0 to prod', 'description':"
                        + " '## What changes\\n\\n- SHOP-41 Carts keep their currency\\n'}"));
        assertThat(server.requests("POST", PROJECT + "/merge_requests").get(0).getHeader("PRIVATE-TOKEN"))
                .isEqualTo("glpat-secret");
    }

    @Test
    public void shouldTakeTheOneThatIsOpenAndNotOneOfAFork() {
        server.get(OPEN + 1, "merge-requests-open");

        assertThat(forge.open(WANTED)).isEqualTo(open());
        assertThat(server.writes()).isEmpty();
    }

    @Test
    public void shouldTakeTheOneThatSomebodyElseOpenedMeanwhile() {
        server.inTurn("GET", OPEN + 1, server.json(200, "merge-requests-none"), server.json(200, "merge-requests-open"))
                .on("POST", PROJECT + "/merge_requests", 409, "error-409");

        assertThat(forge.open(WANTED)).isEqualTo(open());
    }

    @Test
    public void shouldSayWhyItCannotBeOpened() {
        server.get(OPEN + 1, "merge-requests-none").on("POST", PROJECT + "/merge_requests", 409, "error-409");

        assertThatThrownBy(() -> forge.open(WANTED))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitLab at " + server.url() + " refused opening a merge request of shop/platform/deploy"
                        + " (409): Another open merge request already exists for this source branch: !42");

        server.on("POST", PROJECT + "/merge_requests", 422, "error-422");

        assertThatThrownBy(() -> forge.open(WANTED))
                .hasMessage("GitLab at " + server.url() + " refused opening a merge request of shop/platform/deploy"
                        + " (422): base You can't use same project/branch for source and target: title can't be"
                        + " blank");
    }

    @Test
    public void shouldFindAnOpenOne() {
        server.get(REQUEST, "merge-request-open");

        assertThat(forge.find("42")).contains(open());
    }

    @Test
    public void shouldTakeOneThatIsBeingMergedForOpen() {
        server.get(REQUEST, server.file("merge-request-open", node -> node.put("state", "locked")));

        assertThat(forge.find("42")).contains(open());
    }

    @Test
    public void shouldFindOneWithAMergeCommit() {
        server.get(REQUEST, "merge-request-merged");

        assertThat(forge.find("42")).contains(merged());
        assertThat(merged().isFastForward()).isFalse();
    }

    @Test
    public void shouldFindASquashedOne() {
        server.get(REQUEST, server.file("merge-request-merged", node -> node.putNull("merge_commit_sha")
                .put("squash_commit_sha", BASE)));

        PullRequest squashed = forge.find("42").orElseThrow();
        assertThat(squashed.mergeCommit()).isEqualTo(BASE);
        assertThat(squashed.isFastForward()).isFalse();
    }

    @Test
    public void shouldKnowAFastForward() {
        server.get(REQUEST, server.file("merge-request-merged", node -> node.putNull("merge_commit_sha")));

        PullRequest forwarded = forge.find("42").orElseThrow();
        assertThat(forwarded.mergeCommit()).isEqualTo(HEAD);
        assertThat(forwarded.isFastForward()).isTrue();
    }

    @Test
    public void shouldKnowWhoMergedOnOlderServers() {
        server.get(REQUEST, server.file("merge-request-merged", node -> node.remove("merge_user")));

        assertThat(forge.find("42")).contains(merged());
    }

    @Test
    public void shouldSeeAnotherHeadAfterARebase() {
        server.get(REQUEST, server.file("merge-request-open", node -> node.put("sha", BASE)));

        assertThat(forge.find("42").orElseThrow().headCommit()).isEqualTo(BASE);
    }

    @Test
    public void shouldFindAClosedOneWhoseBranchIsDeleted() {
        server.get(REQUEST, "merge-request-closed-branch-deleted");

        assertThat(forge.find("42")).contains(request(PullRequest.State.CLOSED, null, "bob", "2026-03-03T08:45:00Z"));
    }

    @Test
    public void shouldFindNoneThatIsDeleted() {
        server.on("GET", REQUEST, 404, "error-404-mr").get(PROJECT, "project");

        assertThat(forge.find("42")).isEmpty();
    }

    @Test
    public void shouldNotTakeAHiddenProjectForADeletedMergeRequest() {
        server.on("GET", REQUEST, 404, "error-404").on("GET", PROJECT, 404, "error-404");

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitLab at " + server.url() + " refused reading shop/platform/deploy (404): 404 Project Not"
                        + " Found; shop/platform/deploy or what was asked for there is not there, or the token may"
                        + " not see it");
    }

    @Test
    public void shouldFindByBranchAnOpenOneFirst() {
        server.getPage(OPEN + 1, "merge-requests-none").get(OPEN + 2, "merge-requests-open");

        assertThat(forge.ofBranch(SOURCE, TARGET)).contains(open());
    }

    @Test
    public void shouldFindByBranchTheNewestOfTheOthers() {
        server.get(OPEN + 1, "merge-requests-none").get(ALL + 1, "merge-requests-all");

        assertThat(forge.ofBranch(SOURCE, TARGET)).contains(merged());
    }

    @Test
    public void shouldFindByCommit() {
        String path = PROJECT + "/repository/commits/" + HEAD + "/merge_requests?per_page=100";
        server.get(path, "merge-requests-all");

        assertThat(forge.ofCommit(HEAD)).extracting(PullRequest::id).containsExactly("42", "31");

        server.on("GET", path, 404, "error-404-mr");

        assertThat(forge.ofCommit(HEAD)).isEmpty();
    }

    @Test
    public void shouldUpdate() {
        server.on("PUT", REQUEST, 200, "merge-request-open");

        forge.update("42", "Another title", "Another text");

        assertThat(server.sent("PUT", REQUEST))
                .containsExactly(json("{'title': 'Another title', 'description': 'Another text'}"));
    }

    @Test
    public void shouldCloseAndSayWhy() {
        server.get(REQUEST, "merge-request-open")
                .on("PUT", REQUEST, 200, "merge-request-open")
                .on("POST", REQUEST + "/notes", 201, "note");

        forge.close("42", "Withdrawn");

        assertThat(server.sent("PUT", REQUEST)).containsExactly(json("{'state_event': 'close'}"));
        assertThat(server.sent("POST", REQUEST + "/notes")).containsExactly(json("{'body': 'Withdrawn'}"));
    }

    @Test
    public void shouldLeaveAMergedOneAlone() {
        server.get(REQUEST, "merge-request-merged");

        forge.close("42", "Withdrawn");

        assertThat(server.writes()).isEmpty();
    }

    @Test
    public void shouldReadChecksOfAllPages() {
        server.getPage(STATUSES + 1, "statuses-1").get(STATUSES + 2, "statuses-2");

        String jobs = "https://gitlab.example.com/shop/platform/deploy/-/jobs/";
        assertThat(forge.checks(HEAD))
                .containsExactly(
                        // The newest of two.
                        new Check("build", CheckState.PASSED, jobs + 9006),
                        // Allowed to fail.
                        new Check("lint", CheckState.PASSED, jobs + 9002),
                        new Check("scan", CheckState.FAILED, jobs + 9003),
                        new Check("package", CheckState.PENDING, jobs + 9004),
                        new Check("release", CheckState.PENDING, jobs + 9005),
                        new Check("ci/jenkins", CheckState.PASSED, null));
    }

    @Test
    public void shouldReadReviewsOfAllPages() {
        server.get(REQUEST + "/approvals", "approvals")
                .getPage(REQUEST + "/reviewers?per_page=100&page=1", "reviewers-1")
                .get(REQUEST + "/reviewers?per_page=100&page=2", "reviewers-2");

        assertThat(forge.reviews("42"))
                .containsExactly(
                        new Review("alice", Review.State.APPROVED, null, Instant.parse("2026-03-03T08:13:00Z")),
                        new Review("bob", Review.State.CHANGES_REQUESTED, null, null));
    }

    @Test
    public void shouldReport() {
        server.on("POST", STATUS, 201, "status-created");

        forge.status(
                HEAD,
                new CommitStatus(
                        "deployment-gates/prod",
                        CheckState.PENDING,
                        "d".repeat(256),
                        "https://gates.example.com/p/17"));
        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.PASSED, "all gates agree", null));
        forge.status(
                HEAD,
                new CommitStatus("deployment-gates/prod", CheckState.FAILED, "refused", "https://" + "x".repeat(250)));

        assertThat(server.sent("POST", STATUS))
                .containsExactly(
                        json("{'state': 'pending', 'name': 'deployment-gates/prod', 'description': '" + "d".repeat(254)
                                + "…', 'target_url': 'https://gates.example.com/p/17'}"),
                        json("{'state': 'success', 'name': 'deployment-gates/prod', 'description': 'all gates"
                                + " agree'}"),
                        json("{'state': 'failed', 'name': 'deployment-gates/prod', 'description': 'refused'}"));
    }

    @Test
    public void shouldLeaveAStatusThatIsThereAlready() {
        server.on("POST", STATUS, 400, "error-400-transition")
                .get(
                        PROJECT + "/repository/commits/" + HEAD
                                + "/statuses?per_page=100&name=deployment-gates%2Fprod&page=1",
                        "statuses-pending");

        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.PENDING, "waits for approval", null));

        assertThat(server.writes()).containsExactly("POST " + STATUS);
    }

    @Test
    public void shouldReplaceAPendingStatusWhoseTextChanged() {
        // GitLab takes no second pending, and nothing of what came with it.
        server.inTurn("POST", STATUS, server.json(400, "error-400-transition"), server.json(201, "status-created"))
                .get(
                        PROJECT + "/repository/commits/" + HEAD
                                + "/statuses?per_page=100&name=deployment-gates%2Fprod&page=1",
                        "statuses-pending");

        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.PENDING, "waits for a window", null));

        assertThat(server.sent("POST", STATUS))
                .extracting(one -> one.path("state").asText() + ": "
                        + one.path("description").asText())
                .containsExactly(
                        "pending: waits for a window", "canceled: waits for a window", "pending: waits for a window");
    }

    @Test
    public void shouldSayWhyItCannotReport() {
        server.on("POST", STATUS, 403, "error-403");

        assertThatThrownBy(
                        () -> forge.status(HEAD, new CommitStatus("deployment-gates", CheckState.PASSED, "yes", null)))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitLab at " + server.url() + " refused reporting on commit " + HEAD
                        + " of shop/platform/deploy (403): insufficient_scope: The request requires higher privileges"
                        + " than provided by the access token.; give the token the rights that docs/forges.md names");
    }

    @Test
    public void shouldSendATokenThatIsStoredWithAUser() {
        server.get(REQUEST, "merge-request-open");

        server.forge("shop/platform/deploy", "bot:glpat-secret").find("42");

        assertThat(server.requests("GET", REQUEST).get(0).getHeader("PRIVATE-TOKEN"))
                .isEqualTo("glpat-secret");
    }
}
