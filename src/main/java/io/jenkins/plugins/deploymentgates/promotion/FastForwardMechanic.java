package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.Objects;

/** One line of history; each environment is a branch on it, which a promotion moves to the release's commit. */
final class FastForwardMechanic implements Mechanic {
    @Override
    public Start start(
            LedgerView view,
            Application application,
            Environment target,
            @CheckForNull String version,
            Repositories repositories) {
        return Mechanic.head(this, view, application, target, version, repositories);
    }

    @Override
    public String sharedTree(
            Application application,
            Environment environment,
            String version,
            String commit,
            Repositories repositories) {
        return repositories.line().sharedTree(commit, application.requiredGit().environmentPaths());
    }

    @Override
    public Line line(
            LedgerView view,
            Application application,
            Environment target,
            String sourceRef,
            String commit,
            LineRepository repository) {
        String base = view.lineBase(application.name(), target.name()).orElse(null);
        return repository.line(target.branch(), base, sourceRef, commit);
    }

    /** The branch gets the release's commit itself. */
    @CheckForNull
    @Override
    public Draft draft(LedgerView view, Plan plan, String trigger, Repositories repositories) {
        return null;
    }

    @Override
    public String deployed(
            @CheckForNull String known,
            Application application,
            Environment environment,
            String version,
            Repositories repositories) {
        return Objects.requireNonNull(repositories.line()).head(environment.branch());
    }

    /** The environment whose branch it is, and no other. */
    @Override
    public Pushed changed(Configuration configuration, Application application, Push push, Repositories repositories) {
        return new BranchPush(configuration, application, Objects.requireNonNull(repositories.line())).changed(push);
    }

    @Override
    public DriftFinding drift(
            Application application,
            Environment environment,
            Deployment deployment,
            Release release,
            Repositories repositories) {
        LineRepository repository = Objects.requireNonNull(repositories.line());
        GitSettings git = application.requiredGit();
        return BranchDrift.find(
                repository,
                environment.branch(),
                deployment,
                commit -> repository.sharedTree(commit, git.environmentPaths()));
    }
}
