package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.ReleaseFileSettings;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository;
import io.jenkins.plugins.deploymentgates.git.EnvironmentRepository.Content;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.git.GitRepositories;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.ReleaseFile;
import io.jenkins.plugins.deploymentgates.git.ReleaseRecord;
import io.jenkins.plugins.deploymentgates.git.VersionTags;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.Objects;

/**
 * An environment of an environment repository: where its branch is, and what its file says there.
 *
 * @param address of the environment repository, without secrets
 */
record ReleaseFilePlace(
        Application application,
        Environment environment,
        EnvironmentRepository environments,
        String address,
        String branch,
        String head,
        Content content) {

    /**
     * Reads it as it is now.
     *
     * @throws GitException when the branch or file is not there or has mistakes, or is of another application
     */
    static ReleaseFilePlace of(Application application, Environment environment, Repositories repositories) {
        GitSettings git = application.requiredGit();
        LineRepository repository = repositories.of(environment.name());
        repository.fetch();
        EnvironmentRepository environments = environments(git, repository);
        String head = environments.head(environment.name());
        ReleaseFilePlace place = new ReleaseFilePlace(
                application,
                environment,
                environments,
                repository.address(),
                environments.layout().branch(environment.name()),
                head,
                environments.read(environment.name(), head));
        String named = place.content().settings().application();
        if (!GitRepositories.isSame(named, git.repository())) {
            throw new GitException(place.where() + ": application: names repository '" + GitRepositories.shown(named)
                    + "', and that of " + application.name() + " is '" + GitRepositories.shown(git.repository())
                    + "'; correct the file, or applications." + application.name() + ".git.repository");
        }
        return place;
    }

    static EnvironmentRepository environments(GitSettings git, LineRepository repository) {
        ReleaseFileSettings settings = settings(git);
        return new EnvironmentRepository(
                repository,
                new EnvironmentRepository.Layout(
                        settings.branches(), settings.file(), settings.types(), settings.typesBranch()));
    }

    static ReleaseFileSettings settings(GitSettings git) {
        return Objects.requireNonNull(git.releaseFile());
    }

    /** The file, as messages name it. */
    String where() {
        return branch + ":" + environments.layout().file();
    }

    private boolean isDevelopment() {
        return environment.tier().equals(VersionTags.DEVELOPMENT);
    }

    /**
     * What something is called that enters the environment without a name.
     *
     * @throws InvalidInputException when the file does not say it
     */
    String version() {
        ReleaseFile file = content.file();
        if (isDevelopment()) {
            return ReleaseFile.WORK_IN_PROGRESS;
        }
        if (file.isWorkInProgress()) {
            throw new InvalidInputException(where() + " says " + ReleaseFile.WORK_IN_PROGRESS
                    + ", and that is no version for " + environment.name() + " of the tier " + environment.tier()
                    + "; say which version of " + application.name() + " with --version");
        }
        return file.version();
    }

    /**
     * What the newest promotion brought there, if the file still says its version.
     *
     * @param version what is said to be there; {@code null} where nothing is said
     * @throws InvalidInputException when there was no promotion, or something else is there
     */
    ReleaseRecord deployed(@CheckForNull String version) {
        String where = "branch '" + branch + "' of repository '" + address + "' ";
        ReleaseRecord record = environments
                .record(head)
                .orElseThrow(
                        () -> new InvalidInputException(where + "does not say which commit of " + application.name()
                                + " it has: no promotion was made into it yet; name the commit with --commit"));
        String promoted = record.version();
        String said = isDevelopment() ? promoted : content.file().version();
        if (!said.equals(promoted) || version != null && !version.equals(said)) {
            throw new InvalidInputException(where + "says version " + said
                    + (said.equals(promoted) ? "" : " and was promoted " + promoted)
                    + (version == null ? "" : ", not " + version)
                    + "; record what is there, or name the commit with --commit");
        }
        return record;
    }
}
