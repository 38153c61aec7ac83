package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.CommitLinks;
import io.jenkins.plugins.deploymentgates.git.ReleaseNotes;
import io.jenkins.plugins.deploymentgates.model.PromotionKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a commit that a promotion makes tells of it, and of the source's commits since the one before. Stateless. */
final class PlanNotes {
    private PlanNotes() {}

    /**
     * Why, on whose behalf, and how commits and tickets are found and linked.
     *
     * @param trigger who asked
     * @param commitLink as it is configured; {@code null} for what the repository's URL tells
     * @param tickets the mechanic's own pattern of their keys; {@code null} for the application's
     */
    static ReleaseNotes of(Plan plan, String trigger, @CheckForNull String commitLink, @CheckForNull String tickets) {
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
        return new ReleaseNotes(
                back ? "Roll " + environment + " back to " + what : "Promote " + what + " to " + environment,
                facts,
                commitLink == null ? link(plan) : commitLink,
                plan.application().notedTickets(tickets),
                plan.application().ticketLink(),
                plan.pullRequests().texts(),
                plan.pullRequests().untold());
    }

    @CheckForNull
    private static String link(Plan plan) {
        return CommitLinks.of(plan.application().requiredGit().repository())
                .map(links -> links.link("{commit}"))
                .orElse(null);
    }
}
