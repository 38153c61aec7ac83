package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the comparisons find. */
public class ComparisonsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldNameEachDifferenceOfADeclaration() throws IOException {
        List<String> differences = compare(
                "hudson/model/TopLevelItem.java",
                """
                package hudson.model;

                public interface TopLevelItem<T> extends Comparable<T> {
                    default TopLevelItemDescriptor getDescriptor() throws java.io.IOException {
                        throw new UnsupportedOperationException();
                    }

                    String getTitle();
                }
                """);

        assertThat(differences)
                .containsExactly(
                        "hudson/model/TopLevelItem: type parameters declared as <T:Ljava/lang/Object;>, but real is ",
                        "hudson/model/TopLevelItem: declared as java/lang/Comparable, but is only"
                                + " [hudson/model/Item, hudson/model/PersistenceRoot, hudson/model/Saveable,"
                                + " hudson/search/SearchableModelObject, hudson/model/ModelObject,"
                                + " hudson/search/SearchItem, hudson/security/AccessControlled,"
                                + " jenkins/util/io/OnMaster, hudson/ExtensionPoint, hudson/model/Describable]",
                        "hudson/model/TopLevelItem.getDescriptor()Lhudson/model/TopLevelItemDescriptor;:"
                                + " modifiers declared as public, but real is public abstract",
                        "hudson/model/TopLevelItem.getDescriptor()Lhudson/model/TopLevelItemDescriptor;:"
                                + " thrown types declared as [java/io/IOException], but real is []",
                        "hudson/model/TopLevelItem.getTitle()Ljava/lang/String;: there is no such member");
    }

    @Test
    public void shouldNameAnAnnotationOfOtherRetention() throws IOException {
        List<String> differences = compare(
                "hudson/Extension.java",
                """
                package hudson;

                @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.SOURCE)
                @java.lang.annotation.Documented
                public @interface Extension {
                    double ordinal() default 1;
                }
                """);

        assertThat(differences)
                .hasSize(2)
                .first()
                .asString()
                .startsWith("hudson/Extension: annotations declared as [")
                .contains("Retention;(value,Ljava/lang/annotation/RetentionPolicy;.SOURCE)")
                .contains(", but real is [")
                .contains("Retention;(value,Ljava/lang/annotation/RetentionPolicy;.RUNTIME)");
        assertThat(differences.get(1))
                .isEqualTo("hudson/Extension.ordinal()D: default declared as 1.0, but real is 0.0");
    }

    @Test
    public void shouldNameConstantsThatDifferAndTypesThatAreNotThere() throws IOException {
        List<String> differences = compare(
                "hudson/Functions.java",
                """
                package hudson;

                class Nowhere {}

                public class Functions {
                    public static final String RESOURCE = "here";
                }
                """);

        assertThat(differences)
                .contains(
                        "hudson/Nowhere: there is no such type", "hudson/Functions.RESOURCE: there is no such member");
    }

    @Test
    public void shouldNameTheEntriesByWhichArchivesDiffer() throws IOException {
        Path one = archive("one.hpi", Map.of("a", "1", "b", "2", "WEB-INF/lib/deployment-gates.jar", "x.class"));
        Path other = archive("other.hpi", Map.of("a", "3", "c", "2", "WEB-INF/lib/deployment-gates.jar", "y.class"));

        assertThat(ArchiveComparison.differences(one, other))
                .containsExactly(
                        "WEB-INF/lib/deployment-gates.jar differs",
                        "WEB-INF/lib/deployment-gates.jar!x.class is only in " + one,
                        "WEB-INF/lib/deployment-gates.jar!y.class is only in " + other,
                        "a differs",
                        "b is only in " + one,
                        "c is only in " + other);
        assertThat(ArchiveComparison.differences(one, one)).isEmpty();
    }

    private List<String> compare(String file, String source) throws IOException {
        Path path = folder.newFolder("source").toPath().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, source);
        Path classes = folder.newFolder("classes").toPath();
        Sources.compile(List.of(path), classes, List.of("-proc:none"));
        return new ClassComparison(classes).differences();
    }

    private Path archive(String name, Map<String, String> entries) throws IOException {
        Path file = folder.getRoot().toPath().resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(zip(entries));
        }
        return file;
    }

    /** The content of a jar is the name of the one file in it. */
    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                boolean jar = entry.getKey().endsWith(".jar");
                zip.write(
                        jar
                                ? zip(Map.of(entry.getValue(), ""))
                                : entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
