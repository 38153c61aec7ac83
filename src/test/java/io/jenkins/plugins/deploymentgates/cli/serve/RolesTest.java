package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/**
 * What the pages offer to whoever has a role, and that the server refuses whatever else is sent from a page on their behalf, as
 * somebody could who writes into the browser's console.
 */
public class RolesTest extends BrowserTest {
    /** Sends requests as the pages do, with the cookie of whoever is signed in. */
    private static final String SEND =
            """
            async (requests) => {
              const answers = [];
              for (const [method, path, body] of requests) {
                const answer = await fetch(`./api${path}`, {
                  method,
                  headers: { "X-Deployment-Gates": "page", "Content-Type": "application/json" },
                  body: body === "" ? undefined : body,
                });
                answers.push(`${answer.status} ${answer.headers.get("Content-Type")} ${await answer.text()}`);
              }
              return answers;
            }
            """;

    /** A deed that a page could ask for, and what it takes. */
    private record Deed(String permission, String method, String path, String body) {}

    private static final List<Deed> DEEDS = List.of(
            new Deed(
                    "record with shop",
                    "POST",
                    "/v1/deployments",
                    "{'application':'shop','environment':'qa','version':'9','status':'COMPLETED'}"),
            new Deed(
                    "record with shop",
                    "POST",
                    "/v1/verifications",
                    "{'application':'shop','environment':'qa','check':'smoke','passed':true}"),
            new Deed("promote with shop", "POST", "/v1/promotions", "{'application':'shop','to':'staging-eu'}"),
            new Deed(
                    "promote with shop",
                    "POST",
                    "/v1/rollback",
                    "{'application':'shop','environments':['qa'],'version':'1.4.1'}"),
            new Deed("promote with shop", "POST", "/v1/promotions/9/cancel", ""),
            new Deed("promote with shop", "POST", "/v1/promotions/9/decide", ""),
            new Deed("approve with shop", "POST", "/v1/promotions/9/approve", "{'reason':''}"),
            new Deed("approve with shop", "POST", "/v1/promotions/9/refuse", "{'reason':'no'}"),
            new Deed("hold", "POST", "/v1/holds", "{'environment':'qa','reason':'stop'}"),
            new Deed("hold", "DELETE", "/v1/holds/prod-us", ""),
            new Deed("administer", "POST", "/tasks/configReload", ""));

    /**
     * Somebody with a role.
     *
     * @param waiting the deeds offered beside what waits
     * @param promotion those beside a promotion that waits for approval
     * @param held those where the environment is on hold and the branch was moved by somebody else
     * @param free those where nothing stops the release
     * @param mayNot what the server refuses
     */
    private record Somebody(
            String name,
            Role role,
            List<String> waiting,
            List<String> promotion,
            List<String> held,
            List<String> free,
            List<String> mayNot) {}

    private static final String PROMOTE = "promote with shop";
    private static final String APPROVE = "approve with shop";
    private static final String RECORD = "record with shop";

    private static final List<Somebody> PEOPLE = List.of(
            new Somebody(
                    "rita",
                    Role.READER,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(RECORD, PROMOTE, APPROVE, "hold", "administer")),
            new Somebody(
                    "ci",
                    Role.RECORDER,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(PROMOTE, APPROVE, "hold", "administer")),
            new Somebody(
                    "paul",
                    Role.PROMOTER,
                    List.of("cancel"),
                    List.of("cancel"),
                    List.of(),
                    List.of("promote", "rollback"),
                    List.of(RECORD, APPROVE, "hold", "administer")),
            new Somebody(
                    "bob",
                    Role.APPROVER,
                    List.of("approve", "refuse"),
                    List.of("approve", "refuse"),
                    List.of(),
                    List.of(),
                    List.of(RECORD, PROMOTE, "hold", "administer")),
            new Somebody(
                    "olga",
                    Role.OPERATOR,
                    List.of("cancel"),
                    List.of("override", "cancel", "hold"),
                    List.of("override", "release"),
                    List.of("promote", "rollback", "hold"),
                    List.of(APPROVE, "administer")),
            // Not among those whom the configuration lets override.
            new Somebody(
                    "otto",
                    Role.OPERATOR,
                    List.of("cancel"),
                    List.of("cancel", "hold"),
                    List.of("release"),
                    List.of("promote", "rollback", "hold"),
                    List.of(APPROVE, "administer")),
            new Somebody(
                    "cat",
                    Role.ADMINISTRATOR,
                    List.of("approve", "refuse"),
                    List.of("approve", "refuse", "override", "cancel", "hold"),
                    List.of("override", "release"),
                    List.of("promote", "rollback", "hold"),
                    List.of()));

    @Override
    Site seed(Path empty) throws IOException {
        return Site.seeded(empty, "permissions:\n  override: [olga, cat]\n").start();
    }

    private Page signedIn(String token, String path) {
        BrowserContext browser = browser(WIDE);
        String name = "deployment-gates-" + URI.create(site.address()).getPort();
        browser.addCookies(List.of(new Cookie(name, token).setUrl(site.address())));
        Page page = browser.newPage();
        page.navigate(site.address() + path);
        return page;
    }

    @SuppressWarnings("unchecked")
    private static List<String> send(Page page, List<Deed> deeds) {
        return (List<String>) page.evaluate(
                SEND,
                deeds.stream()
                        .map(deed ->
                                List.of(deed.method(), deed.path(), deed.body().replace('\'', '"')))
                        .toList());
    }

    private static String refusal(String name, String what) {
        return "403 application/problem+json {\"type\":\"urn:deployment-gates:problem:not-allowed\","
                + "\"title\":\"You may not do this\",\"status\":403,\"detail\":\"" + name + " may not " + what + "\"}";
    }

    /** The deeds that a page offers. */
    private static Object offered(Page page) {
        return page.locator("[data-deed]").evaluateAll("all => all.map(one => one.dataset.deed)");
    }

    /** Those that the page of a promotion offers. */
    private Object offered(Page page, String promotion) {
        page.navigate(site.address() + "/promotion?" + promotion);
        assertThat(page.locator("[data-gate]")).not().hasCount(0);
        return offered(page);
    }

    @Test
    public void shouldOfferWhatARoleAllowsAndRefuseTheRest() {
        expectComplaint("status of 403");
        for (Somebody one : PEOPLE) {
            Page page = signedIn(site.token(one.name(), one.role()), "/waiting?others=1");
            assertThat(page.locator(".dg-waiting__item")).hasCount(1);
            assertThat(offered(page)).as("%s waiting", one).isEqualTo(one.waiting());
            assertThat(offered(page, "id=9")).as("%s promotion", one).isEqualTo(one.promotion());
            assertThat(offered(page, "application=shop&environment=prod-us"))
                    .as("%s on hold", one)
                    .isEqualTo(one.held());
            assertThat(offered(page, "application=shop&environment=staging-eu"))
                    .as("%s free", one)
                    .isEqualTo(one.free());
            List<Deed> forbidden = DEEDS.stream()
                    .filter(deed -> one.mayNot().contains(deed.permission()))
                    .toList();
            long head = site.world.head();
            assertThat(send(page, forbidden))
                    .isEqualTo(forbidden.stream()
                            .map(deed -> refusal(one.name(), deed.permission()))
                            .toList());
            assertThat(site.world.head()).isEqualTo(head);
            page.context().close();
        }
    }

    @Test
    public void shouldLetThoseOverrideWhoMayAndNobodyElse() {
        expectComplaint("status of 403");
        String body = "{'application':'shop','to':'staging-eu','override':'the shop is down'}";
        List<Deed> override = List.of(new Deed("override", "POST", "/v1/promotions", body));
        Page otto = signedIn(site.token("otto", Role.OPERATOR), "/waiting");
        assertThat(send(otto, override))
                .containsExactly(refusal("otto", "override: permissions.override allows olga, cat"));
        Page paul = signedIn(site.token("paul", Role.PROMOTER), "/waiting");
        assertThat(send(paul, override)).containsExactly(refusal("paul", "override with shop"));

        Page olga = signedIn(site.token("olga", Role.OPERATOR), "/promotion?id=9");
        olga.locator("[data-deed=override]").click();
        Locator dialog = olga.getByRole(AriaRole.DIALOG);
        Locator yes = dialog.locator("button[type=submit]");
        assertThat(yes).isEnabled();
        yes.click();
        assertThat(dialog.getByRole(AriaRole.ALERT)).hasText("Say why.");
        dialog.getByRole(AriaRole.TEXTBOX).fill("the shop is down");
        yes.click();
        assertThat(olga.locator(".dg-promotion__result[role=status]")).hasText("shop 1.4.1 goes to prod-eu.");
        assertThat(olga.locator(".dg-promotion__verdict")).containsText("Its gates are overridden: the shop is down");
        Promotion done =
                site.world.read(view -> view.promotions("shop", "prod-eu", 1)).get(0);
        assertThat(Map.of(done.overrideReason(), done.status().name()))
                .isEqualTo(Map.of("the shop is down", "PROMOTED"));
    }

    @Test
    public void shouldShowNothingOfApplicationsThatATokenIsNotFor() {
        expectComplaint("status of 404");
        String token = site.served.token("bill", List.of(Role.OPERATOR, Role.APPROVER), List.of("billing"), null);
        Page page = signedIn(token, "/");
        assertThat(page.locator("[role=rowheader]")).hasText(new String[] {"billing"});
        page.navigate(site.address() + "/promotion?application=shop&environment=prod-eu");
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("there is no application 'shop'; configured are billing");
        assertThat(send(page, List.of(DEEDS.get(2))))
                .containsExactly("404 application/problem+json {\"type\":\"urn:deployment-gates:problem:not-found\","
                        + "\"title\":\"There is no such thing\",\"status\":404,"
                        + "\"detail\":\"there is no application 'shop'; configured are billing\"}");
    }
}
