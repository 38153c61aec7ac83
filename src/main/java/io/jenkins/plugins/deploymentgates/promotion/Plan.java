package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration;
import io.jenkins.plugins.deploymentgates.config.Environment;
import io.jenkins.plugins.deploymentgates.config.TicketSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.gate.Line.Relation;
import io.jenkins.plugins.deploymentgates.gate.Question;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a promotion would do, with what Git says about it. Immutable.
 *
 * @param source the commit the version was built from; differs from {@link #commit} for a cherry-pick
 * @param commit what the target would have; {@code null} without a repository
 * @param draft a commit of the mechanic's own; {@code null} when the target gets {@link #commit} itself
 * @param pullRequests what those say by which the commits it would bring came in
 */
record Plan(
        Application application,
        Environment target,
        List<String> sources,
        Release release,
        @CheckForNull String source,
        @CheckForNull String commit,
        PromotionKind kind,
        @CheckForNull Line line,
        @CheckForNull Draft draft,
        CommitPullRequests.Found pullRequests) {

    /** Before anybody was asked about pull requests. */
    Plan(
            Application application,
            Environment target,
            List<String> sources,
            Release release,
            @CheckForNull String source,
            @CheckForNull String commit,
            PromotionKind kind,
            @CheckForNull Line line,
            @CheckForNull Draft draft) {
        this(application, target, sources, release, source, commit, kind, line, draft, CommitPullRequests.Found.NONE);
    }

    Question question(
            LedgerView view,
            Configuration configuration,
            @CheckForNull Promotion promotion,
            String trigger,
            Instant now) {
        return new Question(
                view,
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
                line);
    }

    /**
     * The tickets that the commits it would bring, the branch they come from, and the pull requests they came in by name;
     * sorted.
     *
     * @param pattern a regular expression for their keys; {@code null} for the application's
     */
    List<String> tickets(@CheckForNull String pattern) {
        if (line == null || line.incoming().isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        line.incoming().forEach(commit -> texts.add(commit.message()));
        texts.add(line.sourceRef());
        texts.addAll(pullRequests.texts());
        return TicketSettings.find(List.of(pattern == null ? application.ticketPattern() : pattern), texts);
    }

    /** The moves in Git; none when the target has the commit already or nothing goes through Git. */
    List<RefMove> moves() {
        if (draft != null) {
            return draft.moves();
        }
        if (line == null || line.commit().equals(line.targetHead())) {
            return List.of();
        }
        return List.of(RefMove.branch(line.targetRef(), line.targetHead(), line.commit()));
    }

    /** The environment whose own repository is pushed to; {@code null} for the application's. */
    @CheckForNull
    String repositoryOf() {
        return draft == null ? null : draft.environment();
    }

    Plan with(@CheckForNull Draft made) {
        return new Plan(application, target, sources, release, source, commit, kind, line, made, pullRequests);
    }

    Plan with(CommitPullRequests.Found found) {
        return new Plan(application, target, sources, release, source, commit, kind, line, draft, found);
    }

    Plan along(@CheckForNull Line other) {
        return new Plan(application, target, sources, release, source, commit, kind, other, draft);
    }

    /** The same plan, forcing the target where a fast-forward would not do. */
    Plan aligning() {
        boolean sideways = line != null && (line.relation() == Relation.BEHIND || line.relation() == Relation.DIVERGED);
        return sideways && kind == PromotionKind.FORWARD
                ? new Plan(
                        application,
                        target,
                        sources,
                        release,
                        source,
                        commit,
                        PromotionKind.ALIGN,
                        line,
                        draft,
                        pullRequests)
                : this;
    }
}
