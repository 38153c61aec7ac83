package io.jenkins.plugins.deploymentgates.git;

import java.util.List;

/**
 * Settings that several environments share: a file with the same keys as {@link ReleaseSettings} and any others. An
 * environment's own keys win, each as a whole. Immutable.
 */
public final class EnvironmentType {
    private final YamlEdit yaml;

    private EnvironmentType(YamlEdit yaml) {
        this.yaml = yaml;
    }

    /**
     * Reads a file.
     *
     * @param file its name for messages, such as {@code main:types/small.yaml}
     * @throws GitException with all mistakes, {@code file:line:column: text} each
     */
    public static EnvironmentType read(String file, byte[] content) {
        YamlEdit yaml = YamlEdit.of(file, content);
        ReleaseKeys keys = new ReleaseKeys(yaml);
        for (String own : List.of(ReleaseFile.VERSION, ReleaseFile.DESCRIPTION, ReleaseFile.TYPE)) {
            if (yaml.has(own)) {
                keys.mistake(own + ": belongs into the file of an environment, not of a type; move it there", own);
            }
        }
        keys.refuse();
        return new EnvironmentType(yaml);
    }

    YamlEdit yaml() {
        return yaml;
    }
}
