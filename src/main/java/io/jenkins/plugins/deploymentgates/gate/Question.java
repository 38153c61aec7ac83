package io.jenkins.plugins.deploymentgates.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.GateSettings;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.GateOutcome;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
 * @param outside what those gates say that look outside, found before they are asked
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
        @CheckForNull Line line,
        Map<GateSettings, GateOutcome> outside) {
    public Question {
        sources = List.copyOf(sources);
        outside = Map.copyOf(outside);
    }

    /** One for which nobody has looked outside. */
    public Question(
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
        this(
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
                now,
                line,
                Map.of());
    }

    /** The same question with what was found outside. */
    public Question with(Map<GateSettings, GateOutcome> found) {
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
                now,
                line,
                found);
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
                line,
                outside);
    }
}
