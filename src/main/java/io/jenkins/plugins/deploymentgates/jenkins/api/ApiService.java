package io.jenkins.plugins.deploymentgates.jenkins.api;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.deploymentgates.api.Api;
import io.jenkins.plugins.deploymentgates.api.Waiters;

/** This controller's API, and whoever waits for events there without a thread of their own. Thread-safe. */
@Extension
public final class ApiService extends PeriodicWork {
    /** So many wait at once; whoever comes then is answered with what there is. */
    private static final int MOST_WAITING = 500;

    private final Api api;
    private final Waiters waiters;

    public ApiService() {
        ControllerHost host = new ControllerHost();
        api = new Api(host);
        waiters = new Waiters(host, MOST_WAITING);
    }

    /** The one of this controller. */
    static ApiService get() {
        return ExtensionList.lookupSingleton(ApiService.class);
    }

    /** The API. */
    Api api() {
        return api;
    }

    /** Who waits. */
    Waiters waiters() {
        return waiters;
    }

    /** In milliseconds; while nobody waits, a look costs nothing. */
    @Override
    public long getRecurrencePeriod() {
        return 500;
    }

    @Override
    protected void doRun() {
        waiters.pump();
    }

    /** Answers those who wait when the controller goes down. */
    @Terminator
    public static void stop() {
        get().waiters.close();
    }
}
