package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody pushed: a branch that moved from one commit to another. Immutable.
 *
 * @param branch without {@code refs/heads/}; {@code null} where the head tells
 * @param base where it was, as users of Git write it: a branch, a tag, a full or abbreviated id, {@code HEAD^},
 *     {@code main~2}; {@code null} for a new branch
 * @param head where it is, in the same way
 */
public record Push(@CheckForNull String branch, @CheckForNull String base, String head) {
    private static final String HEADS = "refs/heads/";
    private static final String DOTS = "..";

    /**
     * A base of zeros, as Git's hooks give it, or an empty one is none.
     *
     * @throws InvalidInputException when there is no head, as when a branch is deleted
     */
    public Push {
        branch = branch == null || branch.isEmpty() ? null : branch;
        branch = branch != null && branch.startsWith(HEADS) ? branch.substring(HEADS.length()) : branch;
        base = base == null || isNothing(base) ? null : base;
        if (isNothing(head)) {
            throw new InvalidInputException("the push has no head: it deleted a branch, and that deploys nothing;"
                    + " name the commit the branch is at");
        }
    }

    /**
     * Reads {@code BASE..HEAD}, as {@code git diff} does; without a base it is a new branch.
     *
     * @throws InvalidInputException when it is nothing like that
     */
    public static Push parse(@CheckForNull String branch, String range) {
        int dots = range.indexOf(DOTS);
        String head = dots < 0 ? "" : range.substring(dots + DOTS.length());
        if (dots < 0 || head.isEmpty() || head.startsWith(".") || head.contains(DOTS)) {
            throw new InvalidInputException(Names.quote(range)
                    + " is not of the form BASE..HEAD; write for example 1a2b3c4..qa, or ..qa for a new branch");
        }
        return new Push(branch, range.substring(0, dots), head);
    }

    /** With the full ids that a repository has for base and head. */
    Push in(LineRepository repository) {
        return new Push(branch, base == null ? null : repository.revision(base), repository.revision(head));
    }

    /**
     * The branch that was pushed to: the one that is named; the head, where it is a branch's name; else the only one that
     * is at the head now.
     *
     * @throws InvalidInputException when several are, or none is
     */
    String branchIn(LineRepository repository) {
        Map<String, String> heads = repository.heads();
        if (branch != null) {
            return branch;
        }
        Optional<String> named = repository.branch(head);
        if (named.isPresent()) {
            return named.get();
        }
        String commit = repository.revision(head);
        List<String> at = heads.entrySet().stream()
                .filter(one -> one.getValue().equals(commit))
                .map(Map.Entry::getKey)
                .toList();
        if (at.size() != 1) {
            throw new InvalidInputException(
                    (at.isEmpty() ? "no branch is" : "the branches " + String.join(", ", at) + " are")
                            + " at " + Names.quote(head) + " in repository '" + repository.address()
                            + "'; name the one that was pushed to with --branch");
        }
        return at.get(0);
    }

    private static boolean isNothing(String commit) {
        return commit.chars().allMatch(c -> c == '0');
    }
}
