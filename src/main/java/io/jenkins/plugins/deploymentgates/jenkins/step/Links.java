package io.jenkins.plugins.deploymentgates.jenkins.step;

import jenkins.model.Jenkins;

/** Where the pages of deployments and promotions are, below the controller's address. */
final class Links {
    private Links() {}

    static String deployment(long id) {
        return "deployments/deployment/" + id;
    }

    static String promotion(long id) {
        return "deployments/promotion/" + id;
    }

    /** The whole address, as far as the controller knows its own. */
    static String whole(String path) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? path : root + path;
    }
}
