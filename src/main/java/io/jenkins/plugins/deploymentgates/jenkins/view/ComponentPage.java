package io.jenkins.plugins.deploymentgates.jenkins.view;

/**
 * The page of a component. What the component shows it asks the API for, which knows what whoever looks may see; so the page is
 * for anybody.
 */
public final class ComponentPage extends Page {
    private final Component component;

    ComponentPage(Component component) {
        this.component = component;
    }

    @Override
    public String getDisplayName() {
        return component.getTitle();
    }

    @Override
    public String getUrl() {
        return component.getUrl();
    }

    public Component getComponent() {
        return component;
    }
}
