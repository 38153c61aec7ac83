package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import jenkins.management.Badge;

/** A page that is offered in the side panel. Immutable. */
public final class NavigationEntry {
    private final String url;
    private final String icon;
    private final String title;

    @CheckForNull
    private final Badge badge;

    NavigationEntry(String url, String icon, String title, @CheckForNull Badge badge) {
        this.url = url;
        this.icon = icon;
        this.title = title;
        this.badge = badge;
    }

    static NavigationEntry of(Component component) {
        return new NavigationEntry(component.getUrl(), component.getIcon(), component.getTitle(), null);
    }

    /** Relative to the controller's root. */
    public String getUrl() {
        return url;
    }

    public String getIcon() {
        return icon;
    }

    public String getTitle() {
        return title;
    }

    /** A number to be noticed; {@code null} when there is none. */
    @CheckForNull
    public Badge getBadge() {
        return badge;
    }
}
