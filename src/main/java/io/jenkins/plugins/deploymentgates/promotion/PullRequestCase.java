package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.PullRequestSettings;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forge;
import java.util.Objects;

/** A pull request that is not settled, with all that is needed to go on with it. */
record PullRequestCase(
        PushIntent intent,
        Promotion promotion,
        Application application,
        LineRepository repository,
        Repositories repositories,
        Forge forge) {
    /** The branch it comes from, and the commit there. */
    RefMove source() {
        return intent.refs().get(0);
    }

    String commit() {
        return Objects.requireNonNull(source().target());
    }

    String target() {
        return intent.details().get(PullRequests.TARGET);
    }

    ForgeSettings settings() {
        return Objects.requireNonNull(Planner.gitOf(application).forge());
    }

    PullRequestSettings pullRequests() {
        return Objects.requireNonNull(settings().pullRequests());
    }

    /** The same as things stand in the ledger since. */
    PullRequestCase with(Promotion now) {
        return new PullRequestCase(intent, now, application, repository, repositories, forge);
    }
}
