package io.jenkins.plugins.deploymentgates.notify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Instant;
import java.util.List;

/**
 * How a webhook is. Immutable; holds no secret.
 *
 * @param webhook its name, made from URL and format
 * @param url without its query, which may hold a token
 * @param wishes what is sent there, entry by entry of the configuration
 * @param delivered everything for it up to this sequence number is delivered or a dead letter; {@code null} before
 *     anything was looked at
 * @param waiting how many events wait for it; those after the next thousand events are not counted
 * @param failures attempts in a row in vain
 * @param dead how many dead letters there are
 * @param problem what went wrong last; empty when all is well
 */
public record WebhookStatus(
        String webhook,
        String url,
        Format format,
        List<Wish> wishes,
        State state,
        @CheckForNull Long delivered,
        int waiting,
        int failures,
        @CheckForNull Instant failingSince,
        @CheckForNull Instant nextAttempt,
        @CheckForNull Instant deliveredAt,
        long dead,
        String problem) {
    public WebhookStatus {
        wishes = List.copyOf(wishes);
    }

    /** How events are written. */
    public enum Format {
        /** This project's events as JSON. */
        EVENTS,
        /** As DeployDB writes them. */
        DEPLOYDB,
        /** Calls of Jira's API. */
        JIRA
    }

    /** What becomes of an event now. */
    public enum State {
        /** It is sent at once. */
        READY,
        /** The last attempts were in vain; the next comes soon. */
        RETRYING,
        /** The circuit breaker is open: so many were in vain that only one at a time is tried, at its instant. */
        OPEN
    }

    /**
     * Which events.
     *
     * @param on types; empty for all, and so on
     * @param signed whether the body is signed
     */
    public record Wish(
            List<String> on, List<String> applications, List<String> environments, List<String> tiers, boolean signed) {
        public Wish {
            on = List.copyOf(on);
            applications = List.copyOf(applications);
            environments = List.copyOf(environments);
            tiers = List.copyOf(tiers);
        }
    }
}
