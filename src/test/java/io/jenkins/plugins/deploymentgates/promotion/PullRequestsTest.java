package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PullRequestLink;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Promotions that become pull requests, on a real repository and a server that behaves as GitHub does. */
public class PullRequestsTest extends PullRequestsFixture {
    private static final String WAITS = "WAITING: pullRequest: waits for " + PAGE + " to be merged";

    @Test
    public void shouldWaitUntilItsPullRequestIsMerged() {
        String before = world.origin().head("qa");
        String commit = world.origin().head("main");
        long head = world.head();
        PromotionResult result = world.promote("qa");
        long id = result.promotion().id();
        assertThat(world.standing(id)).isEqualTo(WAITS);
        assertThat(result.explanation().outcomes())
                .last()
                .extracting(outcome -> outcome.gate(), outcome -> outcome.remedy())
                .containsExactly("pullRequest", "merge it there, or close it to call the promotion off");
        assertThat(promotion(id).pullRequest())
                .isEqualTo(
                        new PullRequestLink("1", "https://github.example.com/shop/deploy/pull/1", "promote/qa/" + id));
        assertThat(world.origin().head("qa")).isEqualTo(before);
        assertThat(world.origin().head("promote/qa/" + id)).isEqualTo(commit);
        assertThat(github.pull(1).path("title").asText())
                .isEqualTo("Promote shop " + commit.substring(0, 12) + " to qa");

        assertThat(promote()).isEqualTo(id);
        assertThat(decide(id)).isEqualTo(WAITS);
        assertThat(github.count()).isEqualTo(1);
        github.fastForward(1, "octo");
        assertThat(decide(id)).isEqualTo("PROMOTED: promoted");
        assertThat(world.current("qa").commit()).isEqualTo(commit);
        assertThat(world.current("qa").outOfBand()).isNull();
        assertThat(world.origin().heads()).doesNotContainKey("promote/qa/" + id);
        assertThat(world.types(head))
                .containsExactly(
                        "promotion.requested",
                        "push.intended",
                        "promotion.waiting",
                        "pullrequest.opened",
                        "promotion.waiting",
                        "pullrequest.merged",
                        "promotion.executing",
                        "push.done",
                        "promotion.promoted",
                        "deployment.created");
        assertThat(world.list(view -> view.events(head, 100)))
                .filteredOn(event -> event.event().type().equals("pullrequest.merged"))
                .extracting(event -> event.by())
                .containsExactly("octo");
    }

    @Test
    public void shouldSeeAMergeBeforeWhatItBroughtIsRecorded() {
        long id = promote();
        github.fastForward(1, "octo");
        String version = world.current("dev").version();
        RecordResult result = world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop", "qa", version, List.of(), null, DeploymentStatus.COMPLETED, "", null));
        assertThat(world.standing(id)).isEqualTo("PROMOTED: promoted");
        assertThat(result.deployment().promotion()).isEqualTo(id);
        assertThat(result.deployment().outOfBand()).isNull();
    }

    @Test
    public void shouldSayInItsTextWhatIsPromotedAndWhy() {
        String first = world.origin().head("main");
        world.origin().commit("main", "SHOP-7 New *prices* @all", Map.of("prices.yaml", "1\n"));
        world.promote("dev");
        world.deliver("dev");
        String commit = world.origin().head("main");
        long id = promote();
        assertThat(github.pull(1).path("body").asText())
                .isEqualTo(
                        """
                        Promotes **shop %s** to **qa** from dev, asked for by ann (promotion %s).
                        Release `%s`, commit `%s`.

                        Merge it as a fast-forward: a merge commit, squashing or rebasing makes another commit than \
                        the one that was tested, and the promotion fails. Closing it calls the promotion off; do not \
                        push to its branch.

                        ### Gates

                        | gate | verdict | why |
                        | --- | --- | --- |
                        | hold | passed | nobody holds qa |
                        | exclusive | passed | nothing else is entering qa |
                        | verified | passed | shop %s is verified in dev |
                        | order | passed | shop %s is not older than what is in qa |
                        | fastForward | passed | qa moves forward by 2 commits to %s |

                        ### Commits (2)

                        - `%s` SHOP-7 New \\*prices\\* @\u200ball (Ann)
                        - `%s` Shop 1.0 (Ann)

                        ### Tickets (1)

                        - SHOP-7

                        ### Files (2)

                        - `M app.yaml`
                        - `A prices.yaml`
                        """
                                .formatted(
                                        commit.substring(0, 12),
                                        id,
                                        world.current("dev").fingerprint().substring(0, 12),
                                        commit,
                                        commit.substring(0, 12),
                                        commit.substring(0, 12),
                                        commit.substring(0, 10),
                                        commit.substring(0, 10),
                                        first.substring(0, 10)));
    }

    @Test
    public void shouldShowThePullRequestAndChangeNothing() {
        Map<String, String> before = world.everyByte();
        Preview preview = world.engine().promotions().preview(World.ANN, PromoteRequest.of("shop", "qa"));
        assertThat(world.everyByte()).isEqualTo(before);
        assertThat(github.writes()).isEmpty();
        assertThat(preview.pullRequest().branch()).isEqualTo("promote/qa/{promotion}");
        assertThat(preview.pullRequest().target()).isEqualTo("qa");
        assertThat(preview.pullRequest().text()).startsWith("Promotes **shop ").contains("### Files (1)");
    }

    @Test
    public void shouldWaitForGatesWhileItIsOpenAndSaySoInItsText() {
        long id = promote();
        world.engine().holds().hold(World.BOB, "qa", "an audit");
        assertThat(decide(id))
                .isEqualTo("WAITING: hold: bob holds qa: an audit; pullRequest: waits for " + PAGE + " to be merged");
        assertThat(github.pull(1).path("body").asText()).contains("| hold | waiting | bob holds qa: an audit |");
        world.engine().holds().release(World.BOB, "qa");
        assertThat(decide(id)).isEqualTo(WAITS);
        assertThat(github.pull(1).path("body").asText()).contains("| hold | passed | nobody holds qa |");
    }

    @Test
    public void shouldLetOnePullRequestAtATimeIntoAnEnvironment() {
        long first = promote();
        world.commit("1.1");
        world.promote("dev");
        world.deliver("dev");
        long second = promote();
        assertThat(second).isNotEqualTo(first);
        assertThat(world.standing(second))
                .isEqualTo("WAITING: exclusive: another promotion into qa is " + PAGE + ": "
                        + promotion(first).label());
        world.engine().promotions().cancel(World.ANN, first);
        assertThat(decide(second)).startsWith("WAITING: pullRequest: waits for pull request 2 ");
    }

    @Test
    public void shouldWaitForChecksAndReviewsAndMergeByAPush() {
        again(", checks: [build], reviews: 1, merge: push");
        String commit = world.origin().head("main");
        long id = promote();
        assertThat(world.standing(id)).isEqualTo(WAITS + ": check build has not reported yet, 0 of 1 review");
        github.checked("build", "failure");
        github.reviewed("cat", "CHANGES_REQUESTED", commit);
        assertThat(decide(id)).isEqualTo(WAITS + ": check build failed, cat asks for changes, 0 of 1 review");
        assertThat(world.engine().promotions().explain(id).outcomes())
                .last()
                .extracting(outcome -> outcome.reason())
                .isEqualTo(
                        "waits for " + PAGE + " to be merged: check build failed, cat asks for changes, 0 of 1 review");
        github.checked("build", "success");
        github.reviewed("cat", "APPROVED", commit);
        world.engine().holds().hold(World.BOB, "qa", "an audit");
        assertThat(decide(id)).startsWith("WAITING: hold: bob holds qa");
        world.engine().holds().release(World.BOB, "qa");
        assertThat(decide(id)).isEqualTo("PROMOTED: promoted");
        assertThat(world.origin().head("qa")).isEqualTo(commit);
        assertThat(world.current("qa").outOfBand()).isNull();
        assertThat(github.pull(1).path("merged_at").asText()).isNotEmpty();
        assertThat(world.origin().heads()).containsOnlyKeys("dev", "main", "qa");
    }

    @Test
    public void shouldWaitForAServerThatIsNotThere() {
        github.failWith(503);
        long id = promote();
        assertThat(world.standing(id)).startsWith("WAITING: pullRequest: ");
        assertThat(promotion(id).pullRequest()).isNull();
        github.failWith(0);
        assertThat(decide(id)).isEqualTo(WAITS);
        long events = world.head();
        github.failWith(503);
        assertThat(decide(id)).isEqualTo(WAITS);
        assertThat(world.head()).isEqualTo(events);
        github.failWith(0);
        github.fastForward(1, "octo");
        assertThat(decide(id)).isEqualTo("PROMOTED: promoted");
    }

    @Test
    public void shouldSetABranchBackWithoutAPullRequest() {
        long id = promote();
        github.fastForward(1, "octo");
        decide(id);
        world.deliver("qa");
        String first = world.origin().head("qa");
        world.commit("1.1");
        world.promote("dev");
        world.deliver("dev");
        long next = promote();
        github.fastForward(2, "octo");
        decide(next);
        world.deliver("qa");
        List<PromotionResult> back = world.engine().rollbacks().rollback(World.ANN, "shop", List.of("qa"), null);
        assertThat(back.get(0).promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(world.origin().head("qa")).isEqualTo(first);
        assertThat(github.count()).isEqualTo(2);
    }
}
