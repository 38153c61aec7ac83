package io.jenkins.plugins.deploymentgates.jenkins.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.model.Approval;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Promotions that have not come to an end, with their votes and the builds that asked for them. Kept in memory as long as
 * the ledger stays as it is, and looked at for every build and job a page shows, so that none of them reads anything. Immutable.
 */
final class OpenPromotions {
    private static final OpenPromotions NONE = new OpenPromotions(null, -1, List.of());

    /** The newest that was read; {@code null} before the first. */
    @CheckForNull
    private static volatile OpenPromotions newest;

    @CheckForNull
    private final Ledger ledger;

    private final long head;
    private final List<Entry> entries;

    private OpenPromotions(@CheckForNull Ledger ledger, long head, List<Entry> entries) {
        this.ledger = ledger;
        this.head = head;
        this.entries = entries;
    }

    /** One of them. */
    record Entry(Promotion promotion, List<Approval> votes, List<Build> askedBy) {
        Ballot ballot() {
            return new Ballot(promotion, votes);
        }
    }

    /** How it stands; none while the ledger is being opened. */
    static OpenPromotions now() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String key = OpenPromotions.class.getName();
        if (request != null && request.getAttribute(key) instanceof OpenPromotions known) {
            return known;
        }
        OpenPromotions found = find();
        if (request != null) {
            request.setAttribute(key, found);
        }
        return found;
    }

    private static OpenPromotions find() {
        DeploymentGates gates = DeploymentGates.get();
        try {
            gates.configuration();
            return gates.read(view -> {
                OpenPromotions known = newest;
                Ledger ledger = gates.ledger();
                long head = view.head();
                if (known == null || known.ledger != ledger || known.head != head) {
                    known = new OpenPromotions(ledger, head, read(view));
                    newest = known;
                }
                return known;
            });
        } catch (DeploymentGatesException e) {
            // Pages of jobs and builds are shown without; those of deployments say what is wrong.
            return NONE;
        }
    }

    private static List<Entry> read(LedgerView view) {
        return view.openPromotions(null).stream()
                .map(promotion -> new Entry(
                        promotion,
                        view.approvals(promotion.id()),
                        view.buildsOfPromotion(promotion.id()).stream()
                                .filter(link -> link.role() == BuildLink.Role.PROMOTED)
                                .map(BuildLink::build)
                                .toList()))
                .toList();
    }

    List<Entry> all() {
        return entries;
    }

    /** Those that a build asked for. */
    List<Entry> askedBy(Run<?, ?> run) {
        return askedBy(run.getParent(), build -> build.number() == run.getNumber());
    }

    /** Those that builds of a job asked for. */
    List<Entry> askedBy(Job<?, ?> job) {
        return askedBy(job, build -> true);
    }

    private List<Entry> askedBy(Job<?, ?> job, Predicate<Build> which) {
        if (entries.isEmpty()) {
            return List.of();
        }
        String name = job.getFullName();
        return entries.stream()
                .filter(entry -> entry.askedBy().stream()
                        .anyMatch(build -> Objects.equals(build.job(), name) && which.test(build)))
                .toList();
    }
}
