package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forge;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pull request that is not settled, with all that is needed to go on with it. */
record PullRequestCase(
        PushIntent intent,
        Promotion promotion,
        Application application,
        LineRepository repository,
        Repositories repositories,
        Forge forge) {
    private static final Logger LOGGER = LoggerFactory.getLogger(PullRequestCase.class);

    /** The branch it comes from, and the commit there. */
    RefMove source() {
        return intent.refs().get(0);
    }

    String commit() {
        return Objects.requireNonNull(source().target());
    }

    String target() {
        return intent.details().get(PullRequestIntents.TARGET);
    }

    ForgeSettings settings() {
        return Objects.requireNonNull(application.requiredGit().forge());
    }

    PullRequestSettings pullRequests() {
        return Objects.requireNonNull(settings().pullRequests());
    }

    /** The same as things stand in the ledger since. */
    PullRequestCase with(Promotion now) {
        return new PullRequestCase(intent, now, application, repository, repositories, forge);
    }

    /** Leaves no branch behind that is as it was pushed; not worth failing for. */
    void deleteBranch() {
        RefMove source = source();
        try {
            if (commit().equals(repository.refs(List.of(source.ref())).get(source.ref()))) {
                repository.push(List.of(new RefMove(source.ref(), commit(), null)));
            }
        } catch (DeploymentGatesException e) {
            LOGGER.warn("The branch {} could not be deleted: {}", PullRequestIntents.branchOf(source), e.getMessage());
        }
    }
}
