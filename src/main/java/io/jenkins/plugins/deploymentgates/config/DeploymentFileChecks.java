package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** That the settings of deployment files belong to that mechanic, and each environment has a deployment of its own. */
final class DeploymentFileChecks {
    private final BiConsumer<Tree, String> mistakes;

    /** @param mistakes takes the tree that is wrong and what is wrong with it, with its path */
    DeploymentFileChecks(BiConsumer<Tree, String> mistakes) {
        this.mistakes = mistakes;
    }

    /**
     * @param path of the Git settings
     * @param environments of the application's pipelines
     */
    void run(String path, Tree git, Set<String> environments) {
        Tree files = git.at("deploymentFiles");
        if (!"deployment-files".equals(git.get("mechanic", String.class))) {
            if (files != null) {
                mistakes.accept(
                        files,
                        path + ".deploymentFiles: these settings are for the mechanic deployment-files; set mechanic:"
                                + " deployment-files or remove them");
            }
            return;
        }
        if (!git.list("environmentPaths", String.class).isEmpty()) {
            mistakes.accept(
                    git.at("environmentPaths"),
                    path + ".environmentPaths: with the mechanic deployment-files a release is what an environment's"
                            + " deployment file says, so no paths can be left out of it; remove them");
        }
        deployments(
                path + ".deploymentFiles.deployments",
                files == null ? Map.of() : files.named("deployments"),
                environments);
        alike(path, git, files == null ? Map.of() : files.named("deployments"), environments);
        named(path, git, files == null ? Map.of() : files.named("deployments"), environments);
    }

    private void deployments(String path, Map<String, Tree> deployments, Set<String> environments) {
        Map<String, String> owners = new TreeMap<>();
        for (String environment : environments) {
            if (!deployments.containsKey(environment)) {
                owners.put(environment, environment);
            }
        }
        deployments.forEach((environment, deployment) -> {
            if (!environments.contains(environment)) {
                mistakes.accept(
                        deployment,
                        path + ": " + Names.quote(environment) + " is no environment of the pipeline"
                                + DidYouMean.among("it has", environment, environments));
                return;
            }
            String name = String.valueOf(deployment.value());
            String other = owners.putIfAbsent(name, environment);
            if (other != null) {
                mistakes.accept(
                        deployment,
                        path + "." + environment + ": " + Names.quote(name) + " is the deployment of " + other
                                + " already; each environment needs its own");
            }
        });
    }

    /** Some file systems cannot hold two files whose names differ in case only, and people mistake them for each other. */
    private void alike(String path, Tree git, Map<String, Tree> deployments, Set<String> environments) {
        Map<String, String> owners = new TreeMap<>();
        for (String environment : environments) {
            String name = nameOf(environment, deployments);
            String other = owners.putIfAbsent(name.toLowerCase(Locale.ROOT), environment);
            if (other != null && !nameOf(other, deployments).equals(name)) {
                mistakes.accept(
                        deployments.getOrDefault(environment, git),
                        path + ".deploymentFiles.deployments: " + Names.quote(name) + ", the deployment of "
                                + environment
                                + ", differs from " + Names.quote(nameOf(other, deployments)) + ", that of " + other
                                + ", in case only; name one of them otherwise");
            }
        }
    }

    private static String nameOf(String environment, Map<String, Tree> deployments) {
        Tree named = deployments.get(environment);
        return named == null ? environment : String.valueOf(named.value());
    }

    /** An environment's name that no file can have needs another name for its deployment. */
    private void named(String path, Tree git, Map<String, Tree> deployments, Set<String> environments) {
        for (String environment : environments) {
            if (!deployments.containsKey(environment) && !Formats.isDeployment(environment)) {
                mistakes.accept(
                        git,
                        path + ": the environment " + Names.quote(environment)
                                + " cannot be the name of a deployment, which has letters, digits, '.', '-' and '_';"
                                + " give it one in deploymentFiles.deployments");
            }
        }
    }
}
