package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/**
 * The Jira that an application's tickets are in. Immutable.
 *
 * @param url its address, such as {@code https://acme.atlassian.net}
 * @param credentials the name of the secret it is called with; {@code null} to call it as nobody
 * @param fixVersion the version that tickets get when they are promoted, with {@code {application}}, {@code {version}} and
 *     {@code {environment}}; {@code null} for none
 * @param comment whether tickets get a comment when they are promoted
 * @param environments only what is promoted into these is told; empty for all
 * @param promoteOn when a ticket's change asks for a promotion; {@code null} for never
 */
public record JiraSettings(
        Type type,
        String url,
        @CheckForNull String credentials,
        @CheckForNull String fixVersion,
        boolean comment,
        List<String> environments,
        @CheckForNull PromoteOn promoteOn) {
    public JiraSettings {
        environments = List.copyOf(environments);
    }

    /** Which Jira it is. */
    public enum Type {
        /** Atlassian's own servers. */
        CLOUD,
        /** A server of one's own. */
        DATA_CENTER
    }

    /**
     * When a ticket's change asks for a promotion.
     *
     * @param status the status it has to get
     * @param environment where to
     * @param secret the name of the secret that signs webhooks; {@code null} when they have a token
     * @param user on whose behalf a signed webhook asks
     */
    public record PromoteOn(String status, String environment, @CheckForNull String secret, String user) {}

    /** Whether anything is told to it at all. */
    public boolean isTold() {
        return comment || fixVersion != null;
    }

    /** The name of a version there. */
    public static String name(String template, String application, String version, String environment) {
        return template.replace("{application}", application)
                .replace("{environment}", environment)
                .replace("{version}", version);
    }
}
