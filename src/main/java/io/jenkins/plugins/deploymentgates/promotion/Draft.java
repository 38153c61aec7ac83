package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.FoundImages;
import io.jenkins.plugins.deploymentgates.model.RefMove;
import java.util.List;

/**
 * The commit a way of promoting makes of its own, before anything is pushed. Immutable.
 *
 * @param environment whose own repository it goes to; {@code null} when it is the application's
 * @param moves what is pushed; none when the target has all of it already
 * @param message the commit's message
 * @param files what the commit changes: one {@code A path}, {@code M path} or {@code D path} a file, sorted by path
 * @param images the container images that the copied files name, where a gate wants to know; else {@code null}
 */
public record Draft(
        @CheckForNull String environment,
        List<RefMove> moves,
        String message,
        List<String> files,
        @CheckForNull FoundImages images) {
    public Draft {
        moves = List.copyOf(moves);
        files = List.copyOf(files);
    }

    /** Where no gate wants to know of images. */
    public Draft(@CheckForNull String environment, List<RefMove> moves, String message, List<String> files) {
        this(environment, moves, message, files, null);
    }
}
