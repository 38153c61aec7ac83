package io.jenkins.plugins.deploymentgates.jenkins.step;

import io.jenkins.plugins.deploymentgates.jenkins.view.Links;
import jenkins.model.Jenkins;

/** The pages of {@link Links} as steps return and log them: without the slash at the end. */
final class StepLinks {
    private StepLinks() {}

    static String deployment(long id) {
        return withoutSlash(Links.deployment(id));
    }

    static String promotion(long id) {
        return withoutSlash(Links.promotion(id));
    }

    private static String withoutSlash(String page) {
        return page.substring(0, page.length() - 1);
    }

    /** The whole address, as far as the controller knows its own. */
    static String whole(String path) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? path : root + path;
    }
}
