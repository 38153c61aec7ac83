package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** What a content security policy forbids is in no page, whether a test draws it or not; and every page escapes. */
public class JellyFilesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "<script(?![^>]*\\bsrc=)|<style|\\s(?:on[a-z]+|style)=[\"']|javascript:", Pattern.CASE_INSENSITIVE);

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(".jelly")).toList();
        }
    }

    @Test
    public void shouldHoldNoScriptHandlerOrStyle() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path page : pages()) {
            Matcher matcher = FORBIDDEN.matcher(Files.readString(page));
            while (matcher.find()) {
                found.add(page + ": " + matcher.group().strip());
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    public void shouldEscapeWhatTheyShow() throws IOException {
        assertThat(pages()).isNotEmpty().allSatisfy(page -> assertThat(Files.readString(page))
                .startsWith("<?jelly escape-by-default='true'?>")
                .doesNotContain("h.escape", "h.xmlEscape", "<j:out"));
    }
}
