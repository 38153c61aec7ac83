package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Expects exactly these mistakes, a line each. */
record Mistakes(String yaml) {

    static Mistakes in(String yaml) {
        return new Mistakes(yaml);
    }

    void are(String... lines) {
        assertThatThrownBy(() -> new ConfigurationReader().parse("test.yaml", yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(String.join("\n", lines));
    }
}
