package io.jenkins.plugins.deploymentgates.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Promoting into an environment that gets zip releases, through the engine. */
public class FolderZipPromotionTest {
    private static final String ZIPS =
            """
            applications:
              shop:
                git:
                  repository: ORIGIN
                  mechanic: folders
                  folders:
                    paths: [apps, infra]
                    targets: {dev: {repository: ORIGIN-dev}, prod: {zip: ORIGIN-zips}}
                pipeline: {dev: {}, prod: {after: [dev]}}
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;
    private Path zips;

    @Before
    public void create() throws IOException {
        Path place = folder.newFolder().toPath();
        world = World.create(place, ZIPS);
        Origin.create(place.resolve("deploy.git-dev"));
        zips = Files.createDirectory(place.resolve("deploy.git-zips"));
    }

    @After
    public void close() {
        world.close();
    }

    private String toDev(String version) {
        String commit = world.origin()
                .commit(
                        "main",
                        "Shop " + version,
                        Map.of("apps/web.yaml", "version: " + version + "\n", "infra/net.yaml", "net: 1\n"));
        world.enter("dev", version);
        world.deliver("dev");
        return commit;
    }

    private String toProd(String version) {
        String commit = toDev(version);
        assertThat(world.promote("prod").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        world.deliver("prod");
        return commit;
    }

    private Draft draft() {
        return world.engine()
                .promotions()
                .preview(World.ANN, PromoteRequest.of("shop", "prod"))
                .draft();
    }

    private String[] files() {
        return zips.toFile().list();
    }

    @Test
    public void shouldShowTheFileAndWriteItOnPromotion() throws IOException {
        String commit = toDev("1.0");
        Map<String, String> before = world.everyByte();
        Draft draft = draft();
        assertThat(world.everyByte()).isEqualTo(before);
        assertThat(draft.zip().file()).isEqualTo(zips.resolve("shop-1.0.zip").toString());
        assertThat(draft.zip().there()).isFalse();
        assertThat(draft.moves()).isEmpty();
        assertThat(draft.arrived()).isFalse();
        assertThat(draft.files()).containsExactly("A apps/web.yaml", "A infra/net.yaml");
        assertThat(draft.message()).startsWith("Promote shop 1.0 to prod\n\nEnvironment: prod\nFrom: dev\n");

        PromotionResult result = world.promote("prod");

        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(result.deployment().commit()).isEqualTo(commit);
        assertThat(zips.resolve("shop-1.0.zip"))
                .hasDigest("SHA-256", draft.zip().sha256());
        assertThat(files()).containsExactly("shop-1.0.zip");
        try (ZipFile zip = new ZipFile(zips.resolve("shop-1.0.zip").toFile())) {
            JsonNode manifest = new ObjectMapper().readTree(zip.getInputStream(zip.getEntry("manifest.json")));
            assertThat(manifest.path("application").asText()).isEqualTo("shop");
            assertThat(manifest.path("version").asText()).isEqualTo("1.0");
            assertThat(manifest.path("release").asText())
                    .isEqualTo(world.current("prod").fingerprint());
            assertThat(manifest.path("commit").asText()).isEqualTo(commit);
        }
    }

    @Test
    public void shouldTellWhatIsDifferentSinceThePromotionBefore() {
        String first = toProd("1.0");
        toDev("1.1");
        assertThat(draft().files()).containsExactly("M apps/web.yaml");
        assertThat(draft().message()).contains("\n\nCommits since " + first.substring(0, 10) + ":\n- ");
    }

    @Test
    public void shouldWriteTheSameBytesAgainAfterARollbackToAReleaseThatIsGone() throws IOException {
        toProd("1.0");
        byte[] first = Files.readAllBytes(zips.resolve("shop-1.0.zip"));
        toProd("1.1");
        Files.delete(zips.resolve("shop-1.0.zip"));

        assertThat(world.engine()
                        .rollbacks()
                        .rollback(World.ANN, "shop", List.of("prod"), null)
                        .get(0)
                        .promotion()
                        .status())
                .isEqualTo(PromotionStatus.PROMOTED);

        assertThat(world.current("prod").version()).isEqualTo("1.0");
        assertThat(zips.resolve("shop-1.0.zip")).hasBinaryContent(first);
        assertThat(files()).containsExactlyInAnyOrder("shop-1.0.zip", "shop-1.1.zip");
    }

    @Test
    public void shouldLeaveAFileThatIsThereAlready() throws IOException {
        toDev("1.0");
        world.promote("prod");
        var written = Files.getLastModifiedTime(zips.resolve("shop-1.0.zip"));
        world.deliver("prod");
        toProd("1.1");
        world.engine().rollbacks().rollback(World.ANN, "shop", List.of("prod"), null);
        assertThat(world.current("prod").version()).isEqualTo("1.0");
        assertThat(Files.getLastModifiedTime(zips.resolve("shop-1.0.zip"))).isEqualTo(written);
    }

    @Test
    public void shouldNeverReplaceAnotherFile() throws IOException {
        toDev("1.0");
        Path file = zips.resolve("shop-1.0.zip");
        Files.writeString(file, "another");
        assertThatThrownBy(() -> world.promote("prod"))
                .isInstanceOf(GitException.class)
                .hasMessage("'" + file + "' is there already with another content; a release is never replaced, so"
                        + " promote under another version, or move that file away");
        assertThat(file).hasContent("another");
        assertThat(world.list(view -> view.promotions("shop", "prod", 10))).isEmpty();
    }

    @Test
    public void shouldFailWhenAnotherFileComesBetweenTheDecisionAndTheWriting() throws IOException {
        toDev("1.0");
        Path file = zips.resolve("shop-1.0.zip");
        Engine disturbed = world.engine(step -> {
            if (step == Progress.Step.INTENDED) {
                write(file);
            }
        });
        PromotionResult result = disturbed.promotions().promote(World.ANN, PromoteRequest.of("shop", "prod"));
        assertThat(result.promotion().status()).isEqualTo(PromotionStatus.FAILED);
        assertThat(result.promotion().reason()).startsWith("'" + file + "' is there already with another content; ");
        assertThat(file).hasContent("another");
        Files.delete(file);
        assertThat(world.promote("prod").promotion().status()).isEqualTo(PromotionStatus.PROMOTED);
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "another");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    public void shouldAskForNothingWhereNoFileCanBe() throws IOException {
        toDev("1|0");
        assertThatThrownBy(() -> world.promote("prod"))
                .isInstanceOf(GitException.class)
                .hasMessage(
                        "a file cannot be called 'shop-1|0.zip'; promote shop under a version without the characters"
                                + " / \\ : * ? \" < > |");
        Files.delete(zips);
        toDev("1.0");
        assertThatThrownBy(() -> world.promote("prod"))
                .isInstanceOf(GitException.class)
                .hasMessage("'" + zips + "', where the zip releases of prod go, is no folder; create it, or correct"
                        + " git.folders.targets.prod.zip");
        assertThat(world.list(view -> view.promotions("shop", "prod", 10))).isEmpty();
    }

    @Test
    public void shouldTellWhenTheFileIsNotTheOneThatWasDeployed() throws IOException {
        String commit = toProd("1.0");
        Path file = zips.resolve("shop-1.0.zip");
        assertThat(drift().state()).isEqualTo(Drift.State.ALIGNED);
        Files.writeString(file, "another");
        assertThat(drift().state()).isEqualTo(Drift.State.DRIFTED);
        assertThat(drift().details())
                .containsExactly("'" + file + "' has another content than 1.0 at " + commit.substring(0, 10));
        Files.delete(file);
        assertThat(drift().details()).containsExactly("'" + file + "' is not there");
    }

    private Drift drift() {
        return world.engine().drifts().look(List.of("shop"), "prod", null).get(0);
    }

    @Test
    public void shouldNotGuessWhichReleaseIsThere() {
        assertThatThrownBy(() -> record("1.0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("zip releases do not say which of them is in prod, and none was promoted into it yet; name"
                        + " the commit with --commit");
        String commit = toProd("1.0");
        assertThat(record("1.0").deployment().commit()).isEqualTo(commit);
    }

    private RecordResult record(String version) {
        return world.engine()
                .recordings()
                .record(
                        World.ANN,
                        new RecordRequest(
                                "shop", "prod", version, List.of(), null, DeploymentStatus.STARTED, "", null));
    }
}
