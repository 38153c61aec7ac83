package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class PusherTest extends LineFixture {
    @Test
    public void shouldFastForward() {
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result.done()).isTrue();
        assertThat(project.heads()).containsEntry("prod", second);
        assertThat(cache).doesNotExist();
    }

    @Test
    public void shouldMoveBackCreateAndDeleteAtOnce() {
        PushResult result = repository.push(List.of(
                RefMove.branch("main", third, first),
                RefMove.branch("hotfix/x", null, first),
                RefMove.branch("qa", second, null)));
        assertThat(result.done()).as(result.detail()).isTrue();
        assertThat(project.heads()).isEqualTo(Map.of("main", first, "hotfix/x", first, "prod", first));
    }

    @Test
    public void shouldMoveNothingWhenOneOfSeveralMoved() {
        PushResult result =
                repository.push(List.of(RefMove.branch("prod", first, second), RefMove.branch("qa", first, third)));
        assertThat(result)
                .isEqualTo(new PushResult(
                        Outcome.OVERTAKEN,
                        "qa of repository '" + project.folder() + "' moved under the promotion: expected "
                                + first.substring(0, 10) + ", found " + second.substring(0, 10)
                                + "; nothing was changed"));
        assertThat(project.heads()).isEqualTo(Map.of("main", third, "prod", first, "qa", second));
    }

    @Test
    public void shouldRefuseAFastForwardFromWhereTheBranchIsNotAnyMore() {
        project.branch("prod", second);
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, third)));
        assertThat(result.outcome()).isEqualTo(Outcome.OVERTAKEN);
        assertThat(project.heads()).containsEntry("prod", second);
    }

    @Test
    public void shouldSayWhatAHookSays() {
        project.hook("pre-receive", "echo 'prod is closed on Fridays' >&2; exit 1");
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result)
                .isEqualTo(new PushResult(
                        Outcome.REJECTED,
                        "repository '" + project.folder() + "' refused to move prod (pre-receive hook declined);"
                                + " nothing was changed. It says: prod is closed on Fridays"));
        assertThat(project.heads()).containsEntry("prod", first);
    }

    @Test
    public void shouldMoveNothingWhenAHookProtectsOneBranch() {
        project.hook("update", "case $1 in refs/heads/prod) echo 'prod is protected' >&2; exit 1;; esac");
        PushResult result =
                repository.push(List.of(RefMove.branch("prod", first, second), RefMove.branch("qa", second, third)));
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.detail()).contains("prod (hook declined)", "It says: prod is protected");
        assertThat(project.heads()).isEqualTo(Map.of("main", third, "prod", first, "qa", second));
    }

    @Test
    public void shouldRefuseSeveralBranchesWhenTheRepositoryCannotMoveThemAtOnce() {
        project.config("receive", "advertiseAtomic", "false");
        assertThat(repository.push(
                        List.of(RefMove.branch("prod", first, second), RefMove.branch("main", third, first))))
                .isEqualTo(new PushResult(
                        Outcome.REJECTED,
                        "repository '" + project.folder() + "' cannot move several branches at once (no atomic push),"
                                + " so none of prod, main was moved"));
        assertThat(repository
                        .push(List.of(RefMove.branch("prod", first, second)))
                        .done())
                .isTrue();
    }

    @Test
    public void shouldSayThatABranchStaysLocked() throws IOException {
        Files.createFile(project.folder().resolve("refs/heads/prod.lock"));
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.detail())
                .startsWith("repository '" + project.folder()
                        + "' refused to move prod (failed to update ref); nothing was changed. It says: error:")
                .contains("prod.lock': File exists");
        assertThat(project.heads()).containsEntry("prod", first);
    }

    @Test
    public void shouldBeDoneWhenAnotherPushOfTheSameArrivedFirst() {
        project.hook(
                "pre-receive",
                "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/prod " + second + "; cat > /dev/null");
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result.outcome()).isEqualTo(Outcome.DONE);
        assertThat(project.heads()).containsEntry("prod", second);
    }

    @Test
    public void shouldBeOvertakenWhenAnotherPushArrivedWhileThisOneWasUnderWay() {
        project.hook(
                "pre-receive",
                "unset GIT_QUARANTINE_PATH; git update-ref refs/heads/prod " + third + "; cat > /dev/null");
        PushResult result = repository.push(List.of(RefMove.branch("prod", first, second)));
        assertThat(result)
                .isEqualTo(new PushResult(
                        Outcome.OVERTAKEN,
                        "prod of repository '" + project.folder() + "' moved under the promotion: expected "
                                + first.substring(0, 10) + ", found " + third.substring(0, 10)
                                + "; nothing was changed"));
        assertThat(project.heads()).containsEntry("prod", third);
    }

    @Test
    public void shouldHonourReceiveSettings() {
        project.config("receive", "denyNonFastForwards", "true");
        PushResult result = repository.push(List.of(RefMove.branch("qa", second, first)));
        assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(result.detail())
                .startsWith("repository '" + project.folder() + "' refused to move qa (non-fast-forward);"
                        + " nothing was changed. It says: error: denying non-fast-forward refs/heads/qa");
    }

    @Test
    public void shouldPushWithoutAnInstalledGit() {
        try (LineRepository alone =
                new GitRepositories(cache, Clock.systemUTC(), name -> null).open(project.settings(), Access.WRITE)) {
            PushResult result =
                    alone.push(List.of(RefMove.branch("prod", first, second), RefMove.branch("qa", second, third)));
            assertThat(result.done()).as(result.detail()).isTrue();
        }
        assertThat(project.heads()).isEqualTo(Map.of("main", third, "prod", second, "qa", third));
    }
}
