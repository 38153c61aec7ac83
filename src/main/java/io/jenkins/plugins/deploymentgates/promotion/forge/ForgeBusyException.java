package io.jenkins.plugins.deploymentgates.promotion.forge;

import java.time.Instant;

/** A server with pull requests cannot answer just now: wait, nothing has failed. */
public final class ForgeBusyException extends ForgeException {
    private static final long serialVersionUID = 1L;

    private final Instant again;

    public ForgeBusyException(String message, Instant again) {
        super(message);
        this.again = again;
    }

    /** When to ask again, later than now. */
    public Instant again() {
        return again;
    }
}
