package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Assume;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The declarations in {@code src/jenkins-api} say what Jenkins says, and all that the plugin uses of it. */
public class DeclarationsTest {
    private static final String HOW =
            "write them with: mvn -o -B test -Pjenkins -Dtest=DeclarationsTest -Dupdate.declarations=true";

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static Path classes;

    @BeforeClass
    public static void updateAndCompile() throws IOException {
        if (Boolean.getBoolean("update.declarations")) {
            for (Path file : Sources.below(Sources.DECLARATIONS)) {
                Files.delete(file);
            }
            for (Map.Entry<String, String> declaration :
                    Sources.neededDeclarations().entrySet()) {
                Path file = Sources.DECLARATIONS.resolve(declaration.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, declaration.getValue());
            }
        }
        classes = FOLDER.newFolder("classes").toPath();
        Sources.compile(Sources.below(Sources.DECLARATIONS), classes, List.of("-proc:none"));
    }

    @Test
    public void shouldDeclareWhatThePluginUsesAndNoMore() throws IOException {
        Assume.assumeFalse("written, not yet formatted", Boolean.getBoolean("update.declarations"));
        Map<String, String> needed = new TreeMap<>();
        Sources.neededDeclarations().forEach((file, source) -> needed.put(file, withoutSpace(source)));
        Map<String, String> declared = new TreeMap<>();
        for (Path file : Sources.below(Sources.DECLARATIONS)) {
            declared.put(
                    Sources.DECLARATIONS.relativize(file).toString().replace('\\', '/'),
                    withoutSpace(Files.readString(file)));
        }

        assertThat(declared).as(HOW).containsExactlyInAnyOrderEntriesOf(needed);
    }

    @Test
    public void shouldDeclareTypesAndMembersAsTheyAreInJenkins() throws IOException {
        assertThat(new ClassComparison(classes).differences()).isEmpty();
    }

    private static String withoutSpace(String source) {
        return source.replaceAll("\\s", "");
    }
}
