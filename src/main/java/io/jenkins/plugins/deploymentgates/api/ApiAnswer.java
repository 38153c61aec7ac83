package io.jenkins.plugins.deploymentgates.api;

/**
 * What the API has to say to a request: an answer, an answer that is not there yet, or a stream that goes on. A host that
 * can wait without a thread hands the last two to {@link Waiters}; any other sends {@link #now}.
 */
public sealed interface ApiAnswer permits ApiResponse, PendingResponse, EventStream {

    /** What can be said at once; complete in itself, the sender asks again for what comes later. */
    ApiResponse now();
}
