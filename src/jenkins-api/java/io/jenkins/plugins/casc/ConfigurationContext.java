package io.jenkins.plugins.casc;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class ConfigurationContext implements ConfiguratorRegistry {
    public ConfigurationContext(ConfiguratorRegistry arg0) {
        throw new UnsupportedOperationException();
    }

    public SecretSourceResolver getSecretSourceResolver() {
        throw new UnsupportedOperationException();
    }
}
