package io.jenkins.plugins.casc;

import io.jenkins.plugins.casc.model.CNode;
import java.util.Set;

/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */
@SuppressWarnings("all")
public interface Configurator<T> {
    default String getName() {
        throw new UnsupportedOperationException();
    }

    Class<T> getTarget();

    Set<Attribute<T, ?>> describe();

    default CNode describe(T arg0, ConfigurationContext arg1) throws Exception {
        throw new UnsupportedOperationException();
    }
}
