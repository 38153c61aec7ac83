package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The annotation processors of src/build write the files that those of Jenkins, SezPoz and Stapler write. */
public class ProcessorsTest {
    private static final List<String> OURS = List.of(
            "net.java.sezpoz.impl.Indexer",
            "io.jenkins.plugins.deploymentgates.build.AnnotationIndexer",
            "io.jenkins.plugins.deploymentgates.build.StaplerFiles");
    private static final List<String> THEIRS = List.of(
            "net.java.sezpoz.impl.Indexer",
            "org.jvnet.hudson.annotation_indexer.AnnotationProcessorImpl",
            "org.kohsuke.stapler.jsr269.ConstructorProcessor",
            "org.kohsuke.stapler.jsr269.ExportedBeanAnnotationProcessor",
            "org.kohsuke.stapler.jsr269.QueryParameterAnnotationProcessor",
            "jenkins.PluginSubtypeMarker");

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Map<String, Object> ours;
    private static Map<String, Object> theirs;

    @BeforeClass
    public static void process() throws Exception {
        List<Path> sources = new ArrayList<>(Sources.plugin());
        sources.add(Path.of(ProcessorsTest.class
                .getResource("/processors/sample/Sample.java")
                .toURI()));
        String own = Path.of(System.getProperty("buildDirectory"), "processors").toString();
        String all = System.getProperty("java.class.path");
        ours = filesWrittenBy(OURS, own + File.pathSeparator + all, sources);
        theirs = filesWrittenBy(THEIRS, all, sources);
    }

    @Test
    public void shouldWriteTheFilesThatJenkinsProcessorsWrite() {
        Set<String> more = new TreeSet<>(ours.keySet());
        more.removeAll(theirs.keySet());

        assertThat(ours).containsAllEntriesOf(theirs);
        // Of methods of one name with parameters of the same names, Stapler's writes only that of the class it meets
        // first.
        assertThat(more).allMatch(file -> file.matches(".*/do\\w+\\.stapler"));
    }

    @Test
    public void shouldWriteAFileForEachAnnotation() {
        assertThat(ours)
                .containsEntry("sample/Sample.stapler", "constructor=first,second,third")
                .containsEntry("sample/Sample/Child.stapler", "constructor=")
                .containsEntry("sample/Sample/doCheckText.stapler", "value,other")
                .containsKeys(
                        "META-INF/annotations/hudson.Extension",
                        "META-INF/exposed.stapler-beans",
                        "META-INF/services/annotations/hudson.init.Initializer",
                        "META-INF/services/annotations/org.jenkinsci.Symbol",
                        "META-INF/services/annotations/org.kohsuke.stapler.export.ExportedBean",
                        "sample/Sample.javadoc");
    }

    /** What processors wrote beside the classes, by path: lists of properties as such, all else as text; blank lines around it mean nothing. */
    private static Map<String, Object> filesWrittenBy(List<String> processors, String path, List<Path> sources)
            throws IOException {
        Path target = FOLDER.newFolder().toPath();
        Sources.compile(sources, target, List.of("-processorpath", path, "-processor", String.join(",", processors)));
        Map<String, Object> written = new TreeMap<>();
        try (Stream<Path> files = Files.walk(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = target.relativize(file).toString().replace('\\', '/');
                if (!name.endsWith(".class")) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    written.put(name, name.endsWith(".javadoc") ? properties(text) : text.strip());
                }
            }
        }
        return written;
    }

    private static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
