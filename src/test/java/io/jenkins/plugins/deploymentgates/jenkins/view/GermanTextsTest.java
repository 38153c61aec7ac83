package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Whatever Jenkins' pages say in English they say in German, with the same values in it; and there is nothing left over. */
public class GermanTextsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    /** A text of a page: {@code ${%Name}}, {@code ${%held(it.by)}}, or {@code '%Name'} within an expression. */
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}(]*)[^}]*}|\\$\\{[^}]*?'%([^']*)'[^}]*}");

    private static final Pattern VALUE = Pattern.compile("\\{\\d+}");

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static Path beside(Path file, String end, String other) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - end.length()) + other);
    }

    /** As Jenkins reads them: in ISO 8859-1. */
    private static Properties read(Path file) {
        Properties texts = new Properties();
        try {
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    texts.load(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static Set<String> textsOf(Path page) throws IOException {
        Set<String> found = new TreeSet<>();
        Matcher matcher = TEXT.matcher(Files.readString(page));
        while (matcher.find()) {
            found.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return found;
    }

    private static List<String> values(String text) {
        return VALUE.matcher(text)
                .results()
                .map(found -> found.group())
                .sorted()
                .distinct()
                .toList();
    }

    @Test
    public void shouldSayEveryTextOfAPageInGerman() throws IOException {
        List<Path> pages = files(".jelly");
        assertThat(pages).isNotEmpty();
        for (Path page : pages) {
            Properties german = read(beside(page, ".jelly", "_de.properties"));
            assertThat(new TreeSet<>(german.stringPropertyNames()))
                    .as(page.toString())
                    .isEqualTo(textsOf(page));
        }
    }

    @Test
    public void shouldHaveTheSameKeysAndValuesInBothLanguages() throws IOException {
        List<Path> english = files(".properties").stream()
                .filter(file -> !file.toString().endsWith("_de.properties"))
                .filter(file ->
                        file.toString().contains("jenkins/plugins") || file.startsWith(RESOURCES.resolve("lib")))
                .toList();
        assertThat(english).anyMatch(file -> file.endsWith("Messages.properties"));
        for (Path file : english) {
            Properties texts = read(file);
            Properties german = read(beside(file, ".properties", "_de.properties"));
            assertThat(german.stringPropertyNames()).as(file.toString()).containsAll(texts.stringPropertyNames());
            for (String key : texts.stringPropertyNames()) {
                assertThat(values(german.getProperty(key)))
                        .as(file + ": " + key)
                        .isEqualTo(values(texts.getProperty(key)));
            }
        }
    }

    @Test
    public void shouldQuoteNoTextThatJenkinsFormats() throws IOException {
        for (Path file : files("_de.properties")) {
            Properties texts = read(file);
            assertThat(texts.stringPropertyNames()).as(file.toString()).allSatisfy(key -> assertThat(
                            texts.getProperty(key).replace("''", ""))
                    .isNotBlank()
                    .doesNotContain("'"));
        }
    }
}
