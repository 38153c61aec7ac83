package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The settings of one configured gate. {@link #name()} is the key it is written under. */
public sealed interface GateSettings {

    String name();

    /** Upstream must have been verified without interruption for this long. */
    record Soak(Duration duration) implements GateSettings {
        @Override
        public String name() {
            return "soak";
        }
    }

    /** Evidence older than this does not count. */
    record VerifiedWithin(Duration duration) implements GateSettings {
        @Override
        public String name() {
            return "verifiedWithin";
        }
    }

    /** Further checks that must have passed upstream. */
    record Verifications(List<String> checks) implements GateSettings {
        public Verifications {
            checks = List.copyOf(checks);
        }

        @Override
        public String name() {
            return "verifications";
        }
    }

    /**
     * People who must agree.
     *
     * @param count how many different people
     * @param from users or groups whose votes count; empty means anyone
     * @param excludeTrigger whether the vote of who asked for the promotion is ignored (default)
     */
    record Approvals(int count, List<String> from, boolean excludeTrigger) implements GateSettings {
        public Approvals {
            from = List.copyOf(from);
        }

        @Override
        public String name() {
            return "approvals";
        }
    }

    /** Closed during the period. Beats every window. */
    record Freeze(Period period, String reason) implements GateSettings {
        @Override
        public String name() {
            return "freeze";
        }
    }

    /** Open only during this period or another window of the same environment. */
    record Window(Period period) implements GateSettings {
        @Override
        public String name() {
            return "window";
        }
    }

    /**
     * The commit must be on a branch that is allowed, and on none that is denied alone.
     *
     * @param allow patterns; {@code *} does not match {@code /}, {@code **} does
     */
    record Branches(List<String> allow) implements GateSettings {
        public Branches {
            allow = List.copyOf(allow);
        }

        @Override
        public String name() {
            return "branches";
        }
    }

    /**
     * Every incoming commit must name a ticket.
     *
     * @param pattern a regular expression for a ticket's key, such as {@code [A-Z]+-[0-9]+}; {@code null} for the
     *     application's own
     * @param status one of these every ticket must have in the application's Jira; empty when that does not matter
     */
    record Ticket(@CheckForNull String pattern, List<String> status) implements GateSettings {
        public Ticket {
            status = List.copyOf(status);
        }

        /** Whatever status they have. */
        public Ticket(@CheckForNull String pattern) {
            this(pattern, List.of());
        }

        @Override
        public String name() {
            return "ticket";
        }
    }

    /**
     * Each artifact must be where the target fetches it. Exactly one of registry, maven and url is there.
     *
     * @param registry the base URL of an OCI registry
     * @param repository of the registry, with placeholders
     * @param tag of the registry, with placeholders
     * @param maven the base URL of a Maven repository
     * @param extension of the file in the Maven repository
     * @param classifier of the file in the Maven repository; empty for none
     * @param url of a file, with placeholders
     * @param credentials the id of credentials; {@code null} for none
     * @param images patterns of copied files whose container images must be in the registry as well
     */
    record ArtifactsAvailable(
            @CheckForNull String registry,
            String repository,
            String tag,
            @CheckForNull String maven,
            String extension,
            String classifier,
            @CheckForNull String url,
            @CheckForNull String credentials,
            List<String> images)
            implements GateSettings {
        public ArtifactsAvailable {
            images = List.copyOf(images);
        }

        /** Without images. */
        public ArtifactsAvailable(
                @CheckForNull String registry,
                String repository,
                String tag,
                @CheckForNull String maven,
                String extension,
                String classifier,
                @CheckForNull String url,
                @CheckForNull String credentials) {
            this(registry, repository, tag, maven, extension, classifier, url, credentials, List.of());
        }

        @Override
        public String name() {
            return "artifactsAvailable";
        }
    }

    /**
     * An outside check is asked.
     *
     * @param url where the plan is posted
     * @param secret the name of the secret that signs it; {@code null} when unsigned
     * @param credentials the id of credentials; {@code null} for none
     */
    record Http(String url, @CheckForNull String secret, @CheckForNull String credentials) implements GateSettings {
        @Override
        public String name() {
            return "http";
        }
    }

    /** A recurring or a single period of time. Begin inclusive, end exclusive. */
    sealed interface Period {
        /**
         * Begins whenever {@code start} fires and lasts until {@code end} fires next.
         *
         * @param start Unix cron expression (five fields)
         * @param end Unix cron expression (five fields)
         */
        record Recurring(String start, String end, ZoneId timezone) implements Period {}

        /** One stretch of time; {@code end} may be open. */
        record Fixed(Instant start, @CheckForNull Instant end, ZoneId timezone) implements Period {}
    }
}
