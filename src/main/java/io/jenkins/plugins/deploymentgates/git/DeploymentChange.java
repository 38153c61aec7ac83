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
    public static DeploymentChange of(@CheckForNull DeploymentFile before, @CheckForNull DeploymentFile after) {
        if (before == null) {
            return after == null ? null : new DeploymentChange(Kind.CREATED, after.name(), null, after);
        }
        if (after == null) {
            return new DeploymentChange(Kind.REMOVED, before.name(), before, null);
        }
        return before.same(after) && before.path().equals(after.path())
                ? null
                : new DeploymentChange(Kind.CHANGED, after.name(), before, after);
    }

    /** Whether the file is in another place. */
    public boolean moved() {
        DeploymentFile old = before;
        DeploymentFile now = after;
        return old != null && now != null && !old.path().equals(now.path());
    }

    /** Whether the tier is another. */
    public boolean tierChanged() {
        DeploymentFile old = before;
        DeploymentFile now = after;
        return old != null && now != null && !old.tier().equals(now.tier());
    }

    /** Core and modules that are others; empty for what was created, removed or unreadable before. */
    public List<ComponentChange> components() {
        DeploymentFile old = before;
        DeploymentFile now = after;
        return old == null || now == null ? List.of() : ComponentChange.between(old, now);
    }

    /** What changed, a line each, as a person reads it. */
    public List<String> details() {
        DeploymentFile old = before;
        DeploymentFile now = after;
        List<String> details = new ArrayList<>();
        if (now == null) {
            return details;
        }
        if (kind == Kind.CREATED) {
            details.add("tier " + now.tier());
            now.components().forEach((component, content) -> details.add(component + " " + content.version()));
        } else if (old == null) {
            details.add("its file had mistakes before");
        } else {
            if (tierChanged()) {
                details.add("tier " + old.tier() + " -> " + now.tier());
            }
            if (moved()) {
                details.add("moved from " + old.path() + " to " + now.path());
            }
            components().forEach(change -> details.add(change.toString()));
        }
        return details;
    }
}
