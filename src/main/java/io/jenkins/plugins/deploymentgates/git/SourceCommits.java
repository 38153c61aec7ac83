package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Commits of a range, of which the newest are kept.
 *
 * @param newest newest first
 * @param more how many are not kept
 * @param firstLeftOut the oldest that is not kept, full id; {@code null} when all are
 * @param lastLeftOut the newest that is not kept
 * @param tickets what the pattern found in the messages of all of them, in the order found
 */
record SourceCommits(
        List<Line.Commit> newest,
        int more,
        @CheckForNull String firstLeftOut,
        @CheckForNull String lastLeftOut,
        Set<String> tickets) {

    /** Commits that are in {@code to} and not in {@code from}. */
    static SourceCommits between(
            Repository repository, ObjectId from, ObjectId to, int kept, @CheckForNull Pattern tickets)
            throws IOException {
        List<Line.Commit> newest = new ArrayList<>();
        Set<String> found = new LinkedHashSet<>();
        int more = 0;
        String first = null;
        String last = null;
        try (RevWalk walk = new RevWalk(repository)) {
            walk.sort(RevSort.COMMIT_TIME_DESC);
            walk.sort(RevSort.TOPO, true);
            walk.markStart(walk.parseCommit(to));
            walk.markUninteresting(walk.parseCommit(from));
            for (RevCommit commit : walk) {
                walk.parseBody(commit);
                addTickets(tickets, commit.getFullMessage(), found);
                if (newest.size() < kept) {
                    newest.add(History.describe(commit));
                } else {
                    more++;
                    first = commit.name();
                    last = last == null ? first : last;
                }
            }
        }
        return new SourceCommits(newest, more, first, last, found);
    }

    /** The commit alone, when there is nothing to begin from. */
    static SourceCommits only(Repository repository, ObjectId commit, @CheckForNull Pattern tickets)
            throws IOException {
        Set<String> found = new LinkedHashSet<>();
        List<Line.Commit> one = History.commits(repository, null, commit, 1);
        addTickets(tickets, one.get(0).message(), found);
        return new SourceCommits(one, 0, null, null, found);
    }

    private static void addTickets(@CheckForNull Pattern tickets, String message, Set<String> found) {
        if (tickets != null) {
            Matcher matcher = tickets.matcher(message);
            while (matcher.find()) {
                found.add(matcher.group());
            }
            found.remove("");
        }
    }
}
