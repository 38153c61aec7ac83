package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class ConfigurationDocumentationTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    @Test
    public void shouldHaveAnExampleThatIsReadAsTheOneOfTheTests() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```yaml\napplications:") + "```yaml\n".length();
        String example = page.substring(start, page.indexOf("```", start));

        assertThat(new ConfigurationReader().parse("example.yaml", example))
                .isEqualTo(new ConfigurationReader().read(Path.of("src/test/resources/config/shop.yaml")));
    }

    @Test
    public void shouldNameEveryKey() throws IOException {
        List<String> keys = new ArrayList<>();
        collect(Layout.ROOT, keys);

        assertThat(Files.readString(PAGE))
                .contains(keys.stream().map(key -> "`" + key + "`").toList());
    }

    private static void collect(Shape shape, List<String> keys) {
        if (shape instanceof Shape.Named named) {
            collect(named.value(), keys);
        } else if (shape instanceof Shape.Items items) {
            collect(items.item(), keys);
        } else if (shape instanceof Shape.Fields || shape instanceof Shape.Tagged) {
            (shape instanceof Shape.Fields fields ? fields.keys() : ((Shape.Tagged) shape).alternatives())
                    .forEach(key -> {
                        keys.add(key.name());
                        collect(key.shape(), keys);
                    });
        }
    }
}
