package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Reads files of commits. */
final class FileContents {
    /** The largest file that is read, in bytes; what people write by hand is far smaller. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private FileContents() {}

    /** The file's bytes; {@code null} when there is nothing at the path. */
    @CheckForNull
    static byte[] of(ObjectReader reader, RevCommit commit, String path) throws IOException {
        if (path.isEmpty()) {
            throw new GitException("the path of the file is empty; give one such as apps/shop.yaml");
        }
        try (TreeWalk walk = TreeWalk.forPath(reader, path, commit.getTree())) {
            if (walk == null) {
                return null;
            }
            FileMode mode = walk.getFileMode(0);
            if (!isFile(mode)) {
                throw new GitException("'" + path + "' in commit " + Ids.abbreviate(commit.name()) + " is " + kind(mode)
                        + ", not a file; put a file there");
            }
            return bytes(reader, walk.getObjectId(0), path);
        }
    }

    /** All files, but no links and submodules, whose path matches; sorted by path. */
    static Map<String, byte[]> matching(ObjectReader reader, RevCommit commit, Predicate<String> wanted)
            throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                String path = walk.getPathString();
                if (isFile(walk.getFileMode(0)) && wanted.test(path)) {
                    found.put(path, bytes(reader, walk.getObjectId(0), path));
                }
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private static byte[] bytes(ObjectReader reader, ObjectId blob, String path) throws IOException {
        try {
            return reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(MAX_BYTES);
        } catch (LargeObjectException e) {
            throw new GitException(
                    "the file '" + path + "' is larger than the " + MAX_BYTES + " bytes that are read", e);
        }
    }

    static boolean isFile(FileMode mode) {
        return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
    }

    /** What is no file, in words. */
    static String kind(FileMode mode) {
        if (mode == FileMode.SYMLINK) {
            return "a symbolic link";
        }
        return mode == FileMode.GITLINK ? "a submodule" : "a folder";
    }
}
