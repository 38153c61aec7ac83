package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.PushIntent.Outcome;
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

    private ZipRelease zip(String name, String commit, String... folders) {
        return source.folders()
                .zip(commit, FolderSet.of(List.of(folders)), false, Map.of("version", "1.4"), path(name));
    }

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    @Test
    public void shouldMakeTheSameBytesOfTheSame() throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
        ZipRelease one = zip("one.zip", first, "infra", "apps");
        assertThat(one.write().done()).isTrue();
        TimeZone.setDefault(TimeZone.getTimeZone("America/Lima"));
        ZipRelease other = zip("other.zip", first, "apps", "infra");
        assertThat(other.write().done()).isTrue();
        assertThat(path("one.zip"))
                .hasSameBinaryContentAs(path("other.zip"))
                .hasDigest("SHA-256", one.stored().sha256());
        assertThat(other.stored().sha256()).isEqualTo(one.stored().sha256());
        String second = project.file("apps/web.yaml", "a: 2\n").commit("main", "Next");
        assertThat(zip("next.zip", second, "apps", "infra").stored().sha256())
                .isNotEqualTo(one.stored().sha256());
    }

    @Test
    public void shouldHoldFilesModesAndAManifest() throws Exception {
        ZipRelease zipped = zip("shop.zip", first, "apps", "infra");
        assertThat(zipped.files())
                .containsExactly("apps/bin/run", "apps/current", "apps/out", "apps/web.yaml", "infra/net.yaml");
        assertThat(zipped.linksOut()).containsExactly("apps/out -> ../docs/readme.md");
        assertThat(zipped.pointers()).isEmpty();
        zipped.write();
        try (ZipFile zip = new ZipFile(path("shop.zip").toFile())) {
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
            assertThat(manifest.fieldNames())
                    .toIterable()
                    .containsExactly("version", "repository", "commit", "time", "folders", "files");
            assertThat(manifest.path("version").asText()).isEqualTo("1.4");
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
        ZipRelease zipped = zip("shop.zip", first, "apps", "infra");
        zipped.write();
        Path place = folder.newFolder("unpacked").toPath();
        Process unzip = new ProcessBuilder("unzip", "-q", path("shop.zip").toString())
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
        String place = place(first);
        refused(
                "folder 'none' is not there" + place
                        + "; correct the folders, or allow that whole folders are removed with git.folders.removable",
                first,
                "none");
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
                "the submodules apps/lib" + place(second)
                        + " cannot be in a zip release; leave their folders out, or copy into a repository instead",
                second,
                "apps");
    }

    @Test
    public void shouldLeaveOutAFolderThatIsNotThereWhenAllowed() {
        FolderSet folders = FolderSet.of(List.of("apps/bin", "none"));
        assertThat(source.folders()
                        .zip(first, folders, true, Map.of(), path("shop.zip"))
                        .files())
                .containsExactly("apps/bin/run");
        assertThatThrownBy(() ->
                        source.folders().zip(first, FolderSet.of(List.of("none")), true, Map.of(), path("shop.zip")))
                .isInstanceOf(GitException.class)
                .hasMessage("there is nothing to release" + place(first) + ": it has no file in the folders none");
    }

    @Test
    public void shouldRefuseWhatIsTooLong() {
        assertThatThrownBy(() -> new FolderZip(source, 300)
                        .prepare(first, FolderSet.of(List.of("apps")), false, Map.of(), path("shop.zip")))
                .isInstanceOf(GitException.class)
                .hasMessage("the folders apps" + place(first) + " need 434 bytes; a zip release has at most 300");
    }

    @Test
    public void shouldWriteOnceAndReplaceNothing() throws IOException {
        ZipRelease zipped = zip("shop.zip", first, "apps");
        assertThat(zipped.stored().state()).isEqualTo(StoredZip.State.ABSENT);
        assertThat(zipped.write())
                .isEqualTo(new PushResult(
                        Outcome.DONE,
                        "'" + path("shop.zip") + "' is written, SHA-256 "
                                + zipped.stored().sha256()));
        assertThat(zipped.stored().state()).isEqualTo(StoredZip.State.THERE);
        assertThat(zipped.write())
                .isEqualTo(new PushResult(Outcome.DONE, "'" + path("shop.zip") + "' is there already"));
        assertThat(folder.getRoot().list()).contains("shop.zip").doesNotContain("shop.zip.new");

        Files.writeString(path("shop.zip"), "another");
        assertThat(zipped.stored().state()).isEqualTo(StoredZip.State.ANOTHER);
        assertThat(zipped.write())
                .isEqualTo(new PushResult(
                        Outcome.REJECTED,
                        "'" + path("shop.zip") + "' is there already with another content; a release is never"
                                + " replaced, so promote under another version, or move that file away"));
        assertThat(path("shop.zip")).hasContent("another");
    }

    @Test
    public void shouldWriteOverTheHalfOfAnother() throws IOException {
        Files.writeString(path("shop.zip.new"), "half a release, longer than the whole".repeat(100));
        ZipRelease zipped = zip("shop.zip", first, "apps");
        zipped.write();
        assertThat(zipped.stored().state()).isEqualTo(StoredZip.State.THERE);
        assertThat(path("shop.zip.new")).doesNotExist();
    }

    @Test
    public void shouldTellWhereItCannotWrite() {
        ZipRelease zipped = zip("none/shop.zip", first, "apps");
        assertThatThrownBy(zipped::write)
                .isInstanceOf(GitException.class)
                .hasMessage("the zip release '" + path("none/shop.zip")
                        + "' cannot be written: java.nio.file.NoSuchFileException: " + path("none/shop.zip.new")
                        + "; name a folder that is there and that this process may write to");
    }

    private String place(String commit) {
        return " at commit " + commit.substring(0, 10) + " of repository '" + project.folder() + "'";
    }

    private void refused(String message, String commit, String... folders) {
        assertThatThrownBy(() -> zip("shop.zip", commit, folders))
                .isInstanceOf(GitException.class)
                .hasMessage(message);
        assertThat(folder.getRoot().toPath().resolve("shop.zip")).doesNotExist();
    }
}
