package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.config.Shape.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ConfigurationSchemaTest {
    private static final Path COMMITTED = Path.of("docs/configuration.schema.json");

    /** To bring it up to date: run this test with -Dupdate.schema=true. */
    @Test
    public void shouldBeCommittedAsItIsGenerated() throws IOException {
        if (Boolean.getBoolean("update.schema")) {
            Files.writeString(COMMITTED, ConfigurationSchema.print());
        }

        assertThat(COMMITTED).hasContent(ConfigurationSchema.print());
    }

    @Test
    public void shouldHaveExactlyTheKeysTheReaderTakes() throws IOException {
        JsonNode schema = new ObjectMapper().readTree(ConfigurationSchema.print());

        assertThat(names(schema)).isEqualTo(keys(Layout.ROOT.keys()));
        JsonNode application = schema.at("/properties/applications/additionalProperties");
        assertThat(names(application)).isEqualTo(keys(Layout.APPLICATION.keys()));
        assertThat(names(application.at("/properties/git"))).isEqualTo(keys(Layout.GIT.keys()));
        assertThat(names(application.at("/properties/pipeline/additionalProperties")))
                .isEqualTo(keys(Layout.STAGE.keys()));
        JsonNode pipeline = schema.at("/properties/pipelines/additionalProperties");
        assertThat(names(pipeline)).isEqualTo(keys(Layout.PIPELINE.keys()));
        assertThat(names(pipeline.at("/properties/environments/additionalProperties")))
                .isEqualTo(keys(Layout.STAGE.keys()));
        assertThat(names(schema.at("/properties/verifications/additionalProperties")))
                .isEqualTo(keys(Layout.VERIFICATION.keys()));
        assertThat(names(schema.at("/properties/deploydbWebhooks/items")))
                .isEqualTo(keys(Layout.DEPLOYDB_WEBHOOK.keys()));
        JsonNode environment = schema.at("/properties/environments/additionalProperties");
        assertThat(names(environment)).isEqualTo(keys(Layout.ENVIRONMENT.keys()));
        assertThat(names(environment.at("/properties/gates/items"))).isEqualTo(keys(GateLayout.GATE.alternatives()));
        assertThat(names(schema.at("/properties/webhooks/items"))).isEqualTo(keys(Layout.WEBHOOK.keys()));
    }

    @Test
    public void shouldHaveAGateForEveryOneTheReaderMakes() {
        assertThat(keys(GateLayout.GATE.alternatives()))
                .containsExactlyInAnyOrderElementsOf(ConfigurationBuilder.GATES.keySet());
        assertThat(ConfigurationBuilder.GATES).hasSameSizeAs(GateSettings.class.getPermittedSubclasses());
    }

    private static List<String> names(JsonNode schema) {
        List<String> names = new ArrayList<>();
        schema.at("/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> keys(List<Key> keys) {
        return keys.stream().map(Key::name).toList();
    }
}
