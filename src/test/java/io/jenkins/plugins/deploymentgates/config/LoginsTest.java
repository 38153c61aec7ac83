package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class LoginsTest {
    private static Configuration with(String repository) {
        return new ConfigurationReader()
                .parse(
                        "test.yaml",
                        "applications: {shop: {git: {repository: '" + repository + "'}, pipeline: {qa: {}}}}");
    }

    @Test
    public void shouldKeepLoginsOutOfWhatIsRecordedAndShown() {
        Configuration configuration = with("https://ann:p@ss:w0rd@git.example.com/shop.git");

        assertThat(configuration.recorded())
                .contains("https://…@git.example.com/shop.git")
                .doesNotContain("ann")
                .doesNotContain("ss:w0rd");
        assertThat(PipelineGraph.print(configuration, configuration.application("shop")))
                .contains("fast-forward in https://…@git.example.com/shop.git")
                .doesNotContain("w0rd");
        assertThat(configuration.application("shop").git().repository())
                .as("what Git is asked with")
                .isEqualTo("https://ann:p@ss:w0rd@git.example.com/shop.git");
    }

    @Test
    public void shouldReadWhatWasRecordedWithTheSameChecksum() {
        Configuration configuration = with("https://t0ken@git.example.com/shop.git");

        assertThat(new ConfigurationReader()
                        .parse("recorded", configuration.recorded())
                        .checksum())
                .isEqualTo(configuration.checksum())
                .isEqualTo(with("https://other@git.example.com/shop.git").checksum());
    }

    @Test
    public void shouldLeaveAddressesWithoutPasswordsAsTheyAre() {
        assertThat(Logins.hidden("ssh://git@git.example.com:22/shop.git git@git.example.com:shop.git /srv/a@b"))
                .isEqualTo("ssh://git@git.example.com:22/shop.git git@git.example.com:shop.git /srv/a@b");
        assertThat(Logins.hidden("ssh://git:pass@git.example.com:22/shop.git"))
                .isEqualTo("ssh://git:…@git.example.com:22/shop.git");
    }
}
