package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** A pipeline of thirty environments, with ways that part and meet, in a browser. */
public class GraphLargeTest extends BrowserTest {
    private static final List<String> TESTS = names("test-", 6);
    private static final List<String> EUROPE = names("eu-", 10);
    private static final List<String> WORLD = names("region-", 10);

    private static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(one -> prefix + one).toList();
    }

    private static String stages(List<String> names, List<String> after) {
        return names.stream()
                .map(name -> "      " + name + ": {after: " + after + "}\n")
                .collect(Collectors.joining());
    }

    @Override
    Site seed(Path empty) throws IOException {
        Site it = Site.empty(
                empty,
                "applications:\n  shop:\n    artifacts: [com.acme:shop]\n    pipeline:\n      dev: {}\n"
                        + stages(TESTS, List.of("dev"))
                        + stages(List.of("staging"), TESTS)
                        + stages(EUROPE, List.of("staging"))
                        + IntStream.range(0, 10)
                                .mapToObj(one -> stages(List.of(WORLD.get(one)), List.of(EUROPE.get(one))))
                                .collect(Collectors.joining())
                        + stages(List.of("archive", "showroom"), WORLD)
                        + "environments: {}\n");
        List.of("dev", "test-1", "test-2", "test-3", "staging", "eu-1", "eu-2", "eu-3", "region-1")
                .forEach(name -> it.record("shop", name, "1.0", DeploymentStatus.COMPLETED));
        it.later(Duration.ofHours(5));
        List.of("dev", "test-1", "staging", "eu-2")
                .forEach(name -> it.record("shop", name, "1.1", DeploymentStatus.COMPLETED));
        it.world.clock().set(Site.NOW);
        return it.start();
    }

    private static Locator node(Page page, String environment) {
        return page.locator(".dg-graph__node[data-key='" + environment + "']");
    }

    @Test
    public void shouldBeDrawnAlongAWideWindowAndDownANarrowOne() throws Exception {
        Page page = open("/graph", WIDE.sized(1280, 1400));
        assertThat(page.locator(".dg-graph__node")).hasCount(30);
        assertThat(page.locator(".dg-graph__chip").first()).isVisible();
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        assertThat(page.locator(".dg-graph__plane--down")).hasCount(0);
        assertFits(page);
        assertAccessible(page);
        Pictures.assertLooksLike(page, "graph-large");
        node(page, "dev").focus();
        for (int step = 0; step < 5; step++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(page.locator(".dg-graph__node:focus")).hasAttribute("data-key", "archive");
        assertThat(node(page, "archive")).isInViewport();
        page.keyboard().press("Home");
        assertThat(node(page, "dev")).isInViewport();
        page.setViewportSize(360, 1400);
        assertThat(page.locator(".dg-graph__plane--down")).isVisible();
        assertFits(page);
        assertThat(node(page, "showroom").boundingBox().width).isGreaterThan(200);
        assertAccessible(page);
        page.evaluate("document.activeElement.blur()");
        Pictures.assertLooksLike(page, "graph-large-narrow");
    }
}
