package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of the deployment files is whose with the mechanic {@code deployment-files}. Immutable.
 *
 * @param file path of the file that names tiers and folders, inside the repository
 * @param names environment to the name of its deployment, where that is another one
 * @param author who the commits name as author, as {@code Name <mail>}; {@code null} for whoever asked
 * @param committer the same of their committer
 * @param resolve whether it is found out, and recorded, which commits the versions of {@code git} components stand for
 */
public record DeploymentFileSettings(
        String file,
        Map<String, String> names,
        @CheckForNull String author,
        @CheckForNull String committer,
        boolean resolve) {
    /** Where {@link #file} is unless another path is given. */
    public static final String FILE = "deployments.yaml";

    /** Where nothing is configured. */
    static final DeploymentFileSettings DEFAULT = new DeploymentFileSettings(FILE, Map.of(), null, null, true);

    public DeploymentFileSettings {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /** The name of an environment's deployment. */
    public String nameOf(String environment) {
        return names.getOrDefault(environment, environment);
    }
}
