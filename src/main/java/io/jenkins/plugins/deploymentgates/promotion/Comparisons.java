package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.List;

/** What only the way of promoting knows about two deployments. Writes nothing. Thread-safe. */
public final class Comparisons {
    private final Services services;

    Comparisons(Services services) {
        this.services = services;
    }

    /** A deployment and what was deployed. */
    record Deployed(Deployment deployment, Release release) {}

    /**
     * The repositories beside the application's own that two deployments of it are made of, in the order of their
     * addresses.
     *
     * @param left {@code null} for nothing, and so for no repositories
     * @param right the same
     * @throws io.jenkins.plugins.deploymentgates.git.GitException when one cannot be read
     */
    public List<ComparedRepository> beside(
            String application, @CheckForNull Deployment left, @CheckForNull Deployment right) {
        boolean known = left != null && right != null && left.commit() != null && right.commit() != null;
        if (!known || !services.goesThroughGit(application)) {
            return List.of();
        }
        Application one = services.configuration().application(application);
        Deployed onLeft = deployed(left);
        Deployed onRight = deployed(right);
        try (Repositories repositories = services.repositories(one, Access.READ, null)) {
            return Mechanic.of(one).compare(one, onLeft, onRight, repositories);
        }
    }

    private Deployed deployed(Deployment deployment) {
        return new Deployed(deployment, services.ledger().read(view -> view.release(deployment.fingerprint())
                .orElseThrow()));
    }
}
