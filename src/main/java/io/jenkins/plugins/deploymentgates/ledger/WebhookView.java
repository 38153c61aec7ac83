package io.jenkins.plugins.deploymentgates.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions about deliveries to one consistent state of the ledger; lives as long as the view it came from. */
public interface WebhookView {

    /** How far a webhook is; nothing when it was never heard of. */
    Optional<WebhookState> state(String webhook);

    /**
     * Dead letters by their events, oldest first.
     *
     * @param limit how many at most
     */
    List<DeadLetter> deadLetters(int limit);

    Optional<DeadLetter> deadLetter(String id);

    /** How many dead letters each webhook has; those without any are left out. */
    Map<String, Long> deadLetterCounts();

    /** The webhooks with dead letters that are to be sent again. */
    List<String> toResend();

    /** The oldest dead letter of a webhook that is to be sent again. */
    Optional<DeadLetter> nextToResend(String webhook);
}
