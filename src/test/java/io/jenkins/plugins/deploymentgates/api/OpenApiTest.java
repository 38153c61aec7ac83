package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class OpenApiTest extends InApiWorld {
    private static final Path FILE = Path.of("src/main/resources/io/jenkins/plugins/deploymentgates/api/openapi.json");

    /** With {@code -Dopenapi.write=true} the document is brought up to date instead. */
    @Test
    public void shouldDescribeTheOperationsAsTheyAre() throws IOException {
        String made = OpenApiWriter.write(world.api().routes());
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE))
                .as("run this test with -Dopenapi.write=true and look at what changed")
                .isEqualTo(made);
    }

    @Test
    public void shouldServeTheDocumentToAnybody() {
        ApiWorld.Answer answer = world.get("/openapi.json").send();
        assertThat(answer.response().contentType()).isEqualTo("application/json");
        assertThat(answer.json()).isEqualTo(OpenApi.document());
        assertThat(world.api().isOpen("GET", "/openapi.json")).isTrue();
    }

    @Test
    public void shouldNameEveryOperationOnce() {
        List<String> ids = new ArrayList<>();
        OpenApi.document()
                .path("paths")
                .forEach(path -> path.forEach(
                        operation -> ids.add(operation.path("operationId").textValue())));
        assertThat(ids).doesNotHaveDuplicates().hasSize(world.api().routes().size());
    }

    @Test
    public void shouldHaveEverythingItPointsTo() {
        JsonNode document = OpenApi.document();
        Set<String> pointers = new HashSet<>();
        collect(document, pointers);
        assertThat(pointers).isNotEmpty().allSatisfy(pointer -> assertThat(
                        document.at(pointer.substring(1)).isMissingNode())
                .as(pointer)
                .isFalse());
    }

    private static void collect(JsonNode node, Set<String> pointers) {
        if (node.has("$ref")) {
            pointers.add(node.get("$ref").textValue());
        }
        node.forEach(child -> collect(child, pointers));
    }

    @Test
    public void shouldBeWrittenInUtf8WithOneLineEnd() throws IOException {
        assertThat(new String(Files.readAllBytes(FILE), StandardCharsets.UTF_8))
                .endsWith("}\n")
                .doesNotContain("\r", "\t");
    }
}
