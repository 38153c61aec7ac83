package io.jenkins.plugins.deploymentgates.jenkins.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.InvisibleAction;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import java.util.Collection;
import java.util.List;
import jenkins.management.Badge;
import jenkins.model.TransientActionFactory;

/**
 * The promotions a build asked for, or the builds of a job, that wait: a part of the page of the build or job, with their
 * buttons. Not kept; without any there is none.
 */
public final class Ballots extends InvisibleAction {
    private final List<OpenPromotions.Entry> entries;

    private Ballots(List<OpenPromotions.Entry> entries) {
        this.entries = entries;
    }

    private static Collection<? extends Action> of(List<OpenPromotions.Entry> entries) {
        return entries.isEmpty() ? List.of() : List.of(new Ballots(entries));
    }

    /** One a promotion, oldest first. */
    public List<Ballot> getBallots() {
        return entries.stream().map(OpenPromotions.Entry::ballot).toList();
    }

    /** How many promotions wait for whoever looks, for a link beside which it stands; {@code null} when none does. */
    @CheckForNull
    public static Badge badge() {
        long mine = OpenPromotions.now().all().stream()
                .filter(entry -> entry.ballot().isAwaited())
                .count();
        return mine == 0 ? null : new Badge(String.valueOf(mine), Messages.Ballots_badge(mine), Badge.Severity.WARNING);
    }

    /** Of builds. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class OfRun extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run run) {
            return of(OpenPromotions.now().askedBy((Run<?, ?>) run));
        }
    }

    /** Of jobs. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class OfJob extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job job) {
            return of(OpenPromotions.now().askedBy((Job<?, ?>) job));
        }
    }
}
