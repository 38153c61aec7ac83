package io.jenkins.plugins.casc;

import io.jenkins.plugins.casc.model.Mapping;
import java.util.Set;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public abstract class BaseConfigurator<T> implements Configurator<T> {
    public BaseConfigurator() {
        throw new UnsupportedOperationException();
    }

    public Set<Attribute<T, ?>> describe() {
        throw new UnsupportedOperationException();
    }

    protected abstract T instance(Mapping arg0, ConfigurationContext arg1) throws ConfiguratorException;

    protected void configure(Mapping arg0, T arg1, boolean arg2, ConfigurationContext arg3)
            throws ConfiguratorException {
        throw new UnsupportedOperationException();
    }
}
