package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.List;

/**
 * What the gates are asked: may this release enter this environment now? One question sees one state of the ledger.
 *
 * @param sources the upstream environments whose evidence counts: the pipeline's, or the one that was named; empty for
 *     an environment at the start of the pipeline
 * @param kind how the release would move
 * @param promotion the promotion if it was recorded already; {@code null} when only explaining or about to request
 * @param trigger the login of who asks for it
 * @param now the instant asked about; a later one tells whether time alone would help
 * @param line what Git says; {@code null} without a repository
 */
public record Question(
        LedgerView ledger,
        Configuration configuration,
        Application application,
        Environment target,
        List<String> sources,
        Release release,
        @CheckForNull String commit,
        PromotionKind kind,
        @CheckForNull Promotion promotion,
        String trigger,
        Instant now,
        @CheckForNull Line line) {
    public Question {
        sources = List.copyOf(sources);
    }

    /** The same question at another instant. */
    public Question at(Instant instant) {
        return new Question(
                ledger,
                configuration,
                application,
                target,
                sources,
                release,
                commit,
                kind,
                promotion,
                trigger,
                instant,
                line);
    }
}
