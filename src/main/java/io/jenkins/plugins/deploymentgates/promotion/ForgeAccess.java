package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.ForgeSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forge;
import io.jenkins.plugins.deploymentgates.promotion.forge.Forges;
import java.util.Objects;

/** The servers with pull requests of applications, with the tokens they are called with. Thread-safe. */
final class ForgeAccess {
    private final Services services;
    private final Forges forges;

    ForgeAccess(Services services, Forges forges) {
        this.services = services;
        this.forges = forges;
    }

    /**
     * The server of an application that has one; nothing is asked yet.
     *
     * @param environment whose own repository; {@code null} for the application's
     * @throws io.jenkins.plugins.deploymentgates.model.DeploymentGatesException when its address does not follow from what
     *     is configured, or there is no token
     */
    Forge of(Application application, @CheckForNull String environment) {
        return of(
                application,
                environment,
                Objects.requireNonNull(application.requiredGit().forge()).project());
    }

    /**
     * The same of the application's own repository, where its commits come in: what is configured names it only where
     * environments have no repositories of their own.
     */
    Forge source(Application application) {
        GitSettings git = application.requiredGit();
        boolean apart = git.folders() != null || git.releaseFile() != null;
        return of(
                application,
                null,
                apart ? null : Objects.requireNonNull(git.forge()).project());
    }

    private Forge of(Application application, @CheckForNull String environment, @CheckForNull String configured) {
        GitSettings git = application.requiredGit();
        ForgeSettings settings = Objects.requireNonNull(git.forge());
        String repository =
                environment == null ? git.repository() : git.of(environment).repository();
        String project = configured;
        if (project != null && project.contains("{environment}")) {
            // The application's own repository is none of the environments'.
            project = environment == null ? null : project.replace("{environment}", environment);
        }
        String credentials = settings.credentials();
        return forges.of(
                settings.type(),
                settings.url(),
                project,
                repository,
                credentials == null ? null : services.repositories().secret(credentials));
    }
}
