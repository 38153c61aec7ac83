package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

/** Signing in on the pages with a token, and out. */
public class SignInTest extends BrowserTest {
    private String token;

    @Override
    Site seed(Path empty) throws IOException {
        Site seeded = Site.seeded(empty);
        token = seeded.token("ann", Role.READER);
        return seeded.start();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Page signIn(BrowserContext browser, String with) {
        expectComplaint("status of 401");
        Page page = browser.newPage();
        page.navigate(site.address() + "/?state=failed");
        assertThat(page.getByLabel("Token")).isFocused();
        page.keyboard().type(with);
        page.keyboard().press("Enter");
        return page;
    }

    @Test
    public void shouldSignInWithAToken() throws Exception {
        BrowserContext browser = browser(WIDE);
        Page page = signIn(browser, "  " + token);
        assertThat(page.locator("[role=rowheader]")).hasText(new String[] {"billing"});
        assertThat(page.locator(".dg-shell__person")).containsText("ann");
        assertThat(page.locator("main")).isFocused();
        Cookie cookie = browser.cookies().get(0);
        assertThat(cookie.name)
                .isEqualTo("deployment-gates-" + URI.create(site.address()).getPort());
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.secure).isFalse();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.expires).isEqualTo(-1);
        assertThat(page.evaluate("document.cookie")).isEqualTo("");
        page.reload();
        assertThat(page.locator("[role=rowheader]")).hasText(new String[] {"billing"});
        button(page, "Sign out").click();
        assertThat(page.getByLabel("Token")).isVisible();
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    public void shouldSayWhyATokenDoesNotDo() throws Exception {
        Page page = signIn(browser(WIDE), "dg_00000000_nonsense");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("there is no such token");
        assertThat(page.getByLabel("Token")).hasAttribute("aria-invalid", "true");
        assertAccessible(page);
        Pictures.assertLooksLike(page, "sign-in");
    }

    @Test
    public void shouldAskAgainWhenTheTokenIsRevoked() throws Exception {
        Page page = signIn(browser(NARROW), token);
        assertThat(page.locator("[role=rowheader]")).hasText(new String[] {"billing"});
        site.served.tokens.revoke("ann", "root");
        page.reload();
        assertThat(page.getByLabel("Token")).isVisible();
        assertFits(page);
    }

    @Test
    public void shouldTakeChangesFromItsOwnPagesOnly() throws Exception {
        String cookie = "deployment-gates-" + URI.create(site.address()).getPort() + "=" + token;
        assertThat(site.served
                        .send(site.served.get("/api/v1/caller").header("Cookie", "other=1; " + cookie))
                        .body())
                .startsWith("{\"name\":\"ann\"");
        var change = site.served.get("/api/v1/holds").header("Cookie", cookie).DELETE();
        assertThat(site.served.send(change).body())
                .isEqualTo("{\"type\":\"urn:deployment-gates:problem:not-allowed\",\"title\":\"You may not do this\","
                        + "\"status\":403,\"detail\":\"who is signed in by a cookie must send the header"
                        + " X-Deployment-Gates, which pages of other sites cannot; with 'Authorization: Bearer TOKEN' it is"
                        + " not needed\"}");
        for (String method : List.of("POST", "DELETE")) {
            var session = site.served
                    .get("/session")
                    .method(method, BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
            assertThat(site.served.send(session).statusCode()).as(method).isEqualTo(403);
        }
        var secure = site.served
                .get("/session")
                .header("X-Deployment-Gates", "page")
                .header("Origin", "https://gates.example.com")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"));
        assertThat(site.served.send(secure).headers().firstValue("set-cookie").orElseThrow())
                .isEqualTo(cookie + "; Path=/; HttpOnly; SameSite=Strict; Secure");
        var nothing =
                site.served.get("/session").header("X-Deployment-Gates", "page").POST(BodyPublishers.ofString("{}"));
        assertThat(site.served.send(nothing).body()).contains("\"detail\":\"the field token is missing or empty\"");
        assertThat(site.served.send(site.served.get("/session")).body()).isEqualTo("{\"signedIn\":false}");
        var put = site.served.get("/session").PUT(BodyPublishers.noBody());
        assertThat(site.served.send(put).statusCode()).isEqualTo(405);
    }
}
