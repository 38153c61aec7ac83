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
     * Compares two deployments of an application.
     *
     * @param left {@code null} for nothing, and so for nothing to compare
     * @param right the same
     * @throws io.jenkins.plugins.deploymentgates.git.GitException when one cannot be read
     */
    public Compared compare(String application, @CheckForNull Deployment left, @CheckForNull Deployment right) {
        boolean known = left != null && right != null && left.commit() != null && right.commit() != null;
        if (!known || !services.goesThroughGit(application)) {
            return Compared.NOTHING;
        }
        Application one = services.configuration().application(application);
        Deployed onLeft = deployed(left);
        Deployed onRight = deployed(right);
        try (Repositories repositories = services.repositories(one, Access.READ, null)) {
            return Mechanic.of(one).compare(one, onLeft, onRight, repositories);
        }
    }

    /**
     * The same for what a deployment brought.
     *
     * @param before what was there; {@code null} for nothing
     * @throws io.jenkins.plugins.deploymentgates.git.GitException when one cannot be read
     */
    public Compared brought(String application, @CheckForNull Deployment before, Deployment after) {
        if (before != null && before.commit() != null) {
            return compare(application, before, after);
        }
        if (after.commit() == null || !services.goesThroughGit(application)) {
            return Compared.NOTHING;
        }
        Application one = services.configuration().application(application);
        try (Repositories repositories = services.repositories(one, Access.READ, null)) {
            return Compared.of(Mechanic.of(one).others(one, deployed(after), repositories).entrySet().stream()
                    .map(other -> new ComparedRepository(other.getKey(), null, other.getValue(), List.of(), List.of()))
                    .toList());
        }
    }

    private Deployed deployed(Deployment deployment) {
        return new Deployed(deployment, services.ledger().read(view -> view.release(deployment.fingerprint())
                .orElseThrow()));
    }
}
