package io.jenkins.plugins.deploymentgates.insight;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.TextDifference;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.promotion.Compared;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What differs in one file of a {@link Comparison}. Immutable.
 *
 * @param file as the comparison has it: {@code A path}, {@code M path} or {@code D path}
 * @param text what in it
 */
public record FileDifference(String application, String left, String right, String file, TextDifference text) {
    /** What Git tells about one file of two commits. */
    public interface Difference {
        /** @throws io.jenkins.plugins.deploymentgates.git.GitException when a commit cannot be read */
        TextDifference of(String from, String to, String path);
    }

    /**
     * Compares a file.
     *
     * @param changes Git, or {@code null} without a repository
     * @param compared what only the way of promoting knows
     * @throws InvalidInputException when the file is none of those that differ, or nothing can be compared
     */
    public static FileDifference of(
            Comparison.Sides sides,
            @CheckForNull Comparison.Changes changes,
            Supplier<Compared> compared,
            Difference difference,
            String path) {
        String missing = Comparison.missing(sides, changes);
        if (missing != null || changes == null) {
            throw new InvalidInputException("there are no files to compare: " + missing);
        }
        String from = Objects.requireNonNull(sides.left().commit());
        String to = Objects.requireNonNull(sides.right().commit());
        Compared.Own own = compared.get().own();
        List<String> files = own == null ? changes.files(from, to) : own.files();
        String file = files.stream()
                .filter(one -> one.substring(2).equals(path))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(Names.quote(path) + " does not differ between "
                        + sides.left().environment() + " and " + sides.right().environment()
                        + "; the comparison lists the files that do"));
        return new FileDifference(
                sides.application().name(),
                sides.left().environment(),
                sides.right().environment(),
                file,
                difference.of(from, to, path));
    }
}
