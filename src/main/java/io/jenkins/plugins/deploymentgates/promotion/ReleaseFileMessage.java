package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.git.ReleaseNotes;
import io.jenkins.plugins.deploymentgates.git.Signature;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the commit on an environment's branch, and the tags, say of why they are there and who made them. Stateless. */
final class ReleaseFileMessage {
    private ReleaseFileMessage() {}

    /** Why, on whose behalf, with which commits and tickets. */
    static String of(Plan plan, String trigger, @CheckForNull String previous, Repositories repositories) {
        GitSettings git = Planner.gitOf(plan.application());
        String what = plan.application().name() + " " + plan.release().version();
        String environment = plan.target().name();
        boolean back = plan.kind() == PromotionKind.ROLLBACK;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Environment", environment);
        if (!plan.sources().isEmpty() && !back) {
            facts.put("From", String.join(", ", plan.sources()));
        }
        facts.put("Release", plan.release().fingerprint());
        if (plan.kind() == PromotionKind.SAME_VERSION) {
            facts.put("By choice", "the same version once more");
        }
        facts.put("Asked for by", trigger);
        String link = ReleaseFilePlace.settings(git).commitLink();
        return new ReleaseNotes(
                        back ? "Roll " + environment + " back to " + what : "Promote " + what + " to " + environment,
                        facts,
                        link != null
                                ? link
                                : CommitLinks.of(git.repository())
                                        .map(found -> found.link("{commit}"))
                                        .orElse(null),
                        plan.application()
                                .notedTickets(ReleaseFilePlace.settings(git).tickets()),
                        plan.application().ticketLink(),
                        plan.pullRequests().texts(),
                        plan.pullRequests().untold())
                .text(repositories.line(), plan.commit(), previous);
    }

    /** Who is configured, else who asked. */
    static Signature person(@CheckForNull String configured, String trigger) {
        return configured == null ? Signature.of(trigger) : Signature.parse(configured);
    }
}
