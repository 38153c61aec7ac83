package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.config.FolderSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.FileHistory;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.promotion.CommitPullRequests;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the questions of this package want to know of Git, answered by the applications' repositories. */
public final class GitAnswers implements Matrix.CommitCount, Metrics.CommitTimes {
    private static final Logger LOGGER = LoggerFactory.getLogger(GitAnswers.class);

    private final Function<Application, LineRepository> repositories;
    private final Map<String, Optional<Instant>> times = new HashMap<>();
    private final Set<String> unreachable = new HashSet<>();

    /** @param repositories opens an application's repository, or says {@code null}; whoever gives it closes them */
    public GitAnswers(Function<Application, LineRepository> repositories) {
        this.repositories = repositories;
    }

    @Override
    public OptionalInt between(Application application, String environment, String from, String to) {
        LineRepository repository = reachable(application);
        if (repository == null || from.equals(to)) {
            return repository == null ? OptionalInt.empty() : OptionalInt.of(0);
        }
        try {
            // Only some of the ways to count say so when it is gone.
            repository.resolve(from);
            return OptionalInt.of(commits(application, repository, environment, from, to, Integer.MAX_VALUE)
                    .size());
        } catch (GitException e) {
            // Commits of long ago may be gone from the repository, or their files be unreadable.
            return OptionalInt.empty();
        }
    }

    @Override
    public Optional<Instant> of(Application application, String commit) {
        LineRepository repository = reachable(application);
        return repository == null
                ? Optional.empty()
                : times.computeIfAbsent(commit, id -> {
                    try {
                        return repository.commits(null, id, 1).stream()
                                .map(Line.Commit::at)
                                .findFirst();
                    } catch (GitException e) {
                        return Optional.empty();
                    }
                });
    }

    /** The application's repository; {@code null} when it has none, or none that answers: others are still told of. */
    @CheckForNull
    private LineRepository reachable(Application application) {
        if (unreachable.contains(application.name())) {
            return null;
        }
        try {
            return repositories.apply(application);
        } catch (GitException e) {
            LOGGER.warn("{}: its commits are not told: {}", application.name(), e.getMessage());
            unreachable.add(application.name());
            return null;
        }
    }

    /** Where environments share a branch: those of its own file and of the files it is promoted from. */
    private static List<Line.Commit> commits(
            Application application,
            LineRepository repository,
            String environment,
            @CheckForNull String from,
            String to,
            int most) {
        DeploymentFileSettings settings = application.git().deploymentFiles();
        if (settings == null) {
            return repository.commits(from, to, most);
        }
        DeploymentFiles files = DeploymentFiles.at(repository, to, settings.file());
        List<String> paths = Stream.concat(
                        Stream.of(environment),
                        Optional.ofNullable(application.pipeline().get(environment)).stream()
                                .flatMap(stage -> stage.after().stream()))
                .flatMap(name -> files.path(settings.nameOf(name)).stream())
                .toList();
        return paths.isEmpty() ? List.of() : FileHistory.commits(repository, from, to, paths, most);
    }

    /** What differs in files of an application's repository; it is opened when the first question is asked. */
    public FileDifference.Difference differences(Application application) {
        return (from, to, path) -> repositories.apply(application).difference(from, to, path);
    }

    /**
     * What changed between commits; the repository is opened when the first question is asked.
     *
     * @param pullRequests finds those that commits came in by
     */
    public CommitTrace.Ancestry changes(Application application, CommitPullRequests pullRequests) {
        return new CommitTrace.Ancestry() {
            @Override
            public String resolve(String commit) {
                return repositories.apply(application).resolve(commit);
            }

            @Override
            public boolean isAncestor(String ancestor, String descendant) {
                return repositories.apply(application).isAncestor(ancestor, descendant);
            }

            @Override
            public List<Line.Commit> commits(@CheckForNull String from, String to) {
                return repositories.apply(application).commits(from, to, Line.MAX_INCOMING);
            }

            @Override
            public List<Line.Commit> commits(String environment, @CheckForNull String from, String to) {
                return GitAnswers.commits(
                        application, repositories.apply(application), environment, from, to, Line.MAX_INCOMING);
            }

            @Override
            public List<Line.Commit> history(String from, int limit) {
                return repositories.apply(application).commits(null, from, limit);
            }

            @Override
            public List<String> files(String from, String to) {
                FolderSettings folders = application.git().folders();
                if (folders == null) {
                    return repositories.apply(application).changedFiles(from, to);
                }
                // Nothing else of the source is in the environments.
                FolderSet copied = FolderSet.of(folders.paths());
                return repositories.apply(application).changedFiles(from, to).stream()
                        .filter(file -> copied.contains(file.substring(2)))
                        .toList();
            }

            @Override
            public Map<String, String> heads() {
                return repositories.apply(application).heads();
            }

            @Override
            public CommitPullRequests.Found pullRequests(List<Line.Commit> commits) {
                return pullRequests.of(application, commits);
            }
        };
    }
}
