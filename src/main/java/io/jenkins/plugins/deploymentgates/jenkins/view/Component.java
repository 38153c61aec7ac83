package io.jenkins.plugins.deploymentgates.jenkins.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.jenkins.Messages;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jvnet.localizer.Localizable;

/**
 * The web components there are (docs/pages.md), in the order they are offered. Each has a page below {@code /deployments}, under
 * the same address as in the server.
 */
public enum Component {
    /** What is where now. It is the root page. */
    MATRIX("matrix", "", "symbol-paper-plane-outline", Messages._DeploymentsRoot_displayName()),

    /** What waits for whoever looks, and for others. */
    WAITING("waiting", "waiting", "symbol-hourglass", Messages._WaitingPage_displayName()),

    /** What differs between environments, releases or instants. */
    COMPARE("compare", "compare", "symbol-swap", Messages._Component_compare()),

    /** What was where, when. */
    HISTORY("history", "history", "symbol-build-history", Messages._Component_history()),

    /** An application's pipeline with the releases on it. */
    GRAPH("graph", "graph", "symbol-project-relationship", Messages._Component_graph()),

    /** How well deliveries go. */
    METRICS("metrics", "delivery", "symbol-analytics", Messages._Component_metrics()),

    /** What a promotion would bring, and everything to do about it. */
    PROMOTION("promotion", "promotion", "symbol-arrow-up", Messages._Component_promotion());

    private final String id;
    private final String path;
    private final String icon;
    private final Localizable title;

    Component(String id, String path, String icon, Localizable title) {
        this.id = id;
        this.path = path;
        this.icon = icon;
        this.title = title;
    }

    /** The one whose page is at this path below {@code /deployments}; {@code null} when there is none. */
    @CheckForNull
    static Component at(String path) {
        return Arrays.stream(values())
                .filter(one -> one.path.equals(path))
                .findAny()
                .orElse(null);
    }

    /** The names of all, for the attribute {@code has}. */
    static String names() {
        return Arrays.stream(values()).map(Component::getId).collect(Collectors.joining(" "));
    }

    /** The name: matrix for {@code <dg-matrix>}. */
    public String getId() {
        return id;
    }

    /** Where its page is, relative to the controller's root. */
    public String getUrl() {
        return Links.ROOT + path + (path.isEmpty() ? "" : "/");
    }

    /** Whether the side panel leads there; to a promotion one comes from another page, with something to show. */
    boolean isOffered() {
        return this != PROMOTION;
    }

    /** The symbol beside its title. */
    public String getIcon() {
        return icon;
    }

    public String getTitle() {
        return title.toString();
    }
}
