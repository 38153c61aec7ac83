package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;

/** Tells what a push deploys. Writes nothing. Thread-safe. */
public final class Pushes {
    private final Services services;

    Pushes(Services services) {
        this.services = services;
    }

    /**
     * What a push deploys, and what in it changed.
     *
     * @param build on whose behalf, which decides about credentials; {@code null} for a person
     * @throws InvalidInputException when there is no such application, it does not go through Git, or several branches
     *     could be meant
     * @throws io.jenkins.plugins.deploymentgates.git.GitException when a branch or commit is not there
     */
    public Pushed changed(String application, Push push, @CheckForNull Build build) {
        Application known = services.configuration().application(application);
        if (known.requiredGit().mechanic() == GitSettings.Mechanic.NONE) {
            throw new InvalidInputException("no push deploys anything of application " + application
                    + ": its mechanic is none, so others do the work");
        }
        try (Repositories repositories = services.repositories(known, Access.READ, build)) {
            return Mechanic.of(known).changed(services.configuration(), known, push, repositories);
        }
    }
}
