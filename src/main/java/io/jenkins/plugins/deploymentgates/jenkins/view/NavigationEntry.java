package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import jenkins.management.Badge;

/** A page that is offered in the side panel. Immutable. */
public final class NavigationEntry {
    private final Component component;

    @CheckForNull
    private final Badge badge;

    NavigationEntry(Component component, @CheckForNull Badge badge) {
        this.component = component;
        this.badge = badge;
    }

    /** Relative to the controller's root. */
    public String getUrl() {
        return component.getUrl();
    }

    public String getIcon() {
        return component.getIcon();
    }

    public String getTitle() {
        return component.getTitle();
    }

    /** A number to be noticed; {@code null} when there is none. */
    @CheckForNull
    public Badge getBadge() {
        return badge;
    }
}
