package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.Closing;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Finds out which commits the versions of {@code git} components stand for now. Each source is asked once a call.
 *
 * <p>Whoever may write deployment files names the sources. So the application's credentials are used only for sources on
 * the host of the application's own repository, and a source can be a folder of this machine only when that repository is
 * one. Thread-safe.
 */
public final class DeploymentReferences {
    private final GitRepositories repositories;
    private final GitSettings application;

    @CheckForNull
    private final Build build;

    /**
     * @param application where the deployment files are
     * @param build on whose behalf; {@code null} for a person
     */
    public DeploymentReferences(GitRepositories repositories, GitSettings application, @CheckForNull Build build) {
        this.repositories = repositories;
        this.application = application;
        this.build = build;
    }

    /**
     * What a version stood for.
     *
     * @param source the repository
     * @param version the branch, tag or commit, as written
     * @param commit full id
     * @param branch whether it was a branch, which is expected to move
     */
    public record Reference(String source, String version, String commit, boolean branch) {}

    /**
     * A version that stands for another commit than the recorded one.
     *
     * @param component name of the module, or {@link DeploymentComponent#CORE}
     * @param from full id of the recorded commit
     * @param to what it stands for now; a tag that somebody moved is here too
     */
    public record Moved(String deployment, String component, String from, Reference to) {}

    /**
     * The references of all components of type {@code git}: deployment to component to reference, to be recorded with the
     * deployment.
     *
     * @throws UnreachableException when a source does not answer, so that it is to be asked again; with all that is wrong
     * @throws DeploymentFilesException with every version that stands for nothing and every source that cannot be read
     */
    public Map<String, Map<String, Reference>> resolve(Collection<DeploymentFile> deployments) {
        Map<String, Map<String, Reference>> resolved = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        List<GitException> unreachable = new ArrayList<>();
        Map<String, Source> sources = new HashMap<>();
        try {
            for (DeploymentFile file : deployments) {
                Map<String, Reference> references = new LinkedHashMap<>();
                file.components().forEach((name, component) -> {
                    String source = component.source();
                    if (!component.type().equals(DeploymentComponent.GIT) || source == null) {
                        return;
                    }
                    try {
                        references.put(
                                name,
                                sources.computeIfAbsent(source, this::open).resolve(component.version()));
                    } catch (GitException e) {
                        if (e instanceof UnreachableException) {
                            unreachable.add(e);
                        }
                        problems.add(new Problem(
                                file.path(), component.line(), component.column(), name + ": " + e.getMessage()));
                    }
                });
                resolved.put(file.name(), references);
            }
        } finally {
            Closing.all(sources.values(), Source::close);
        }
        if (!unreachable.isEmpty()) {
            // Nothing is known of those versions, so nothing is decided by the others either.
            throw new UnreachableException(
                    Problem.lines(problems.stream()
                            .sorted(DeploymentFilesException.ORDER)
                            .distinct()
                            .toList()),
                    unreachable.get(0));
        }
        DeploymentFilesException.check(problems);
        return resolved;
    }

    /**
     * Which deployments ought to be deployed again, although nobody changed their files.
     *
     * @param recorded what {@link #resolve} said when they were deployed; a component that is not there, or had another
     *     version or source then, is no matter of moving references
     * @throws DeploymentFilesException as {@link #resolve} does
     */
    public List<Moved> refresh(Collection<DeploymentFile> deployments, Map<String, Map<String, Reference>> recorded) {
        List<Moved> moved = new ArrayList<>();
        List<DeploymentFile> known = deployments.stream()
                .filter(file -> recorded.containsKey(file.name()))
                .toList();
        resolve(known)
                .forEach((deployment, references) -> references.forEach((component, now) -> {
                    Reference then = recorded.get(deployment).get(component);
                    if (then != null
                            && then.version().equals(now.version())
                            && then.source().equals(now.source())
                            && !then.commit().equals(now.commit())) {
                        moved.add(new Moved(deployment, component, then.commit(), now));
                    }
                }));
        return moved;
    }

    /** An opened source, or why there is none, which then holds for all who want it. */
    private record Source(
            String address,
            @CheckForNull LineRepository repository,
            Map<String, String> heads,
            @CheckForNull GitException failure) {
        Reference resolve(String version) {
            if (repository == null) {
                throw Objects.requireNonNull(failure);
            }
            return new Reference(address, version, repository.resolve(version), heads.containsKey(version));
        }

        void close() {
            if (repository != null) {
                repository.close();
            }
        }
    }

    private Source open(String source) {
        try {
            RepositoryAddress address = RepositoryAddress.parse(source);
            RepositoryAddress own = RepositoryAddress.parse(application.repository());
            if (address.path() != null && own.path() == null) {
                return failed(
                        source,
                        "the source " + Names.quote(source)
                                + " is a folder of this machine; give a URL such as https://git.example.com/shop/core.git");
            }
            return opened(source, repositories.openBeside(application, source, Access.READ, build));
        } catch (GitException e) {
            return new Source(source, null, Map.of(), e);
        }
    }

    private static Source opened(String source, LineRepository repository) {
        try {
            return new Source(source, repository, repository.heads(), null);
        } catch (GitException e) {
            repository.close();
            return new Source(source, null, Map.of(), e);
        }
    }

    private static Source failed(String source, String message) {
        return new Source(source, null, Map.of(), new GitException(message));
    }
}
