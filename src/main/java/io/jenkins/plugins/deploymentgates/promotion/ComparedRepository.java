package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.List;

/**
 * A repository beside the application's own that releases are made of, at two of them. Immutable.
 *
 * @param repository without secrets
 * @param left the commit in the one; {@code null} when it is no part of it
 * @param right the commit in the other; {@code null} when it is no part of it
 * @param onlyLeft commits that only the one has, newest first; none when it is part of one alone
 * @param onlyRight commits that only the other has, newest first; none when it is part of one alone
 */
public record ComparedRepository(
        String repository,
        @CheckForNull String left,
        @CheckForNull String right,
        List<Line.Commit> onlyLeft,
        List<Line.Commit> onlyRight) {
    public ComparedRepository {
        onlyLeft = List.copyOf(onlyLeft);
        onlyRight = List.copyOf(onlyRight);
    }
}
