package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Event;
import java.util.function.Predicate;

/**
 * What became of builds and jobs that had done something. What they did stays in the ledger in any case; a build or job
 * that did nothing leaves no event. Thread-safe.
 */
public final class Builds {
    private final Services services;

    Builds(Services services) {
        this.services = services;
    }

    /** A build was deleted. */
    public void deleted(Actor actor, String job, int number) {
        append(actor, view -> !view.build(job, number).isEmpty(), new Event.BuildDeleted(job, number));
    }

    /** A job was renamed or moved to another folder. */
    public void moved(Actor actor, String from, String to) {
        append(actor, view -> hasBuilds(view, from), new Event.JobMoved(from, to));
    }

    /** A job was deleted with all its builds. */
    public void jobDeleted(Actor actor, String job) {
        append(actor, view -> hasBuilds(view, job), new Event.JobDeleted(job));
    }

    private static boolean hasBuilds(LedgerView view, String job) {
        return !view.buildsOfJob(job, LedgerView.NEWEST, 1).isEmpty();
    }

    private void append(Actor actor, Predicate<LedgerView> known, Event event) {
        // Most builds and jobs have nothing to do with deployments: they are not to wait for the writer.
        if (services.ledger().read(known::test)) {
            services.ledger().write(tx -> tx.append(services.now(), actor.name(), null, event));
        }
    }
}
