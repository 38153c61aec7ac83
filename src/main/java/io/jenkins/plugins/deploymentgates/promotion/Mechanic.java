package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.PushResult;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.model.Release;
import io.jenkins.plugins.deploymentgates.promotion.Comparisons.Deployed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A way of promoting through Git (design, section 6): what of Git belongs to a release, and what is pushed. Stateless. */
interface Mechanic {

    /** The one of an application that has a repository. */
    static Mechanic of(Application application) {
        return switch (application.requiredGit().mechanic()) {
            case FAST_FORWARD, NONE -> new FastForwardMechanic();
            case FOLDERS -> new FoldersMechanic();
            case DEPLOYMENT_FILES -> new DeploymentFilesMechanic();
            case RELEASE_FILE -> new ReleaseFileMechanic();
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
                    + (mechanic == GitSettings.Mechanic.NONE ? "none" : "the mechanic " + word(mechanic)));
        }
    }

    /** @throws InvalidInputException when a version shall be released once more that has no tags */
    static void checkSameVersion(Application application, PromoteRequest request) {
        GitSettings git = application.git();
        GitSettings.Mechanic mechanic = git == null ? GitSettings.Mechanic.NONE : git.mechanic();
        if (request.sameVersion() && mechanic != GitSettings.Mechanic.RELEASE_FILE) {
            throw new InvalidInputException("releasing the same version once more is for versions with tags, which the"
                    + " mechanic release-file makes; application " + application.name() + " has the mechanic "
                    + word(mechanic));
        }
    }

    private static String word(GitSettings.Mechanic mechanic) {
        return mechanic.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What enters an environment that has no other upstream.
     *
     * @param sharedTree as {@link #sharedTree} has it
     * @param artifacts what it consists of; {@code null} when Git does not say
     */
    record Start(String commit, String version, String sharedTree, @CheckForNull List<Artifact> artifacts) {
        /** Where Git does not say what a release consists of. */
        Start(String commit, String version, String sharedTree) {
            this(commit, version, sharedTree, null);
        }
    }

    /**
     * What a commit is as a release that is in an environment.
     *
     * @param version what it is called; {@code null} for what Git calls it
     * @param commit the application's
     * @throws InvalidInputException when there is no version, and Git does not say it
     */
    default Start contents(
            LedgerView view,
            Application application,
            Environment environment,
            @CheckForNull String version,
            String commit,
            Repositories repositories) {
        String known = named(application, version);
        return new Start(commit, known, sharedTree(application, environment, known, commit, repositories));
    }

    /** The version, which has to be given where Git does not say it. */
    static String named(Application application, @CheckForNull String version) {
        if (version == null) {
            throw new InvalidInputException("which version of " + application.name()
                    + " was deployed is not known; say it, or use the mechanic deployment-files or"
                    + " release-file, where a file does");
        }
        return version;
    }

    /**
     * What is to be promoted.
     *
     * @param sources the environments upstream, or the target itself for a rollback; empty for what the target's own line
     *     has
     * @param commit where the release was recorded, full id
     * @param sourceRef where the commit comes from, for display
     * @param parts modules that alone are promoted; empty for everything
     */
    record Wish(
            Application application,
            Environment target,
            List<String> sources,
            Release release,
            String commit,
            String sourceRef,
            List<String> parts) {
        public Wish {
            sources = List.copyOf(sources);
            parts = List.copyOf(parts);
        }

        /** The environments the release may have been recorded in. */
        List<String> from() {
            return sources.isEmpty() ? List.of(target.name()) : sources;
        }
    }

    /**
     * What the target would have.
     *
     * @param commit the commit it would have, before a commit of the mechanic's own is made
     */
    record Aim(Release release, String commit, Line line) {}

    /**
     * What the target would have of what is wished; as it is, unless the mechanic makes another release of it.
     *
     * @throws InvalidInputException when there are parts, which most mechanics do not know
     */
    default Aim aim(LedgerView view, Wish wish, Repositories repositories) {
        if (!wish.parts().isEmpty()) {
            throw new InvalidInputException("single modules can be promoted with the mechanic deployment-files only; "
                    + wish.application().name() + " has another one, so promote the whole release");
        }
        return new Aim(
                wish.release(),
                wish.commit(),
                line(view, wish.application(), wish.target(), wish.sourceRef(), wish.commit(), repositories.line()));
    }

    /**
     * Whether environments share what is pushed, so that a promotion that somebody else's push came before is asked and
     * made again.
     */
    default boolean isShared() {
        return false;
    }

    /**
     * Finds what would enter an environment that has no other upstream.
     *
     * @param version what it shall be called; {@code null} to have it named
     */
    Start start(
            LedgerView view,
            Application application,
            Environment target,
            @CheckForNull String version,
            Repositories repositories);

    /**
     * SHA-256 over what belongs to a release that is in an environment, lower-case hexadecimal.
     *
     * @param version its label
     * @param commit the application's
     */
    String sharedTree(
            Application application, Environment environment, String version, String commit, Repositories repositories);

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
    Draft draft(LedgerView view, Plan plan, String trigger, Repositories repositories);

    /**
     * What has to be in other repositories before the push. The intent is in the ledger by then. Made once more after a
     * crash in between, so it must leave alone what is there already.
     *
     * @return how it ended; unless {@code DONE}, the push is not made
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when a repository cannot be reached
     */
    default PushResult prepare(Plan plan, String trigger, Repositories repositories) {
        return new PushResult(Outcome.DONE, "nothing to prepare");
    }

    /**
     * The commit that is in an environment, as Git tells.
     *
     * @param known the one the ledger has; {@code null} for none
     * @param version what is said to be there; {@code null} where nothing is said
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when it does not tell
     */
    String deployed(
            @CheckForNull String known,
            Application application,
            Environment environment,
            @CheckForNull String version,
            Repositories repositories);

    /** The head of the source branch, called by its tag if it has one. */
    static Start head(
            Mechanic mechanic,
            LedgerView view,
            Application application,
            Environment target,
            @CheckForNull String version,
            Repositories repositories) {
        String branch = SourceBranches.current(view, application);
        return head(mechanic, branch, application, target, version, repositories);
    }

    /** The head of a branch of the application's repository, called by its tag if it has one. */
    static Start head(
            Mechanic mechanic,
            String branch,
            Application application,
            Environment target,
            @CheckForNull String version,
            Repositories repositories) {
        LineRepository repository = Objects.requireNonNull(repositories.line());
        String commit = repository.head(branch);
        String label = version == null ? repository.tagAt(commit).orElse(commit.substring(0, 12)) : version;
        return new Start(commit, label, mechanic.sharedTree(application, target, label, commit, repositories));
    }

    /** Measured in the application's repository, from the commit of the release that is in the target. */
    static Line lineFromThere(
            LedgerView view,
            Application application,
            Environment target,
            String sourceRef,
            String commit,
            LineRepository repository) {
        String there = view.current(application.name(), target.name())
                .map(Deployment::commit)
                .orElse(null);
        return repository.lineFrom(target.name(), there, sourceRef, commit);
    }

    /**
     * What a push deploys, and what in it changed.
     *
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when a branch or commit is not there, or
     *     several branches could be meant
     */
    Pushed changed(Configuration configuration, Application application, Push push, Repositories repositories);

    /** What only this way of promoting knows about two deployments. */
    default Compared compare(Application application, Deployed left, Deployed right, Repositories repositories) {
        return Compared.NOTHING;
    }

    /** The repositories beside the application's own that a deployment is made of, with their commits. */
    default Map<String, String> others(Application application, Deployed deployed, Repositories repositories) {
        return Map.of();
    }

    /**
     * How Git stands to what the ledger says was deployed.
     *
     * @param deployment the newest one there; it has a commit
     * @param release what was deployed
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when Git does not tell
     */
    DriftFinding drift(
            Application application,
            Environment environment,
            Deployment deployment,
            Release release,
            Repositories repositories);
}
