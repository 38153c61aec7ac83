package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.git.DeploymentReferences;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.Closing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The repositories of one application that one use case works with: the application's own, and those that some ways of
 * promoting have for each environment, opened when first asked for. Used by one thread.
 */
final class Repositories implements AutoCloseable {
    /** Of what does not go through Git. */
    static final Repositories NONE = new Repositories();

    private final Function<String, LineRepository> opener;
    private final Function<String, LineRepository> beside;

    @CheckForNull
    private final LineRepository line;

    @CheckForNull
    private final DeploymentReferences references;

    private final String branch;
    private final Map<String, LineRepository> own = new LinkedHashMap<>();

    /** The newest commit that was drafted on top of the source branch. */
    @CheckForNull
    private String drafted;

    private Repositories() {
        line = null;
        references = null;
        branch = "";
        opener = name -> null;
        beside = name -> null;
    }

    /**
     * @param opener opens the repository that settings name
     * @param beside opens the repository that a file names
     * @param references finds out what versions in the application's repository stand for
     */
    Repositories(
            GitSettings git,
            Function<GitSettings, LineRepository> opener,
            Function<String, LineRepository> beside,
            DeploymentReferences references) {
        this.beside = beside;
        this.references = references;
        this.branch = git.sourceBranch();
        this.line = opener.apply(git);
        this.opener = name -> git.hasRepository(name) ? opener.apply(git.of(name)) : null;
    }

    /** What finds out what versions stand for. */
    DeploymentReferences references() {
        return Objects.requireNonNull(references);
    }

    /** The commit that the next one on the source branch goes on top of: what was drafted here, else the branch's head. */
    String tip() {
        return drafted == null ? Objects.requireNonNull(line).head(branch) : drafted;
    }

    /**
     * A commit was made on top of {@link #tip}, to be pushed together with those before it.
     *
     * @param commit {@code null} to begin at the branch's head again
     */
    void drafted(@CheckForNull String commit) {
        drafted = commit;
    }

    /** The application's repository; {@code null} when nothing goes through Git. */
    @CheckForNull
    LineRepository line() {
        return line;
    }

    /**
     * The repository an intent pushes to; {@code null} when nothing goes through Git, or the environment gets zip files.
     *
     * @param environment whose own repository; {@code null} for the application's
     * @throws io.jenkins.plugins.deploymentgates.model.InvalidInputException when the environment has none
     */
    @CheckForNull
    LineRepository of(@CheckForNull String environment) {
        return environment == null ? line : own.computeIfAbsent(environment, opener);
    }

    /**
     * Opens a repository that a file names beside the application's own; to be closed by the caller. May be called by
     * several threads.
     */
    LineRepository beside(String repository) {
        return beside.apply(repository);
    }

    @Override
    public void close() {
        List<LineRepository> open = new ArrayList<>(own.values());
        if (line != null) {
            open.add(line);
        }
        Closing.all(open, LineRepository::close);
    }
}
