package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;

/** How pull requests of promotions end otherwise than by a merge as it should be, on a server that behaves as GitHub does. */
public class PullRequestEndsTest extends PullRequestsFixture {
    private static String page(int number) {
        return PAGE.replace("request 1", "request " + number).replace("pull/1", "pull/" + number);
    }

    private static String noFastForward(int number, String way, String made, String commit, String before) {
        return "FAILED: " + page(number) + " was merged by octo " + way + ", which is no fast-forward: qa is at " + made
                + " and not at the release's commit " + commit
                + "; GitHub has no button for a fast-forward: set git.forge.pullRequests.merge to push, set qa back to "
                + before + ", and ask for the promotion again";
    }

    @Test
    public void shouldFailWhenItWasMergedInAnotherWay() {
        String before = world.origin().head("qa");
        world.commit("1.1");
        world.promote("dev");
        world.deliver("dev");
        String commit = world.origin().head("main");
        long merge = promote();
        String made = world.origin().merge("qa", commit, "Merge pull request #1");
        github.merged(1, "octo", made);
        assertThat(decide(merge)).isEqualTo(noFastForward(1, "with a merge commit", made, commit, before));

        world.origin().set("qa", before);
        long squash = promote();
        made = world.origin().commit("qa", "Shop 1.1 (#2)", Map.of("app.yaml", "version: 1.1\n"));
        github.merged(2, "octo", made);
        assertThat(decide(squash)).isEqualTo(noFastForward(2, "squashed into one commit", made, commit, before));

        world.origin().set("qa", before);
        long rebase = promote();
        world.origin().commit("qa", "Copy of 1.0", Map.of("app.yaml", "version: 1.0\n"));
        made = world.origin().commit("qa", "Copy of 1.1", Map.of("app.yaml", "version: 1.1\n"));
        github.merged(3, "octo", made);
        assertThat(decide(rebase))
                .isEqualTo(noFastForward(3, "rebased, as copies of its commits", made, commit, before));
        assertThat(world.list(view -> view.openIntents())).isEmpty();
    }

    @Test
    public void shouldCancelWhenItIsClosedAndSayByWhom() {
        long id = promote();
        github.closed(1, "octo");
        assertThat(decide(id)).isEqualTo("CANCELLED: " + PAGE + " was closed by octo");
        assertThat(world.origin().heads()).doesNotContainKey("promote/qa/" + id);
        long next = promote();
        world.origin().delete("promote/qa/" + next);
        github.closed(2, "octo");
        assertThat(decide(next))
                .isEqualTo(
                        "CANCELLED: " + page(2) + " was closed by octo; its branch promote/qa/" + next + " is deleted");
    }

    @Test
    public void shouldFailWhenItsBranchIsMovedOrDeletedAndCloseIt() {
        long id = promote();
        String commit = world.origin().head("main");
        String other = world.origin().commit("promote/qa/" + id, "More", Map.of("more.yaml", "1\n"));
        String reason = "FAILED: the branch promote/qa/" + id + " of " + PAGE + " was moved by somebody else from "
                + commit + " to " + other + ", which no gate was asked about; ask for the promotion again";
        assertThat(decide(id)).isEqualTo(reason);
        assertThat(github.pull(1).path("state").asText()).isEqualTo("closed");
        assertThat(github.comments()).containsExactly(promotion(id).label() + " is " + reason);
        assertThat(world.origin().head("promote/qa/" + id)).isEqualTo(other);
        long next = promote();
        world.origin().delete("promote/qa/" + next);
        assertThat(decide(next))
                .isEqualTo("FAILED: the branch promote/qa/" + next + " of " + page(2)
                        + " was deleted, so it cannot be merged; ask for the promotion again");
        assertThat(github.pull(2).path("state").asText()).isEqualTo("closed");
    }

    @Test
    public void shouldCloseItWhenThePromotionIsCalledOffOrRefused() {
        long id = promote();
        world.engine().promotions().cancel(World.ANN, id);
        assertThat(github.pull(1).path("state").asText()).isEqualTo("closed");
        assertThat(github.comments()).containsExactly(promotion(id).label() + " is CANCELLED: cancelled by ann");
        assertThat(world.origin().heads()).doesNotContainKey("promote/qa/" + id);
        long next = promote();
        github.failWith(503);
        world.engine().promotions().refuse(World.BOB, next, "not now");
        assertThat(github.pull(2).path("state").asText()).isEqualTo("open");
        github.failWith(0);
        decide(next);
        assertThat(github.pull(2).path("state").asText()).isEqualTo("closed");
        assertThat(world.list(view -> view.openIntents())).isEmpty();
    }

    @Test
    public void shouldCloseItWhenAHotfixOvertakesThePromotion() {
        long first = promote();
        github.fastForward(1, "octo");
        decide(first);
        world.deliver("qa");
        world.commit("1.1");
        world.promote("dev");
        world.deliver("dev");
        long id = promote();
        world.engine().hotfixes().start(World.ANN, "shop", "fix", "qa");
        assertThat(world.standing(id)).isEqualTo("CANCELLED: overtaken by hotfix fix");
        assertThat(github.pull(2).path("state").asText()).isEqualTo("closed");
        assertThat(world.list(view -> view.openIntents())).isEmpty();
    }

    @Test
    public void shouldRecordAMergeThatGatesDidNotLetThroughAsOutOfBand() {
        long id = promote();
        world.engine().holds().hold(World.BOB, "qa", "an audit");
        github.fastForward(1, "octo");
        assertThat(decide(id)).isEqualTo("PROMOTED: promoted");
        assertThat(world.current("qa").outOfBand())
                .isEqualTo(PAGE + " was merged by octo although hold: bob holds qa: an audit");
    }

    @Test
    public void shouldRefuseAndCloseItWhenAGateRefusesMeanwhile() {
        long id = promote();
        world.origin().commit("qa", "By hand", Map.of("hand.yaml", "1\n"));
        assertThat(decide(id)).startsWith("REFUSED: fastForward: qa and dev have diverged");
        assertThat(github.pull(1).path("state").asText()).isEqualTo("closed");
    }

    @Test
    public void shouldRecordAMergeWithoutTheReviewsAsOutOfBand() {
        again(", reviews: 2");
        long id = promote();
        github.reviewed("cat", "APPROVED", world.origin().head("main"));
        github.reviewed("dan", "APPROVED", world.origin().head("qa"));
        github.fastForward(1, "octo");
        assertThat(decide(id)).isEqualTo("PROMOTED: promoted");
        assertThat(world.current("qa").outOfBand()).isEqualTo(PAGE + " was merged by octo although 1 of 2 reviews");
    }

    @Test
    public void shouldRecordWhatIsMergedAfterItWasCalledOff() {
        long id = promote();
        github.failWith(503);
        world.engine().promotions().cancel(World.ANN, id);
        github.failWith(0);
        github.fastForward(1, "octo");
        assertThat(decide(id)).isEqualTo("CANCELLED: cancelled by ann");
        assertThat(world.current("qa").commit()).isEqualTo(world.origin().head("main"));
        assertThat(world.current("qa").outOfBand())
                .isEqualTo(PAGE + " was merged by octo though " + promotion(id).label() + " was CANCELLED");
        assertThat(world.list(view -> view.openIntents())).isEmpty();
    }

    @Test
    public void shouldFailWhenItsBranchIsTakenOrRejected() {
        String commit = world.origin().head("qa");
        world.origin().set("promote/qa/2", commit);
        long id = promote();
        assertThat(id).isEqualTo(2);
        assertThat(world.standing(id))
                .isEqualTo("FAILED: the branch promote/qa/2 exists already, at " + commit
                        + "; delete it, or set another git.forge.pullRequests.branch, and ask again");
        world.origin().hook("pre-receive", "echo 'not on a Friday'; exit 1");
        long next = promote();
        assertThat(world.standing(next))
                .startsWith("FAILED: the branch promote/qa/3 of the pull request could not be pushed: ")
                .contains("not on a Friday");
        assertThat(github.count()).isZero();
        assertThat(world.list(view -> view.openIntents())).isEmpty();
    }

    @Test
    public void shouldCancelWhenItIsDeleted() {
        long id = promote();
        github.deleted(1);
        assertThat(decide(id)).isEqualTo("CANCELLED: " + PAGE + " is not there any more");
        assertThat(world.origin().heads()).doesNotContainKey("promote/qa/" + id);
        assertThat(world.list(view -> view.openIntents())).isEmpty();
    }
}
