package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.PushResult;
import io.jenkins.plugins.deploymentgates.git.StoredZip;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PushIntent;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
import io.jenkins.plugins.deploymentgates.promotion.Progress.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends what intents say and records how that ended, and brings to an end what a killed process left (design, rule 3). The
 * caller holds the locks. Thread-safe.
 */
final class IntentPushes {
    /** The lock of those who change deployment files; no environment is called so. */
    static final String FILES = " files";

    static final PushResult PREPARED = new PushResult(Outcome.DONE, "prepared");

    private final Services services;
    private final PullRequests pullRequests;

    IntentPushes(Services services, PullRequests pullRequests) {
        this.services = services;
        this.pullRequests = pullRequests;
    }

    /** Pushes what an intent says and records how that ended. */
    PushResult push(PushIntent intent, @CheckForNull LineRepository repository) {
        return push(intent, repository, false, () -> PREPARED);
    }

    /**
     * The same.
     *
     * @param again whether what somebody else's push came before on a shared branch is asked again
     * @param preparation what has to be done before, such as making tags; unless it ends well, nothing is pushed
     */
    PushResult push(
            PushIntent intent,
            @CheckForNull LineRepository repository,
            boolean again,
            Supplier<PushResult> preparation) {
        services.progress().at(Step.INTENDED);
        PushResult result = preparation.get();
        if (result.done()) {
            services.progress().at(Step.PREPARED);
            if (!intent.refs().isEmpty() && repository != null) {
                result = repository.push(intent.refs());
            } else if (Remote.zip(intent).isEmpty()) {
                result = new PushResult(Outcome.DONE, "nothing to push");
            }
        }
        services.progress().at(Step.PUSHED);
        Outcome outcome = again && result.outcome() == Outcome.OVERTAKEN && isShared(intent)
                ? Outcome.ABANDONED
                : result.outcome();
        settle(intent, outcome, result.detail());
        services.progress().at(Step.RECORDED);
        return new PushResult(outcome, result.detail());
    }

    /** Whether others push where an intent goes as a matter of course. */
    private boolean isShared(PushIntent intent) {
        return intent.kind() == PushIntent.Kind.PROMOTION
                && Mechanic.of(services.configuration().application(intent.application()))
                        .isShared();
    }

    void settle(PushIntent intent, Outcome outcome, String detail) {
        services.ledger().write(tx -> {
            Settlement.settle(tx, services.now(), intent, outcome, detail);
            return null;
        });
    }

    /**
     * Brings to an end the pushes into these environments that a killed process left open. Whoever holds the locks knows
     * that no living process is at it.
     */
    void recover(String application, List<String> environments, Repositories repositories) {
        boolean unseen = repositories.line() == null && services.goesThroughGit(application);
        List<PushIntent> left = services.ledger().read(view -> view.openIntents().stream()
                .filter(intent -> intent.application().equals(application))
                // Whoever comes with the repository sees what became of those.
                .filter(intent -> !unseen || intent.refs().isEmpty())
                .filter(intent -> environments(view, intent).stream().anyMatch(environments::contains))
                .toList());
        for (PushIntent intent : left) {
            if (intent.kind() == PushIntent.Kind.PULL_REQUEST) {
                pullRequests.tidy(intent, repositories);
                continue;
            }
            Optional<StoredZip> zip = Remote.zip(intent);
            if (zip.isPresent()) {
                recover(intent, zip.get());
                continue;
            }
            LineRepository repository = repositories.of(intent.environment());
            if (intent.refs().isEmpty() || repository == null) {
                settle(intent, Outcome.DONE, "nothing to push");
                continue;
            }
            switch (Remote.state(intent, repository)) {
                case DONE -> settle(intent, Outcome.DONE, "the push had arrived before the process ended");
                case UNTOUCHED -> {
                    if (intent.kind() == PushIntent.Kind.PROMOTION) {
                        settle(intent, Outcome.ABANDONED, "the process ended before the push; asked again");
                    } else {
                        push(intent, repository);
                    }
                }
                case OVERTAKEN ->
                    settle(
                            intent,
                            isShared(intent) ? Outcome.ABANDONED : Outcome.OVERTAKEN,
                            Remote.overtaken(intent, repository));
                default -> throw new IllegalStateException("unknown state of the remote");
            }
        }
    }

    private void recover(PushIntent intent, StoredZip zip) {
        switch (zip.state()) {
            case THERE -> settle(intent, Outcome.DONE, "'" + zip.file() + "' was written before the process ended");
            case ABSENT ->
                settle(intent, Outcome.ABANDONED, "the process ended before the file was written; asked again");
            default -> settle(intent, Outcome.REJECTED, zip.inTheWay());
        }
    }

    /** The environments whose locks an intent needs. */
    List<String> environments(LedgerView view, PushIntent intent) {
        if (!intent.promotions().isEmpty()) {
            return Execution.promotions(view, intent.promotions()).stream()
                    .map(Promotion::to)
                    .toList();
        }
        if (intent.kind() == PushIntent.Kind.DEPLOYMENT_FILES) {
            return List.of(FILES);
        }
        return List.copyOf(services.configuration()
                .application(intent.application())
                .pipeline()
                .keySet());
    }
}
