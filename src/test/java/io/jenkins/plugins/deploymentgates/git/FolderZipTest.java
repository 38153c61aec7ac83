package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipFile;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FolderZipTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final TimeZone zone = TimeZone.getDefault();
    private TreeProject project;
    private LineRepository source;
    private String first;

    @Before
    public void open() {
        project = TreeProject.bare(folder.getRoot().toPath().resolve("source.git"));
        source = new GitRepositories(folder.getRoot().toPath().resolve("git")).open(project.settings(), Access.READ);
        first = project.file("apps/web.yaml", "a: 1\n")
                .executable("apps/bin/run", "#!/bin/sh\n")
                .link("apps/current", "web.yaml")
                .link("apps/out", "../docs/readme.md")
                .file("infra/net.yaml", "net: 1\n")
                .file("docs/readme.md", "docs\n")
                .commit("main", "Begin");
    }

    @After
    public void close() {
        source.close();
        TimeZone.setDefault(zone);
    }

    private ZippedFolders zip(String name, String commit, String... folders) {
        return source.folders()
                .zip(
                        commit,
                        FolderSet.of(List.of(folders)),
                        new ReleaseNotes("Shop 1.4", Map.of(), null, null),
                        null,
                        folder.getRoot().toPath().resolve(name));
    }

    @Test
    public void shouldMakeTheSameBytesOfTheSame() throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        ZippedFolders one = zip("one.zip", first, "infra", "apps");
        TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
        ZippedFolders other = zip("other.zip", first, "apps", "infra");
        assertThat(one.file()).hasSameBinaryContentAs(other.file());
        assertThat(other.sha256()).isEqualTo(one.sha256());
        String second = project.file("apps/web.yaml", "a: 2\n").commit("main", "Next");
        assertThat(zip("next.zip", second, "apps", "infra").sha256()).isNotEqualTo(one.sha256());
    }

    @Test
    public void shouldHoldFilesModesAndAManifest() throws Exception {
        ZippedFolders zipped = zip("shop.zip", first, "apps", "infra");
        assertThat(zipped.files())
                .containsExactly("apps/bin/run", "apps/current", "apps/out", "apps/web.yaml", "infra/net.yaml");
        assertThat(zipped.linksOut()).containsExactly("apps/out -> ../docs/readme.md");
        assertThat(zipped.pointers()).isEmpty();
        try (ZipFile zip = new ZipFile(zipped.file().toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName() + " " + entry.getTimeLocal()))
                    .containsExactly(
                            "manifest.json 2026-03-02T08:01",
                            "apps/bin/run 2026-03-02T08:01",
                            "apps/current 2026-03-02T08:01",
                            "apps/out 2026-03-02T08:01",
                            "apps/web.yaml 2026-03-02T08:01",
                            "infra/net.yaml 2026-03-02T08:01");
            JsonNode manifest = new ObjectMapper().readTree(zip.getInputStream(zip.getEntry("manifest.json")));
            assertThat(manifest.path("repository").asText())
                    .isEqualTo(project.folder().toString());
            assertThat(manifest.path("commit").asText()).isEqualTo(first);
            assertThat(manifest.path("folders")).hasToString("[\"apps\",\"infra\"]");
            assertThat(manifest.path("notes").asText()).startsWith("Shop 1.4\n\nSource: ");
            assertThat(manifest.path("files").get(3))
                    .hasToString("{\"path\":\"apps/web.yaml\",\"mode\":\"100644\",\"size\":5,\"sha256\":\""
                            + HexFormat.of()
                                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                            .digest("a: 1\n".getBytes(StandardCharsets.UTF_8)))
                            + "\"}");
        }
    }

    @Test
    public void shouldBeUnpackedWithModesAndLinks() throws Exception {
        ZippedFolders zipped = zip("shop.zip", first, "apps", "infra");
        Path place = folder.newFolder("unpacked").toPath();
        Process unzip = new ProcessBuilder("unzip", "-q", zipped.file().toString())
                .directory(place.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(unzip.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(unzip.waitFor()).isZero();
        assertThat(Files.isExecutable(place.resolve("apps/bin/run"))).isTrue();
        assertThat(Files.isExecutable(place.resolve("apps/web.yaml"))).isFalse();
        assertThat(Files.readSymbolicLink(place.resolve("apps/current"))).hasToString("web.yaml");
        assertThat(place.resolve("infra/net.yaml")).hasContent("net: 1");
    }

    @Test
    public void shouldRefuseWhatCannotBeInAZip() {
        String place = " at commit " + first.substring(0, 10) + " of repository '" + project.folder() + "'";
        refused("folder 'none' is not there" + place + "; correct the folders", first, "none");
        refused(
                "'apps/web.yaml' is a file" + place + "; name a folder that holds what is to be released",
                first,
                "apps/web.yaml");
        refused(
                "folder 'manifest.json' cannot be in a zip release, which has its manifest there",
                first,
                "manifest.json");
        String second = project.submodule("apps/lib", first).commit("main", "Library");
        refused(
                "the submodules apps/lib at commit " + second.substring(0, 10) + " of repository '" + project.folder()
                        + "' cannot be in a zip release; leave their folders out, or copy into a repository instead",
                second,
                "apps");
    }

    @Test
    public void shouldTellWhereItCannotWrite() {
        Path file = folder.getRoot().toPath().resolve("none/shop.zip");
        assertThatThrownBy(() -> zip("none/shop.zip", first, "apps"))
                .isInstanceOf(GitException.class)
                .hasMessage("the zip release '" + file + "' cannot be written: java.nio.file.NoSuchFileException: "
                        + file + ".new; name a file in a folder that is there");
    }

    private void refused(String message, String commit, String... folders) {
        assertThatThrownBy(() -> zip("shop.zip", commit, folders))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
        assertThat(folder.getRoot().toPath().resolve("shop.zip")).doesNotExist();
    }
}
