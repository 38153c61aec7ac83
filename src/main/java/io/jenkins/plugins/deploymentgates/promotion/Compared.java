package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.gate.Line;
import java.util.List;

/**
 * What only the way of promoting knows about two deployments. Immutable.
 *
 * @param repositories those beside the application's own that they are made of
 * @param own what in the application's own repository concerns them; {@code null} for all that is between their commits
 */
public record Compared(List<ComparedRepository> repositories, @CheckForNull Own own) {
    /** Nothing but what is between their commits. */
    public static final Compared NOTHING = of(List.of());

    public Compared {
        repositories = List.copyOf(repositories);
    }

    /**
     * Of the application's own repository.
     *
     * @param onlyLeft commits that only the one has, newest first
     * @param onlyRight commits that only the other has, newest first
     * @param files what differs from the left commit to the right one, one {@code M path} a file, sorted by path
     */
    public record Own(List<Line.Commit> onlyLeft, List<Line.Commit> onlyRight, List<String> files) {
        public Own {
            onlyLeft = List.copyOf(onlyLeft);
            onlyRight = List.copyOf(onlyRight);
            files = List.copyOf(files);
        }
    }

    /** Where all that is between the commits concerns them. */
    static Compared of(List<ComparedRepository> repositories) {
        return new Compared(repositories, null);
    }
}
