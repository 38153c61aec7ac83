package io.jenkins.plugins.deploymentgates.promotion.forge;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.BASE;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.HEAD;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.MERGE;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.SOURCE;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.TARGET;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.WANTED;
import static io.jenkins.plugins.deploymentgates.promotion.forge.Recorded.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.time.Instant;
import org.junit.After;
import org.junit.Test;

/** Pull requests and commit statuses as GitHub has them. */
public class GitHubForgeTest {
    private static final String REPOSITORY = "/repos/shop/deploy";
    private static final String BETWEEN =
            "&head=shop%3Apromote%2Fprod%2F17&base=environment%2Fprod&sort=created" + "&direction=desc&per_page=10";
    private static final String OPEN = REPOSITORY + "/pulls?state=open" + BETWEEN;
    private static final String CLOSED = REPOSITORY + "/pulls?state=closed" + BETWEEN;
    private static final String PULL = REPOSITORY + "/pulls/42";

    private final Recorded server = new Recorded(ForgeSettings.Type.GITHUB);
    private final Forge forge = server.forge("shop/deploy", "ghp_secret");

    @After
    public void stop() {
        server.close();
    }

    private static PullRequest pull(PullRequest.State state, String merge, String by, String at) {
        return Recorded.pull("https://github.com/shop/deploy/pull/42", state, merge, by, at);
    }

    private static PullRequest open() {
        return pull(PullRequest.State.OPEN, null, null, null);
    }

    @Test
    public void shouldOpen() {
        server.get(OPEN, "pulls-none").on("POST", REPOSITORY + "/pulls", 201, "pull-open");

        assertThat(forge.open(WANTED)).isEqualTo(open());

        assertThat(server.sent("POST", REPOSITORY + "/pulls"))
                .containsExactly(
                        json(
                                "{'title': 'Promote shop 2.4.0 to prod', 'head': 'promote/prod/17', 'base':"
                                        + " 'environment/prod', 'body': '## What changes\\n\\n- SHOP-41 Carts keep their currency\\n'}"));
        LoggedRequest sent = server.requests("POST", REPOSITORY + "/pulls").get(0);
        assertThat(sent.getHeader("Authorization")).isEqualTo("Bearer ghp_secret");
        assertThat(sent.getHeader("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(sent.getHeader("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(sent.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getHeader("User-Agent")).isEqualTo("deployment-gates");
    }

    @Test
    public void shouldTakeTheOneThatIsOpen() {
        server.get(OPEN, "pulls-open");

        assertThat(forge.open(WANTED)).isEqualTo(open());
        assertThat(server.writes()).isEmpty();
    }

    @Test
    public void shouldTakeTheOneThatSomebodyElseOpenedMeanwhile() {
        server.inTurn("GET", OPEN, server.json(200, "pulls-none"), server.json(200, "pulls-open"))
                .on("POST", REPOSITORY + "/pulls", 422, "error-422-exists");

        assertThat(forge.open(WANTED)).isEqualTo(open());
    }

    @Test
    public void shouldSayWhyItCannotBeOpened() {
        server.get(OPEN, "pulls-none").on("POST", REPOSITORY + "/pulls", 422, "error-422-none");

        assertThatThrownBy(() -> forge.open(WANTED))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + server.url() + " refused opening a pull request of shop/deploy (422):"
                        + " Validation Failed: No commits between environment/prod and promote/prod/17");

        server.on("POST", REPOSITORY + "/pulls", 422, "error-422-head");

        assertThatThrownBy(() -> forge.open(WANTED))
                .hasMessage("GitHub at " + server.url() + " refused opening a pull request of shop/deploy (422):"
                        + " Validation Failed: head invalid");
    }

    @Test
    public void shouldShortenWhatIsTooLong() {
        server.get(OPEN, "pulls-none").on("POST", REPOSITORY + "/pulls", 201, "pull-open");

        forge.open(new NewPullRequest(SOURCE, TARGET, "t".repeat(300) + "\nx", "x".repeat(65_535) + "\uD83D\uDE80"));

        var sent = server.sent("POST", REPOSITORY + "/pulls").get(0);
        assertThat(sent.path("title").asText()).isEqualTo("t".repeat(255) + "…");
        assertThat(sent.path("body").asText()).isEqualTo("x".repeat(65_535) + "…");
    }

    @Test
    public void shouldFindAnOpenOne() {
        server.get(PULL, "pull-open");

        assertThat(forge.find("42")).contains(open());
    }

    @Test
    public void shouldFindAMergedOne() {
        server.get(PULL, "pull-merged");

        PullRequest merged = forge.find("42").orElseThrow();
        assertThat(merged).isEqualTo(pull(PullRequest.State.MERGED, MERGE, "alice", "2026-03-03T08:59:00Z"));
        assertThat(merged.isFastForward()).isFalse();
    }

    @Test
    public void shouldKnowAFastForward() {
        // As after a push of the head onto the target.
        server.get(PULL, server.file("pull-merged", node -> node.put("merge_commit_sha", HEAD)));

        assertThat(forge.find("42").orElseThrow().isFastForward()).isTrue();
    }

    @Test
    public void shouldKnowASquash() {
        // One commit on top of the target, which is not the head of the branch.
        server.get(PULL, server.file("pull-merged", node -> node.put("merge_commit_sha", BASE)));

        PullRequest squashed = forge.find("42").orElseThrow();
        assertThat(squashed).isEqualTo(pull(PullRequest.State.MERGED, BASE, "alice", "2026-03-03T08:59:00Z"));
        assertThat(squashed.isFastForward()).isFalse();
    }

    @Test
    public void shouldFindAClosedOneWhoseBranchIsDeleted() {
        server.get(PULL, "pull-closed-branch-deleted").get(REPOSITORY + "/issues/42", "issue-closed");

        PullRequest closed = forge.find("42").orElseThrow();
        assertThat(closed).isEqualTo(pull(PullRequest.State.CLOSED, null, "bob", "2026-03-03T08:45:00Z"));
        assertThat(closed.isFastForward()).isFalse();
    }

    @Test
    public void shouldNotSayWhoClosedWhenTheTokenMayNotSeeIt() {
        server.get(PULL, "pull-closed-branch-deleted").on("GET", REPOSITORY + "/issues/42", 403, "error-403");

        assertThat(forge.find("42")).contains(pull(PullRequest.State.CLOSED, null, null, "2026-03-03T08:45:00Z"));
    }

    @Test
    public void shouldWaitUntilItIsToldWhoClosed() {
        server.get(PULL, "pull-closed-branch-deleted")
                .on("GET", REPOSITORY + "/issues/42", aResponse().withStatus(503));

        assertThatThrownBy(() -> forge.find("42")).isExactlyInstanceOf(ForgeBusyException.class);
    }

    @Test
    public void shouldSeeAnotherHeadAfterARebase() {
        server.get(
                PULL, server.file("pull-open", node -> node.withObject("/head").put("sha", BASE)));

        assertThat(forge.find("42").orElseThrow().headCommit()).isEqualTo(BASE);
    }

    @Test
    public void shouldFindNoneThatIsNotThere() {
        server.on("GET", PULL, 404, "error-404").get(REPOSITORY, "repository");

        assertThat(forge.find("42")).isEmpty();
    }

    @Test
    public void shouldNotTakeAHiddenRepositoryForADeletedPullRequest() {
        server.on("GET", PULL, 404, "error-404").on("GET", REPOSITORY, 404, "error-404");

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("GitHub at " + server.url() + " refused reading shop/deploy (404): Not Found; shop/deploy"
                        + " or what was asked for there is not there, or the token may not see it");
    }

    @Test
    public void shouldRefuseAnIdThatIsNone() {
        assertThatThrownBy(() -> forge.find("42/../7"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("'42/../7' is no id of a pull request; ids are numbers such as 42");
    }

    @Test
    public void shouldFindByBranchAnOpenOneFirst() {
        server.get(OPEN, "pulls-open").get(CLOSED, "pulls-closed");

        assertThat(forge.ofBranch(SOURCE, TARGET)).contains(open());
    }

    @Test
    public void shouldFindByBranchTheNewestOfTheOthers() {
        server.get(OPEN, "pulls-none").get(CLOSED, "pulls-closed").get(PULL, "pull-merged");

        assertThat(forge.ofBranch(SOURCE, TARGET))
                .contains(pull(PullRequest.State.MERGED, MERGE, "alice", "2026-03-03T08:59:00Z"));
    }

    @Test
    public void shouldFindNoneByBranch() {
        server.get(OPEN, "pulls-none").get(CLOSED, "pulls-none");

        assertThat(forge.ofBranch(SOURCE, TARGET)).isEmpty();
    }

    @Test
    public void shouldFindByCommit() {
        String path = REPOSITORY + "/commits/" + HEAD + "/pulls?per_page=100";
        server.get(path, "pulls-open");

        assertThat(forge.ofCommit(HEAD)).containsExactly(open());

        server.on("GET", path, 422, "error-422-none").on("GET", path, 404, "error-404");

        assertThat(forge.ofCommit(HEAD)).isEmpty();
    }

    @Test
    public void shouldUpdate() {
        server.on("PATCH", PULL, 200, "pull-open");

        forge.update("42", "Another title", "Another text");

        assertThat(server.sent("PATCH", PULL))
                .containsExactly(json("{'title': 'Another title', 'body': 'Another text'}"));
    }

    @Test
    public void shouldCloseAndSayWhy() {
        String comments = REPOSITORY + "/issues/42/comments";
        server.get(PULL, "pull-open").on("PATCH", PULL, 200, "pull-open").on("POST", comments, 201, "comment");

        forge.close("42", "Withdrawn");

        assertThat(server.sent("PATCH", PULL)).containsExactly(json("{'state': 'closed'}"));
        assertThat(server.sent("POST", comments)).containsExactly(json("{'body': 'Withdrawn'}"));
    }

    @Test
    public void shouldLeaveAMergedOneAlone() {
        server.get(PULL, "pull-merged");

        forge.close("42", "Withdrawn");

        assertThat(server.writes()).isEmpty();
    }

    @Test
    public void shouldSayThatADeletedOneCannotBeClosed() {
        server.on("GET", PULL, 404, "error-404").get(REPOSITORY, "repository");

        assertThatThrownBy(() -> forge.close("42", "Withdrawn"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("pull request 42 of shop/deploy is not there any more; somebody deleted it");
    }

    @Test
    public void shouldReadChecksOfAllPages() {
        String runs = REPOSITORY + "/commits/" + HEAD + "/check-runs?per_page=100&page=";
        String statuses = REPOSITORY + "/commits/" + HEAD + "/status?per_page=100&page=";
        server.getPage(runs + 1, "check-runs-1")
                .get(runs + 2, "check-runs-2")
                .getPage(statuses + 1, "status-1")
                .get(statuses + 2, "status-2");

        assertThat(forge.checks(HEAD))
                .containsExactly(
                        // Of two that count at once the worse.
                        new Check("build", CheckState.FAILED, "https://github.com/shop/deploy/actions/runs/9/job/6"),
                        new Check("lint", CheckState.PASSED, "https://github.com/shop/deploy/actions/runs/9/job/2"),
                        new Check("scan", CheckState.FAILED, "https://github.com/shop/deploy/actions/runs/9/job/3"),
                        new Check(
                                "deploy-preview",
                                CheckState.PENDING,
                                "https://github.com/shop/deploy/actions/runs/9/job/4"),
                        new Check("ci/jenkins", CheckState.PASSED, "https://ci.example.com/job/deploy/7/"),
                        new Check("security/scan", CheckState.PENDING, null),
                        new Check("cla", CheckState.FAILED, "https://cla.example.com/"));
    }

    @Test
    public void shouldReadThatThereAreNoChecks() {
        server.get(REPOSITORY + "/commits/" + HEAD + "/check-runs?per_page=100&page=1", "check-runs-none")
                .get(REPOSITORY + "/commits/" + HEAD + "/status?per_page=100&page=1", "status-none");

        assertThat(forge.checks(HEAD)).isEmpty();
    }

    @Test
    public void shouldReadTheNewestReviewOfEachPerson() {
        server.getPage(PULL + "/reviews?per_page=100&page=1", "reviews-1")
                .get(PULL + "/reviews?per_page=100&page=2", "reviews-2");

        assertThat(forge.reviews("42"))
                .containsExactly(
                        new Review("alice", Review.State.APPROVED, HEAD, Instant.parse("2026-03-03T08:13:00Z")),
                        new Review("bob", Review.State.APPROVED, HEAD, Instant.parse("2026-03-03T08:11:00Z")),
                        new Review(
                                "dave", Review.State.CHANGES_REQUESTED, HEAD, Instant.parse("2026-03-03T08:16:00Z")));
    }

    @Test
    public void shouldReport() {
        String path = REPOSITORY + "/statuses/" + HEAD;
        server.on("POST", path, 201, "status-created");

        forge.status(
                HEAD,
                new CommitStatus(
                        "deployment-gates/prod",
                        CheckState.PENDING,
                        "d".repeat(141),
                        "https://gates.example.com/p/17"));
        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.PASSED, "all gates agree", null));
        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.FAILED, "refused", null));

        assertThat(server.sent("POST", path))
                .containsExactly(
                        json("{'state': 'pending', 'context': 'deployment-gates/prod', 'description': '"
                                + "d".repeat(139) + "…', 'target_url': 'https://gates.example.com/p/17'}"),
                        json("{'state': 'success', 'context': 'deployment-gates/prod', 'description': 'all gates"
                                + " agree'}"),
                        json("{'state': 'failure', 'context': 'deployment-gates/prod', 'description': 'refused'}"));
    }
}
