package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.UntypedTree.Entries;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class UntypedTreeTest {

    private static Configuration read(Object tree) {
        return new ConfigurationReader().parse("form", UntypedTree.yaml(tree));
    }

    private static Map<String, Object> environment(String description, Object... gates) {
        return Map.of("environments", Map.of("qa", Map.of("description", description, "gates", Arrays.asList(gates))));
    }

    @Test
    public void shouldTypeTextsAsTheConfigurationHasThem() {
        Configuration configuration = read(environment(
                "2026",
                Map.of("approvals", Map.of("count", "2", "from", List.of("7"), "excludeTrigger", "false")),
                Map.of("verifiedWithin", Map.of("days", "14")),
                Map.of("verifications", List.of("true"))));

        assertThat(configuration.text())
                .isEqualTo(
                        """
                        applications: {}
                        environments:
                          qa:
                            description: '2026'
                            tier: test
                            gates:
                              - approvals:
                                  count: 2
                                  from: ['7']
                                  excludeTrigger: false
                              - verifiedWithin: {for: 14d}
                              - verifications:
                                  checks: ['true']
                            onFailure: record
                        """);
    }

    @Test
    public void shouldKeepWhatEndsALineInYamlOnly() {
        String text = "a\u2028b\u2029c\u00a0\u65e5\ud83d\ude00";

        assertThat(read(environment(text)).environment("qa").description()).isEqualTo(text);
        assertThat(read(Map.of("groups", Map.of("x\u2028y", List.of("ann")))).groups())
                .containsOnlyKeys("x\u2028y");
    }

    @Test
    public void shouldTakeNumbersBooleansAndNothingAsTheyAre() {
        Configuration configuration = read(Map.of(
                "applications",
                Map.of("shop", Map.of("pipeline", Collections.singletonMap("qa", null))),
                "environments",
                Map.of(
                        "qa",
                        Map.of("gates", List.of(Map.of("approvals", Map.of("count", 3, "excludeTrigger", true)))))));

        assertThat(configuration.environment("qa").gates())
                .containsExactly(new GateSettings.Approvals(3, List.of(), true));
    }

    @Test
    public void shouldLeaveWhatIsNoNumberOrBooleanToTheReader() {
        assertThatThrownBy(() -> read(environment(
                        "", Map.of("approvals", Map.of("count", "two", "excludeTrigger", "maybe")), Map.of("x", "1"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "environments.qa.gates[1].approvals.count: must be a whole number from 1 to 100, but is the text 'two'")
                .hasMessageContaining(
                        "environments.qa.gates[1].approvals.excludeTrigger: must be true or false, but is the text 'maybe'")
                .hasMessageContaining("environments.qa.gates[2]: unknown gate 'x'");
    }

    @Test
    public void shouldKeepAKeyThatIsThereTwiceSoThatItIsRefused() {
        Object shop = Map.of("pipeline", Map.of("qa", Map.of()));

        assertThatThrownBy(() -> read(
                        Map.of("applications", new Entries(List.of(Map.entry("shop", shop), Map.entry("shop", shop))))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the key 'shop' is there twice");
    }

    @Test
    public void shouldKeepEveryCharacter() {
        String text = "tab-free \"quotes\" 'single' \\ # : - {brace} \u00e4\u20ac \ud83d\ude00\nsecond line";

        assertThat(read(environment(text)).environment("qa").description()).isEqualTo(text);
    }
}
