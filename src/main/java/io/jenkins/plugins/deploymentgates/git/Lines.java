package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** How commits stand to what is in a target. */
final class Lines {
    private Lines() {}

    /**
     * @param heads the repository's branches
     * @param targetHead what is in the target; {@code null} for nothing yet
     * @param from what the commit is measured from; {@code null} when there is nothing in the target
     */
    static Line of(
            Repository objects,
            Map<String, String> heads,
            String targetRef,
            @CheckForNull String targetHead,
            @CheckForNull ObjectId from,
            String sourceRef,
            ObjectId commit)
            throws IOException {
        return new Line(
                targetRef,
                targetHead,
                sourceRef,
                commit.name(),
                targetHead == null || from == null ? Line.Relation.NEW : relation(objects, from, commit),
                from == null ? null : from.name(),
                History.commits(objects, from, commit, Line.MAX_INCOMING),
                History.branchesWith(objects, heads, commit));
    }

    private static Line.Relation relation(Repository objects, ObjectId from, ObjectId to) throws IOException {
        if (from.equals(to)) {
            return Line.Relation.SAME;
        }
        if (History.isAncestor(objects, from, to)) {
            return Line.Relation.AHEAD;
        }
        return History.isAncestor(objects, to, from) ? Line.Relation.BEHIND : Line.Relation.DIVERGED;
    }
}
