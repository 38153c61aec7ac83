package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks promotions that wait again when their instant has come, those that were asked for by somebody who did not wait for
 * the answer, and looks at open pull requests at intervals, for a host that goes on running. A look costs two short queries
 * while nothing is due, and nothing of what is known here needs to survive a restart. Thread-safe.
 */
public final class DuePromotions {
    private static final Logger LOGGER = LoggerFactory.getLogger(DuePromotions.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** Who asks and waits for the answer is at it by then. */
    private static final Duration ALONE = Duration.ofSeconds(2);

    private final Host host;
    private final Map<Long, Instant> retries = new ConcurrentHashMap<>();

    /** What a host has. What cannot be had at the moment is said by a {@link DeploymentGatesException}. */
    public interface Host {

        /** The use cases under the configuration in force. */
        Engine engine();

        /** Looks something up in the ledger. */
        <T> T read(Function<LedgerView, T> question);

        /** The time. */
        Clock clock();
    }

    public DuePromotions(Host host) {
        this.host = host;
    }

    /**
     * Asks those whose instant has come, those that were asked for and left, those that could not be asked a minute
     * ago, and those that were put off to an instant that has come by now. Talks to Git.
     *
     * @throws DeploymentGatesException when the ledger cannot be asked which these are
     */
    public void decideDue() {
        Instant now = host.clock().instant();
        Set<Long> due = new TreeSet<>();
        due.addAll(host.read(view -> due(view, now)));
        due.addAll(pullRequests());
        due.addAll(retries.keySet());
        for (long promotion : due) {
            Instant at = retries.get(promotion);
            if (at == null || !at.isAfter(now)) {
                decide(promotion);
            }
        }
    }

    /**
     * Asks a promotion's gates and carries it out when they pass, as after a vote. When that cannot be done, for example
     * because Git cannot be reached, it is tried again in a minute.
     */
    public void decide(long promotion) {
        retries.put(promotion, host.clock().instant().plus(RETRY));
        try {
            PromotionResult result = host.engine().promotions().decide(promotion);
            Instant now = host.clock().instant();
            if (isDue(result.promotion(), now)) {
                // It waits for the same as before, which the ledger is not told again.
                Instant next = result.askAgainAt();
                retries.put(promotion, next != null && next.isAfter(now) ? next : now.plus(RETRY));
            } else {
                retries.remove(promotion);
            }
        } catch (DeploymentGatesException e) {
            LOGGER.warn("A waiting promotion could not be looked at: {}", e.getMessage());
        }
    }

    private List<Long> pullRequests() {
        boolean any = host.read(
                view -> view.openIntents().stream().anyMatch(intent -> intent.kind() == PushIntent.Kind.PULL_REQUEST));
        try {
            return any ? host.engine().promotions().pullRequestsDue() : List.of();
        } catch (DeploymentGatesException e) {
            LOGGER.warn("Open pull requests could not be looked at: {}", e.getMessage());
            return List.of();
        }
    }

    private static List<Long> due(LedgerView view, Instant now) {
        return view.openPromotions(null).stream()
                .filter(promotion -> promotion.status() == PromotionStatus.REQUESTED
                        ? !promotion.requestedAt().plus(ALONE).isAfter(now)
                        : isDue(promotion, now))
                .map(Promotion::id)
                .toList();
    }

    /** Whether it waits for an instant that has come. */
    private static boolean isDue(Promotion promotion, Instant now) {
        return promotion.status() == PromotionStatus.WAITING
                && promotion.earliest() != null
                && !promotion.earliest().isAfter(now);
    }
}
