package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.promotion.forge.ForgeBusyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When open pull requests are looked at again: at intervals, and less often the longer their server is in trouble. Nothing
 * of it needs to survive a restart. Thread-safe.
 */
final class PullRequestPolls {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int DOUBLINGS = 8;

    private final Services services;
    private final Map<Long, Next> next = new ConcurrentHashMap<>();

    PullRequestPolls(Services services) {
        this.services = services;
    }

    private record Next(Instant at, int failures) {}

    /** Promotions whose pull requests nobody has looked at for long enough. */
    List<Long> due() {
        Instant now = services.now();
        List<Long> open = services.ledger().read(view -> view.openIntents()).stream()
                .filter(intent -> intent.kind() == PushIntent.Kind.PULL_REQUEST)
                .flatMap(intent -> intent.promotions().stream())
                .toList();
        next.keySet().retainAll(open);
        return open.stream()
                .filter(id -> !next.containsKey(id) || !next.get(id).at().isAfter(now))
                .toList();
    }

    void looked(long promotion, Duration interval) {
        next.put(promotion, new Next(services.now().plus(interval), 0));
    }

    /**
     * The server could not be asked.
     *
     * @return whether that is more than being busy for a moment, so that people should know
     */
    boolean failed(long promotion, DeploymentGatesException problem) {
        Next before = next.get(promotion);
        int failures = before == null ? 0 : Math.min(DOUBLINGS, before.failures());
        Duration pause = SOON.multipliedBy(1L << failures);
        Instant at = services.now().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
        boolean busy = problem instanceof ForgeBusyException;
        if (busy && ((ForgeBusyException) problem).again().isAfter(at)) {
            at = ((ForgeBusyException) problem).again();
        }
        next.put(promotion, new Next(at, failures + 1));
        return !busy;
    }
}
