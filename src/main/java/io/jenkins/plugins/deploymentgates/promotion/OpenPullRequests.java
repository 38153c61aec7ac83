package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import java.util.List;
import java.util.Optional;

/** Which pull requests are not settled, as the ledger knows. Stateless. */
final class OpenPullRequests {
    private OpenPullRequests() {}

    /** The intent of a promotion that is a pull request now. */
    static Optional<PushIntent> intentOf(LedgerView view, long promotion) {
        return view.openIntents().stream()
                .filter(intent -> intent.kind() == PushIntent.Kind.PULL_REQUEST
                        && intent.promotions().contains(promotion))
                .findFirst();
    }

    /**
     * The promotions that are pull requests now, those among them that have ended and whose pull request has not.
     *
     * @param application of this application, or of all for {@code null}
     */
    static List<Promotion> promotions(LedgerView view, @CheckForNull String application) {
        return view.openIntents().stream()
                .filter(intent -> intent.kind() == PushIntent.Kind.PULL_REQUEST
                        && (application == null || intent.application().equals(application)))
                .flatMap(intent -> intent.promotions().stream())
                .flatMap(id -> view.promotion(id).stream())
                .toList();
    }

    /** Whether a promotion does nothing but wait for its pull request, so that no process can have left it in the middle. */
    static boolean waits(LedgerView view, PushIntent intent) {
        return intent.kind() == PushIntent.Kind.PULL_REQUEST
                && view.promotion(intent.promotions().get(0))
                        .filter(one ->
                                one.pullRequest() != null && !one.status().isFinal())
                        .isPresent();
    }
}
