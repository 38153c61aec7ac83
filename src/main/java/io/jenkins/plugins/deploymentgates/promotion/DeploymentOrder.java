package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** In which order people look at deployments. Stateless. */
final class DeploymentOrder {
    private DeploymentOrder() {}

    /** All deployments: those of the pipeline's environments in its order, then the others by tier and name. */
    static List<DeploymentFile> of(Application application, DeploymentFiles files) {
        DeploymentFileSettings settings = DeploymentFilesMechanic.settings(application);
        SortedMap<String, DeploymentFile> others = new TreeMap<>(files.all());
        List<DeploymentFile> ordered = new ArrayList<>();
        for (String environment : application.pipeline().keySet()) {
            DeploymentFile file = others.remove(settings.nameOf(environment));
            if (file != null) {
                ordered.add(file);
            }
        }
        List<String> tiers = files.layout().tiers();
        others.values().stream()
                .sorted(Comparator.comparing(file -> tiers.indexOf(file.tier())))
                .forEach(ordered::add);
        return ordered;
    }
}
