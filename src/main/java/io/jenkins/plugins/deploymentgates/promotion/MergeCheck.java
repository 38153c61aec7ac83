package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.git.Landing;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.promotion.forge.PullRequest;
import java.util.List;

/** Whether a merged pull request left on its target what it was to bring. Stateless. */
final class MergeCheck {
    private static final int NAMED = 5;

    private MergeCheck() {}

    /** What the merge made, where that is on the branch; somebody may have pushed further since. */
    static String landed(LineRepository repository, @CheckForNull PullRequest merged, String head) {
        String made = merged == null ? null : merged.mergeCommit();
        try {
            return made != null && repository.isAncestor(made, head) ? made : head;
        } catch (DeploymentGatesException e) {
            return head;
        }
    }

    /** What is not as it was meant to be; {@code null} when all is. */
    @CheckForNull
    static String wrong(PullRequestCase one, String before, String landed) {
        GitSettings git = one.application().requiredGit();
        LineRepository repository = one.repository();
        if (git.mechanic() == GitSettings.Mechanic.FAST_FORWARD) {
            Landing way = Landing.of(repository, before, one.commit(), landed);
            return way == Landing.FAST_FORWARD
                    ? null
                    : way.words() + ", which is no fast-forward: " + one.target() + " is at " + landed
                            + " and not at the release's commit " + one.commit() + "; " + help(one) + ", set "
                            + one.target() + " back to " + before + ", and ask for the promotion again";
        }
        List<String> meant = repository.changedFiles(before, one.commit()).stream()
                .map(MergeCheck::path)
                .toList();
        List<String> other = repository.changedFiles(one.commit(), landed).stream()
                .filter(change -> meant.contains(path(change)))
                .toList();
        if (other.isEmpty()) {
            return null;
        }
        String named = String.join(", ", other.subList(0, Math.min(NAMED, other.size())));
        return "but left other files than it was to bring: " + named
                + (other.size() > NAMED ? " and " + (other.size() - NAMED) + " more" : "")
                + "; look at " + one.target() + " at " + landed + ", and ask for the promotion again";
    }

    private static String path(String change) {
        return change.substring(2);
    }

    private static String help(PullRequestCase one) {
        return switch (one.settings().type()) {
            case GITHUB -> "GitHub has no button for a fast-forward: set git.forge.pullRequests.merge to push";
            case GITLAB -> "choose 'Fast-forward merge' as the project's merge method";
            case BITBUCKET -> "choose 'Fast-forward only' as the repository's merge strategy";
            case GITEA -> "choose 'Fast-forward only' as the repository's merge style";
        };
    }
}
