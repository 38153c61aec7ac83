package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.List;

/**
 * Where an application's configuration tree lives and how promotion moves it.
 *
 * @param repository URL or path
 * @param credentials the Jenkins credentials id; {@code null} when the host finds credentials itself
 * @param environmentPaths patterns of files that are not part of a release; {@code {environment}} stands for any
 *     environment's name
 * @param sourceBranch the branch that feeds the first environments
 * @param folders which folders go where; {@code null} unless the mechanic is {@link Mechanic#FOLDERS}
 * @param releaseFile where the environments' files are; {@code null} unless the mechanic is {@link
 *     Mechanic#RELEASE_FILE}
 * @param deploymentFiles whose deployment is which; {@code null} unless the mechanic is {@link Mechanic#DEPLOYMENT_FILES}
 * @param forge the server with pull requests; {@code null} when there is none to be asked
 */
public record GitSettings(
        String repository,
        @CheckForNull String credentials,
        List<String> environmentPaths,
        Mechanic mechanic,
        String sourceBranch,
        @CheckForNull FolderSettings folders,
        @CheckForNull ReleaseFileSettings releaseFile,
        @CheckForNull DeploymentFileSettings deploymentFiles,
        @CheckForNull ForgeSettings forge) {
    public GitSettings {
        environmentPaths = List.copyOf(environmentPaths);
    }

    /** Without what only some mechanics need. */
    public GitSettings(
            String repository,
            @CheckForNull String credentials,
            List<String> environmentPaths,
            Mechanic mechanic,
            String sourceBranch) {
        this(repository, credentials, environmentPaths, mechanic, sourceBranch, null, null, null, null);
    }

    /**
     * The repository an environment is promoted in, where that is not the application's.
     *
     * @throws InvalidInputException when it has none
     */
    public GitSettings of(String environment) {
        if (releaseFile != null) {
            return new GitSettings(
                    releaseFile.repository(),
                    releaseFile.credentials(),
                    environmentPaths,
                    mechanic,
                    releaseFile.branch(environment),
                    null,
                    releaseFile,
                    null,
                    forge);
        }
        FolderSettings.Target target =
                folders == null ? null : folders.targets().get(environment);
        if (target == null) {
            throw new InvalidInputException("the environment " + Names.quote(environment)
                    + " has no repository of its own; add it to git.folders.targets");
        }
        if (target.repository() == null) {
            throw new InvalidInputException("the environment " + Names.quote(environment) + " has zip releases in "
                    + target.zip() + ", and no repository of its own");
        }
        return new GitSettings(
                target.repository(),
                target.credentials(),
                environmentPaths,
                mechanic,
                target.branch(),
                folders,
                null,
                null,
                forge);
    }

    /** Whether an environment's own is a repository, or would have to be; else it gets zip files. */
    public boolean hasRepository(String environment) {
        return folders == null || folders.zipFolder(environment) == null;
    }

    /** A way of promoting through Git. */
    public enum Mechanic {
        /** One line of history, a branch an environment. */
        FAST_FORWARD,
        /** A file on a branch an environment names the version, whose commits are tagged. */
        RELEASE_FILE,
        /** Chosen folders are copied into a repository an environment. */
        FOLDERS,
        /** A file a deployment, all in one branch. */
        DEPLOYMENT_FILES,
        /** Records only; others do the work. */
        NONE
    }
}
