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
import java.time.Instant;
import org.junit.After;
import org.junit.Test;

/** Pull requests and commit statuses as Gitea and Forgejo have them. */
public class GiteaForgeTest {
    private static final String REPOSITORY = "/repos/shop/deploy";
    private static final String BETWEEN = "&base_branch=environment%2Fprod&limit=50&page=";
    private static final String OPEN = REPOSITORY + "/pulls?state=open&sort=recentupdate" + BETWEEN;
    private static final String CLOSED = REPOSITORY + "/pulls?state=closed&sort=recentclose" + BETWEEN;
    private static final String PULL = REPOSITORY + "/pulls/42";

    private final Recorded server = new Recorded(ForgeSettings.Type.GITEA);
    private final Forge forge = server.forge("shop/deploy", "0123abcd");

    @After
    public void stop() {
        server.close();
    }

    private static PullRequest pull(PullRequest.State state, String merge, String by, String at) {
        return Recorded.pull("https://gitea.example.com/shop/deploy/pulls/42", state, merge, by, at);
    }

    private static PullRequest open() {
        return pull(PullRequest.State.OPEN, null, null, null);
    }

    private static PullRequest merged(String merge) {
        return pull(PullRequest.State.MERGED, merge, "alice", "2026-03-03T08:59:00Z");
    }

    @Test
    public void shouldOpen() {
        server.get(OPEN + 1, "pulls-none").on("POST", REPOSITORY + "/pulls", 201, "pull-open");

        assertThat(forge.open(WANTED)).isEqualTo(open());

        assertThat(server.sent("POST", REPOSITORY + "/pulls"))
                .containsExactly(
                        json(
                                "{'title': 'Promote shop 2.4.0 to prod', 'head': 'promote/prod/17', 'base':"
                                        + " 'environment/prod', 'body': '## What changes\\n\\n- SHOP-41 Carts keep their currency\\n'}"));
        assertThat(server.requests("POST", REPOSITORY + "/pulls").get(0).getHeader("Authorization"))
                .isEqualTo("token 0123abcd");
    }

    @Test
    public void shouldTakeTheOneThatIsOpenAndNeitherAForksNorOneToAnotherBranch() {
        server.getPage(OPEN + 1, "pulls-open-1").get(OPEN + 2, "pulls-open-2");

        assertThat(forge.open(WANTED)).isEqualTo(open());
        assertThat(server.writes()).isEmpty();
    }

    @Test
    public void shouldTakeTheOneThatSomebodyElseOpenedMeanwhile() {
        server.inTurn("GET", OPEN + 1, server.json(200, "pulls-none"), server.json(200, "pulls-open-2"))
                .on("POST", REPOSITORY + "/pulls", 409, "error-409");

        assertThat(forge.open(WANTED)).isEqualTo(open());
    }

    @Test
    public void shouldSayWhyItCannotBeOpened() {
        server.get(OPEN + 1, "pulls-none").on("POST", REPOSITORY + "/pulls", 422, "error-422");

        assertThatThrownBy(() -> forge.open(WANTED))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("Gitea at " + server.url() + " refused opening a pull request of shop/deploy (422):"
                        + " Invalid PullRequest: There are no changes between the head and the base");
    }

    @Test
    public void shouldFindAnOpenOne() {
        server.get(PULL, "pull-open");

        assertThat(forge.find("42")).contains(open());
    }

    @Test
    public void shouldFindAMergedOne() {
        server.get(PULL, "pull-merged");

        assertThat(forge.find("42")).contains(merged(MERGE));
        assertThat(merged(MERGE).isFastForward()).isFalse();
    }

    @Test
    public void shouldKnowAFastForward() {
        server.get(PULL, server.file("pull-merged", node -> node.put("merge_commit_sha", HEAD)));

        PullRequest forwarded = forge.find("42").orElseThrow();
        assertThat(forwarded).isEqualTo(merged(HEAD));
        assertThat(forwarded.isFastForward()).isTrue();
    }

    @Test
    public void shouldKnowASquash() {
        // One commit on top of the target, which is not the head of the branch.
        server.get(PULL, server.file("pull-merged", node -> node.put("merge_commit_sha", BASE)));

        PullRequest squashed = forge.find("42").orElseThrow();
        assertThat(squashed).isEqualTo(merged(BASE));
        assertThat(squashed.isFastForward()).isFalse();
    }

    @Test
    public void shouldFindAClosedOneWhoseBranchIsDeleted() {
        server.get(PULL, "pull-closed-branch-deleted");

        assertThat(forge.find("42")).contains(pull(PullRequest.State.CLOSED, null, null, "2026-03-03T08:45:00Z"));
    }

    @Test
    public void shouldSeeAnotherHeadAfterARebase() {
        server.get(
                PULL, server.file("pull-open", node -> node.withObject("/head").put("sha", BASE)));

        assertThat(forge.find("42").orElseThrow().headCommit()).isEqualTo(BASE);
    }

    @Test
    public void shouldFindNoneThatIsDeleted() {
        server.on("GET", PULL, 404, "error-404").get(REPOSITORY, "repository");

        assertThat(forge.find("42")).isEmpty();
    }

    @Test
    public void shouldNotTakeAHiddenRepositoryForADeletedPullRequest() {
        server.on("GET", PULL, 404, "error-404").on("GET", REPOSITORY, 404, "error-404");

        assertThatThrownBy(() -> forge.find("42"))
                .isExactlyInstanceOf(ForgeException.class)
                .hasMessage("Gitea at " + server.url() + " refused reading shop/deploy (404): The target couldn't be"
                        + " found.; shop/deploy or what was asked for there is not there, or the token may not see"
                        + " it");
    }

    @Test
    public void shouldFindByBranchTheNewestOfTheOthers() {
        server.get(OPEN + 1, "pulls-none").get(CLOSED + 1, "pulls-closed");

        assertThat(forge.ofBranch(SOURCE, TARGET)).contains(merged(MERGE));
    }

    @Test
    public void shouldReadNoFurtherThanThereAreSome() {
        server.get(OPEN + 1, "pulls-none")
                .on("GET", CLOSED + 1, server.json(200, "pulls-closed").withHeader("X-Total-Count", "2"));

        assertThat(forge.ofBranch("promote/prod/18", TARGET)).isEmpty();
    }

    @Test
    public void shouldFindByCommit() {
        String path = REPOSITORY + "/commits/" + HEAD + "/pull";
        server.get(path, "pull-merged");

        assertThat(forge.ofCommit(HEAD)).containsExactly(merged(MERGE));

        server.on("GET", path, 404, "error-404");

        assertThat(forge.ofCommit(HEAD)).isEmpty();
    }

    @Test
    public void shouldUpdate() {
        server.on("PATCH", PULL, 201, "pull-open");

        forge.update("42", "Another title", "Another text");

        assertThat(server.sent("PATCH", PULL))
                .containsExactly(json("{'title': 'Another title', 'body': 'Another text'}"));
    }

    @Test
    public void shouldCloseAndSayWhy() {
        String comments = REPOSITORY + "/issues/42/comments";
        server.get(PULL, "pull-open").on("PATCH", PULL, 201, "pull-open").on("POST", comments, 201, "comment");

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
    public void shouldReadChecksUntilAPageHasNone() {
        String path = REPOSITORY + "/commits/" + HEAD + "/status?limit=50&page=";
        server.get(path + 1, "status-1").get(path + 2, "status-2").get(path + 3, "status-none");

        assertThat(forge.checks(HEAD))
                .containsExactly(
                        new Check(
                                "ci / build",
                                CheckState.PASSED,
                                "https://gitea.example.com/shop/deploy/actions/runs/3/jobs/0"),
                        new Check("ci / lint", CheckState.PASSED, null),
                        new Check(
                                "ci / scan",
                                CheckState.FAILED,
                                "https://gitea.example.com/shop/deploy/actions/runs/3/jobs/2"),
                        new Check("jenkins", CheckState.PENDING, "https://ci.example.com/job/deploy/7/"),
                        new Check("licences", CheckState.FAILED, null));
    }

    @Test
    public void shouldReadThatThereAreNoChecksOnOlderServers() {
        server.on(
                "GET",
                REPOSITORY + "/commits/" + HEAD + "/status?limit=50&page=1",
                WireMock.aResponse().withStatus(200));

        assertThat(forge.checks(HEAD)).isEmpty();
    }

    @Test
    public void shouldReadTheNewestReviewOfEachPerson() {
        String path = PULL + "/reviews?limit=50&page=";
        server.on("GET", path + 1, server.json(200, "reviews-1").withHeader("X-Total-Count", "7"))
                .on("GET", path + 2, server.json(200, "reviews-2").withHeader("X-Total-Count", "7"))
                .get(path + 3, "pulls-none");

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
                        "deployment-gates/prod", CheckState.PENDING, "waits", "https://gates.example.com/p/17"));
        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.PASSED, "all gates\nagree", null));
        forge.status(HEAD, new CommitStatus("deployment-gates/prod", CheckState.FAILED, "refused", null));

        assertThat(server.sent("POST", path))
                .containsExactly(
                        json("{'state': 'pending', 'context': 'deployment-gates/prod', 'description': 'waits',"
                                + " 'target_url': 'https://gates.example.com/p/17'}"),
                        json("{'state': 'success', 'context': 'deployment-gates/prod', 'description': 'all gates"
                                + " agree'}"),
                        json("{'state': 'failure', 'context': 'deployment-gates/prod', 'description': 'refused'}"));
    }
}
