package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** The refs of a repository at one instant. Immutable. */
final class Refs {
    private final SortedMap<String, Ref> byName;

    Refs(Collection<Ref> refs) {
        SortedMap<String, Ref> sorted = new TreeMap<>();
        for (Ref ref : refs) {
            if (ref.getObjectId() != null) {
                sorted.put(ref.getName(), ref);
            }
        }
        byName = Collections.unmodifiableSortedMap(sorted);
    }

    /** Branch to full id, sorted by name. */
    SortedMap<String, String> heads() {
        SortedMap<String, String> heads = new TreeMap<>();
        byName.forEach((name, ref) -> {
            if (name.startsWith(Constants.R_HEADS)) {
                heads.put(
                        name.substring(Constants.R_HEADS.length()),
                        ref.getObjectId().name());
            }
        });
        return heads;
    }

    /** Tag to the full id of what it stands for in the end, sorted by name. */
    SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>();
        byName.forEach((name, ref) -> {
            if (name.startsWith(Constants.R_TAGS)) {
                tags.put(name.substring(Constants.R_TAGS.length()), peeled(ref).name());
            }
        });
        return tags;
    }

    /** The id a ref has, not peeled; {@code null} when there is no such ref. */
    @CheckForNull
    String id(String fullName) {
        Ref ref = byName.get(fullName);
        return ref == null ? null : ref.getObjectId().name();
    }

    /** The branch that {@code HEAD} names; {@code null} when it names none, or that is not told. */
    @CheckForNull
    String defaultBranch() {
        Ref head = byName.get(Constants.HEAD);
        String name = head == null ? "" : head.getLeaf().getName();
        return name.startsWith(Constants.R_HEADS) ? name.substring(Constants.R_HEADS.length()) : null;
    }

    /** Heads and tags with their raw ids. */
    Map<String, ObjectId> ids() {
        Map<String, ObjectId> ids = new TreeMap<>();
        byName.forEach((name, ref) -> {
            if (name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS)) {
                ids.put(name, ref.getObjectId().copy());
            }
        });
        return ids;
    }

    private static ObjectId peeled(Ref ref) {
        ObjectId peeled = ref.getPeeledObjectId();
        return peeled == null ? ref.getObjectId() : peeled;
    }
}
