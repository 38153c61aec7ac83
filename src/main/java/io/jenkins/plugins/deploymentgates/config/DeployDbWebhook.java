package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * Where one kind of DeployDB's events is sent, in DeployDB's format.
 *
 * @param event what is told
 * @param url http or https
 * @param environment only what happens there; {@code null} means everywhere
 */
public record DeployDbWebhook(Event event, String url, @CheckForNull String environment) {

    /** What DeployDB tells its receivers. */
    public enum Event {
        DEPLOYMENT_CREATED("deployment.created"),
        DEPLOYMENT_STARTED("deployment.started"),
        DEPLOYMENT_COMPLETED("deployment.completed"),
        DEPLOYMENT_VERIFIED("deployment.verified"),
        PROMOTION_COMPLETED("promotion.completed");

        private final String word;

        Event(String word) {
            this.word = word;
        }

        /** How it is written, such as {@code deployment.created}. */
        public String word() {
            return word;
        }

        static Event of(String word) {
            for (Event event : values()) {
                if (event.word.equals(word)) {
                    return event;
                }
            }
            throw new IllegalArgumentException(word);
        }
    }
}
