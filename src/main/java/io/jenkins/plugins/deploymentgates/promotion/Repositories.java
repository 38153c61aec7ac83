package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private final Map<String, LineRepository> own = new LinkedHashMap<>();

    private Repositories() {
        line = null;
        opener = name -> null;
        beside = name -> null;
    }

    /**
     * @param opener opens the repository that settings name
     * @param beside opens the repository that a file names
     */
    Repositories(
            GitSettings git, Function<GitSettings, LineRepository> opener, Function<String, LineRepository> beside) {
        this.beside = beside;
        this.line = opener.apply(git);
        this.opener = name -> opener.apply(git.of(name));
    }

    /** The application's repository; {@code null} when nothing goes through Git. */
    @CheckForNull
    LineRepository line() {
        return line;
    }

    /**
     * The repository an intent pushes to; {@code null} when nothing goes through Git.
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
        own.values().forEach(LineRepository::close);
        if (line != null) {
            line.close();
        }
    }
}
