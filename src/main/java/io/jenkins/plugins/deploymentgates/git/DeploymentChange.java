package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of one deployment between two commits. Immutable.
 *
 * @param before {@code null} when it was created, and when its file could not be read before
 * @param after {@code null} when it was removed
 */
public record DeploymentChange(
        Kind kind, String name, @CheckForNull DeploymentFile before, @CheckForNull DeploymentFile after) {

    /** How. */
    public enum Kind {
        /** There was no such deployment before. */
        CREATED,
        /** It says something else, or its file is in another place, or had mistakes before. */
        CHANGED,
        /** There is no such deployment any more. */
        REMOVED
    }

    /** The change from one content to another; {@code null} when both say the same in the same place. */
    @CheckForNull
    static DeploymentChange of(@CheckForNull DeploymentFile before, @CheckForNull DeploymentFile after) {
        if (before == null || after == null) {
            return before == null && after == null
                    ? null
                    : before == null
                            ? new DeploymentChange(Kind.CREATED, after.name(), null, after)
                            : new DeploymentChange(Kind.REMOVED, before.name(), before, null);
        }
        return before.same(after) && before.path().equals(after.path())
                ? null
                : new DeploymentChange(Kind.CHANGED, after.name(), before, after);
    }

    /** Whether the file is in another place. */
    public boolean moved() {
        return before != null && after != null && !before.path().equals(after.path());
    }

    /** Whether the tier is another. */
    public boolean tierChanged() {
        return before != null && after != null && !before.tier().equals(after.tier());
    }

    /** Core and modules that are others; empty for what was created, removed or unreadable before. */
    public List<ComponentChange> components() {
        return before == null || after == null ? List.of() : ComponentChange.between(before, after);
    }

    /** What changed, a line each, as a person reads it. */
    public List<String> details() {
        List<String> details = new ArrayList<>();
        if (kind == Kind.CHANGED && before == null) {
            details.add("its file had mistakes before");
        }
        if (kind == Kind.CREATED && after != null) {
            details.add("tier " + after.tier());
            after.components().forEach((name, component) -> details.add(name + " " + component.version()));
        }
        if (tierChanged()) {
            details.add("tier " + before.tier() + " -> " + after.tier());
        }
        if (moved()) {
            details.add("moved from " + before.path() + " to " + after.path());
        }
        components().forEach(change -> details.add(change.toString()));
        return details;
    }
}
