package io.jenkins.plugins.deploymentgates.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.cli.Shop.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.Before;
import org.junit.Test;

/** What programs read, whole and to the letter: the files of the same name beside this test's resources. */
public class JsonTest extends ShopAnywhere {
    private Result promoted;

    /** 1.0 is in qa and waits for production; 1.1 is in dev, and qa is held. */
    @Before
    public void tellAStory() {
        verifiedAt("dev", "1.0");
        promoted = shop.run("promote", "shop", "qa", "--json");
        verifiedAt("qa", "1.0");
        shop.run("promote", "shop", "prod-eu");
        nextInDev("1.1", "base/app.yaml", "SHOP-2 second");
        given("hold", "qa", "--reason", "load test");
        shop.later(Duration.ofHours(1));
    }

    /** What is printed is in a file; {@code -Dupdate.json=true} writes it anew, to be read before it is committed. */
    private void printsAs(String file, int exitCode, Result result) throws IOException {
        String printed = result.out().replace(shop.folder.toString(), "/folder");
        if (Boolean.getBoolean("update.json")) {
            String folder = JsonTest.class.getPackageName().replace('.', '/');
            Files.writeString(Path.of("src/test/resources", folder, file), printed);
            return;
        }
        try (InputStream expected = JsonTest.class.getResourceAsStream(file)) {
            assertThat(printed).isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    @Test
    public void shouldPrintARecording() throws IOException {
        printsAs("record.json", 0, shop.run("record", "shop", "qa", "1.0", "--json"));
    }

    @Test
    public void shouldPrintAPromotionThatIsDone() throws IOException {
        printsAs("promote.json", 0, promoted);
    }

    @Test
    public void shouldPrintAPromotionThatWaits() throws IOException {
        printsAs("promote-waiting.json", 1, shop.run("promote", "shop", "prod-eu", "--json"));
    }

    @Test
    public void shouldPrintAPromotionThatWaitedInVain() {
        Result plain = shop.run("promote", "shop", "prod-eu", "--json");
        Result waited = shop.run("promote", "shop", "prod-eu", "--wait", "--timeout", "PT0.5S", "--json");

        assertThat(waited.out()).isEqualTo(plain.out().replace("10:05:00Z\"", "10:05:00.500Z\""));
        assertThat(waited.err())
                .startsWith("deployment-gates: promotion 2 (shop 1.0 to prod-eu) is still WAITING after PT0.5S ");
        assertThat(waited.exitCode()).isEqualTo(1);
    }

    @Test
    public void shouldPrintAnExplanation() throws IOException {
        printsAs("explain.json", 1, shop.run("explain", "shop", "qa", "--json"));
    }

    @Test
    public void shouldPrintPromotionsThatWait() throws IOException {
        printsAs("waiting.json", 0, shop.run("waiting", "--json"));
    }

    @Test
    public void shouldPrintARollback() throws IOException {
        printsAs("rollback.json", 0, shop.run("rollback", "shop", "dev", "--json"));
    }

    @Test
    public void shouldPrintTheMatrix() throws IOException {
        printsAs("matrix.json", 0, shop.run("matrix", "--git", "--json"));
    }

    @Test
    public void shouldPrintAPageOfHistory() throws IOException {
        printsAs("history.json", 0, shop.run("history", "shop", "--limit", "1", "--json"));
    }

    @Test
    public void shouldPrintAComparison() throws IOException {
        printsAs("compare.json", 0, shop.run("compare", "shop", "dev", "qa", "--json"));
    }

    @Test
    public void shouldPrintWhatWasWhere() throws IOException {
        printsAs("at.json", 0, shop.run("at", "2026-03-03T09:01:00Z", "--json"));
    }

    @Test
    public void shouldPrintTheMetrics() throws IOException {
        printsAs("metrics.json", 0, shop.run("metrics", "shop", "--days", "1", "--json"));
    }
}
