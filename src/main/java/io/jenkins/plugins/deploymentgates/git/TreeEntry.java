package io.jenkins.plugins.deploymentgates.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.Paths;

/**
 * One line of a Git tree. Names and modes are kept as they are written there, also those no Git of today would write, so
 * that a tree can be written again without touching them.
 *
 * @param key the name's bytes as ISO 8859-1, which tells any two names apart
 * @param mode as in the tree
 */
record TreeEntry(String key, int mode, ObjectId id) {

    /** A tree, found under its name. */
    static TreeEntry folder(String name, ObjectId id) {
        String key = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return new TreeEntry(key, FileMode.TREE.getBits(), id);
    }

    /** The name for people. */
    String name() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        return key.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean isTree() {
        return FileMode.TREE.equals(mode);
    }

    boolean isSubmodule() {
        return FileMode.GITLINK.equals(mode);
    }

    boolean isLink() {
        return FileMode.SYMLINK.equals(mode);
    }

    /** What it is, for people. */
    String kind() {
        if (isTree()) {
            return "a folder";
        }
        return isSubmodule() ? "a submodule" : isLink() ? "a symbolic link" : "a file";
    }

    /** The entries of a tree, in its order. */
    static List<TreeEntry> read(byte[] tree) {
        List<TreeEntry> entries = new ArrayList<>();
        CanonicalTreeParser parser = new CanonicalTreeParser();
        for (parser.reset(tree); !parser.eof(); parser.next(1)) {
            byte[] name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            entries.add(new TreeEntry(
                    new String(name, StandardCharsets.ISO_8859_1),
                    parser.getEntryRawMode(),
                    parser.getEntryObjectId()));
        }
        return entries;
    }

    /** A tree of the entries, in Git's order whatever theirs. */
    static byte[] write(List<TreeEntry> entries) {
        List<TreeEntry> sorted = new ArrayList<>(entries);
        sorted.sort(TreeEntry::compare);
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        byte[] id = new byte[20];
        for (TreeEntry entry : sorted) {
            tree.writeBytes((Integer.toOctalString(entry.mode) + " ").getBytes(StandardCharsets.US_ASCII));
            tree.writeBytes(entry.bytes());
            tree.write(0);
            entry.id.copyRawTo(id, 0);
            tree.writeBytes(id);
        }
        return tree.toByteArray();
    }

    private static int compare(TreeEntry a, TreeEntry b) {
        byte[] one = a.bytes();
        byte[] other = b.bytes();
        return Paths.compare(one, 0, one.length, a.mode, other, 0, other.length, b.mode);
    }
}
