package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.Test;

/** The matrix in a browser. */
public class MatrixPageTest extends BrowserTest {

    @Test
    public void shouldLookTheSame() throws Exception {
        Page page = open("/");
        assertThat(page.locator("[role=grid] [role=rowheader]")).hasCount(5);
        assertThat(page.locator(".dg-live")).hasText("Live");
        Pictures.assertLooksLike(page, "matrix");
        assertAccessible(page);
        assertFits(page);
    }
}
