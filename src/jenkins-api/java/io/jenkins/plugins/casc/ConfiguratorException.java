package io.jenkins.plugins.casc;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public class ConfiguratorException extends RuntimeException {
    public ConfiguratorException(Configurator arg0, String arg1, Throwable arg2) {
        throw new UnsupportedOperationException();
    }

    public ConfiguratorException(Configurator arg0, String arg1) {
        throw new UnsupportedOperationException();
    }
}
