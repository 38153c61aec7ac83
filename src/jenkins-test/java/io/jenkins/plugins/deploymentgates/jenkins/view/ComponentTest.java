package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;

/** Jenkins has a page for each component that the web application has, and for no other. */
public class ComponentTest {
    private static final Path WEB = Path.of("src/main/webapp/deployments");

    @Test
    public void shouldHaveAPageForEveryComponent() throws IOException {
        try (Stream<Path> files = Files.list(WEB.resolve("components"))) {
            List<String> defined = files.filter(ComponentTest::definesItself)
                    .map(ComponentTest::name)
                    .toList();

            assertThat(Arrays.stream(Component.values()).map(Component::getId))
                    .containsExactlyInAnyOrderElementsOf(defined);
        }
    }

    @Test
    public void shouldHaveTextsInEveryLanguageAndAStyleForEveryComponent() throws IOException {
        try (Stream<Path> languages = Files.list(WEB.resolve("messages"))) {
            List<Path> all = languages.toList();
            assertThat(all).extracting(ComponentTest::name).containsExactlyInAnyOrder("en", "de");
            for (Component component : Component.values()) {
                assertThat(all).allSatisfy(language -> assertThat(language.resolve(component.getId() + ".js"))
                        .isRegularFile());
                assertThat(WEB.resolve("css").resolve(component.getId() + ".css"))
                        .isRegularFile();
            }
        }
    }

    @Test
    public void shouldHaveOneAddressForEach() {
        assertThat(Component.values()).allSatisfy(component -> {
            String path = component.getUrl().substring(Links.ROOT.length()).replaceFirst("/$", "");
            assertThat(Component.at(path)).isSameAs(component);
        });
        assertThat(Component.at("nonsense")).isNull();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.js$", "");
    }

    private static boolean definesItself(Path file) {
        try {
            return Files.readString(file).contains("define(\"dg-" + name(file) + "\"");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
