package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.Locale;
import java.util.Objects;

/** A way of promoting through Git (design, section 6): what of Git belongs to a release, and what is pushed. Stateless. */
interface Mechanic {

    /** The one of an application that has a repository. */
    static Mechanic of(Application application) {
        return switch (Planner.gitOf(application).mechanic()) {
            case FAST_FORWARD, NONE -> new FastForward();
            case FOLDERS -> new FoldersMechanic();
        };
    }

    /**
     * @param what wants it, as the beginning of a sentence, such as {@code hotfixes need}
     * @throws InvalidInputException when the application does not promote by fast-forward
     */
    static void checkFastForward(Application application, String what) {
        GitSettings git = application.git();
        GitSettings.Mechanic mechanic = git == null ? GitSettings.Mechanic.NONE : git.mechanic();
        if (mechanic != GitSettings.Mechanic.FAST_FORWARD) {
            throw new InvalidInputException(what + " a Git repository with the fast-forward mechanic; application "
                    + application.name() + " has "
                    + (mechanic == GitSettings.Mechanic.NONE
                            ? "none"
                            : "the mechanic "
                                    + mechanic.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    /** SHA-256 over what of a commit's tree belongs to the release, lower-case hexadecimal. */
    String sharedTree(GitSettings git, LineRepository repository, String commit);

    /**
     * How a commit stands to what is in the target.
     *
     * @param sourceRef where the commit comes from, for display
     */
    Line line(
            LedgerView view,
            Application application,
            Environment target,
            String sourceRef,
            String commit,
            LineRepository repository);

    /**
     * The commit that brings what is planned into the target; {@code null} when the target gets the planned commit itself.
     * Nothing of it is pushed.
     *
     * @param trigger who asked
     */
    @CheckForNull
    Draft draft(Plan plan, String trigger, Repositories repositories);

    /**
     * The commit that is in an environment, as Git tells.
     *
     * @param known the one the ledger has; {@code null} for none
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when it does not tell
     */
    String deployed(
            @CheckForNull String known, Application application, Environment environment, Repositories repositories);

    /**
     * What a push deploys, and what in it changed.
     *
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when a branch or commit is not there, or
     *     several branches could be meant
     */
    Pushed changed(Configuration configuration, Application application, Push push, Repositories repositories);

    /** One line of history; each environment is a branch on it, which a promotion moves to the release's commit. */
    final class FastForward implements Mechanic {
        @Override
        public String sharedTree(GitSettings git, LineRepository repository, String commit) {
            return repository.sharedTree(commit, git.environmentPaths());
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

        @Override
        public Draft draft(Plan plan, String trigger, Repositories repositories) {
            return null;
        }

        @Override
        public String deployed(
                @CheckForNull String known,
                Application application,
                Environment environment,
                Repositories repositories) {
            return Objects.requireNonNull(repositories.line()).head(environment.branch());
        }

        /** The environment whose branch it is, and no other. */
        @Override
        public Pushed changed(
                Configuration configuration, Application application, Push push, Repositories repositories) {
            return new BranchPush(configuration, application, Objects.requireNonNull(repositories.line()))
                    .changed(push);
        }
    }
}
