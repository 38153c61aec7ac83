package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.ReleaseFileSettings;
import io.jenkins.plugins.deploymentgates.git.Signature;

/** What the commit on an environment's branch, and the tags, say of why they are there and who made them. Stateless. */
final class ReleaseFileMessage {
    private ReleaseFileMessage() {}

    /** Why, on whose behalf, with which commits and tickets. */
    static String of(Plan plan, String trigger, @CheckForNull String previous, Repositories repositories) {
        ReleaseFileSettings settings =
                ReleaseFilePlace.settings(plan.application().requiredGit());
        return PlanNotes.of(plan, trigger, settings.commitLink(), settings.tickets())
                .text(repositories.line(), plan.commit(), previous);
    }

    /** Who is configured, else who asked. */
    static Signature person(@CheckForNull String configured, String trigger) {
        return Signature.configured(configured, trigger);
    }
}
