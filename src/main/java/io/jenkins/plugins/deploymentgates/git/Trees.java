package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What commits hold, without looking into files. */
final class Trees {
    private Trees() {}

    /**
     * SHA-256 over mode, object id and path of every file that is not left out, one entry a file in Git's
     * order of paths (by byte). A submodule counts with the commit it points to.
     *
     * @return lower-case hexadecimal
     */
    static String sharedTree(ObjectReader reader, RevCommit commit, Predicate<String> leftOut) throws IOException {
        MessageDigest digest = sha256();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                String path = walk.getPathString();
                if (!leftOut.test(path)) {
                    // A path holds no NUL, so no two different trees share a form.
                    String head = Integer.toOctalString(walk.getRawMode(0)) + " "
                            + walk.getObjectId(0).name() + " ";
                    digest.update(head.getBytes(StandardCharsets.US_ASCII));
                    digest.update(walk.getRawPath());
                    digest.update((byte) 0);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** One entry a file that differs: {@code A path}, {@code M path} or {@code D path}, sorted by path. */
    static List<String> changedFiles(ObjectReader reader, RevCommit from, RevCommit to) throws IOException {
        return changedFiles(reader, from.getTree(), to.getTree());
    }

    /**
     * The same of two trees.
     *
     * @param from {@code null} for the empty one
     */
    static List<String> changedFiles(ObjectReader reader, @CheckForNull AnyObjectId from, AnyObjectId to)
            throws IOException {
        List<String> changes = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            if (from == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(from);
            }
            walk.addTree(to);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                boolean before = walk.getRawMode(0) != FileMode.MISSING.getBits();
                boolean after = walk.getRawMode(1) != FileMode.MISSING.getBits();
                changes.add((before && after ? "M " : after ? "A " : "D ") + walk.getPathString());
            }
        }
        return sorted(changes);
    }

    /** Lines such as {@code M path}, by path. */
    static List<String> sorted(List<String> changes) {
        changes.sort(Comparator.comparing(change -> change.substring(2)));
        return Collections.unmodifiableList(changes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
