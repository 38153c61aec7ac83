package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.Test;

/** What would happen, and what one can do about it, in a browser without tokens: whoever looks may do all but vote and override. */
public class PromotionPageTest extends BrowserTest {
    private static final String STAGING = "/promotion?application=shop&environment=staging-eu";

    private static Locator deed(Page page, String name) {
        return page.locator(".dg-promotion__deeds")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG);
    }

    private static Locator yes(Page page) {
        return dialog(page).locator("button[type=submit]");
    }

    private static Locator result(Page page) {
        return page.locator(".dg-promotion__result[role=status]");
    }

    /** The navigation is not what this is about. */
    static void withoutHeader(Page page) {
        page.evaluate("() => { document.querySelector('.dg-shell__header').style.display = 'none'; }");
    }

    @Test
    public void shouldLookTheSame() throws Exception {
        Page page = open("/promotion?application=shop&environment=prod-us");
        assertThat(page.locator(".dg-live")).hasText("Live");
        assertThat(page.locator("[data-gate]")).not().hasCount(0);
        assertAccessible(page);
        assertFits(page);
        withoutHeader(page);
        Pictures.assertLooksLike(page, "promotion");
    }

    @Test
    public void shouldPromoteAfterSayingWhatChanges() {
        Page page = open(STAGING);
        deed(page, "Promote").click();
        assertThat(dialog(page)).containsText("shop 1.5.0 goes to staging-eu.");
        assertThat(dialog(page)).containsText("There now1.4.1, verified");
        assertThat(dialog(page)).containsText("1 commit and 1 changed file");
        assertAccessible(page);
        yes(page).dblclick();
        assertThat(dialog(page)).hasCount(0);
        assertThat(result(page)).hasText("shop 1.5.0 goes to staging-eu.");
        assertThat(page.locator(".dg-promotion__verdict")).containsText("Promoted");
        assertThat(page).hasURL(Pattern.compile("/promotion\\?id=\\d+$"));
        assertThat(site.world.current("staging-eu").version()).isEqualTo("1.5.0");
        assertThat(site.world.list(view -> view.promotions("shop", "staging-eu", 10)))
                .filteredOn(one -> one.version().equals("1.5.0"))
                .hasSize(1);
    }

    @Test
    public void shouldChangeNothingForWhoThinksBetterOfIt() {
        Page page = open(STAGING);
        long head = site.world.head();
        deed(page, "Promote").press("Enter");
        assertThat(yes(page)).isEnabled();
        page.keyboard().press("Escape");
        assertThat(dialog(page)).hasCount(0);
        assertThat(deed(page, "Promote")).isFocused();
        assertThat(site.world.head()).isEqualTo(head);
    }

    @Test
    public void shouldTellWhenSomebodyElseDecidesMeanwhile() throws Exception {
        Page page = open("/promotion?id=9");
        deed(page, "Refuse").click();
        assertThat(dialog(page)).containsText("shop 1.4.1 does not go to prod-eu: promotion 9 ends.");
        site.post("/v1/promotions/9/cancel", Map.of());
        assertThat(dialog(page).getByRole(AriaRole.STATUS)).containsText("This cannot be done any more: Called off");
        assertThat(yes(page)).isDisabled();
    }

    @Test
    public void shouldHoldWithAReasonAndRelease() {
        Page page = open(STAGING);
        deed(page, "Hold").click();
        assertThat(dialog(page)).containsText("Nothing of any application goes to staging-eu");
        yes(page).click();
        assertThat(dialog(page).getByRole(AriaRole.ALERT)).hasText("Say why.");
        dialog(page).getByRole(AriaRole.TEXTBOX).fill("<img src=x onerror=alert(1)>");
        yes(page).click();
        assertThat(result(page)).hasText("staging-eu is on hold.");
        assertThat(page.locator(".dg-promotion__columns")).containsText("<img src=x onerror=alert(1)>");
        deed(page, "Release hold").click();
        assertThat(dialog(page)).containsText("<img src=x onerror=alert(1)>");
        yes(page).click();
        assertThat(result(page)).hasText("staging-eu is released; 0 promotions moved on.");
    }

    @Test
    public void shouldRollBackToAVersionThatIsChosen() {
        Page page = open(STAGING);
        deed(page, "Roll back").click();
        assertThat(dialog(page)).containsText("shop at staging-eu goes back from 1.4.1 to 1.4.0.");
        assertThat(dialog(page).locator("select")).hasValue("1.4.0");
        assertAccessible(page);
        yes(page).click();
        assertThat(result(page)).hasText("shop 1.4.0 goes back to staging-eu.");
        assertThat(site.world.current("staging-eu").version()).isEqualTo("1.4.0");
    }

    @Test
    public void shouldCallOff() {
        Page page = open("/promotion?id=9");
        deed(page, "Call off").click();
        yes(page).click();
        assertThat(result(page)).hasText("shop 1.4.1 at prod-eu was called off.");
        assertThat(page.locator(".dg-promotion__verdict")).containsText("Called off");
    }

    @Test
    public void shouldNotPromoteWhatCameWhileSomebodyRead() {
        expectComplaint("Failed to load resource");
        Page page = browser(WIDE).newPage();
        // A page that hears of nothing.
        page.route("**/v1/events*", Route::abort);
        page.navigate(site.address() + STAGING);
        assertThat(page.locator(".dg-live")).containsText("Stale since");
        deed(page, "Promote").click();
        assertThat(dialog(page)).containsText("shop 1.5.0 goes to staging-eu.");
        site.world.deliver("dev");
        site.world.verify("dev");
        site.world.promote("qa");
        site.world.deliver("qa");
        site.world.verify("qa");
        yes(page).click();
        assertThat(dialog(page).getByRole(AriaRole.ALERT))
                .hasText(
                        "what would go to staging-eu by now is shop 1.6.0, which is another release than the one that was"
                                + " looked at; look again, then ask again");
        assertThat(dialog(page).getByRole(AriaRole.STATUS))
                .hasText("By now it would be 1.6.0. Close this, and look again.");
        assertThat(yes(page)).isDisabled();
        page.keyboard().press("Escape");
        assertThat(page.locator(".dg-promotion__title")).containsText("1.6.0");
        deed(page, "Promote").click();
        assertThat(dialog(page)).containsText("shop 1.6.0 goes to staging-eu.");
    }

    @Test
    public void shouldOverrideWithAReason() {
        Page page = signedIn("/promotion?id=9", "root", Role.OPERATOR);
        assertThat(page.locator("[data-deed]")).hasText(new String[] {" Override", " Call off", " Hold"});
        deed(page, "Override").click();
        assertThat(dialog(page))
                .containsText("shop 1.4.1 goes to prod-eu although these gates do not pass: approvals.");
        dialog(page).getByRole(AriaRole.TEXTBOX).fill("the shop is down");
        // Whose token is gone is asked for another.
        List<Cookie> cookies = page.context().cookies();
        page.context().clearCookies();
        yes(page).click();
        assertThat(page.getByLabel("Token")).isFocused();
        page.context().addCookies(cookies);
        page.reload();
        deed(page, "Override").click();
        dialog(page).getByRole(AriaRole.TEXTBOX).fill("the shop is down");
        yes(page).click();
        assertThat(result(page)).hasText("shop 1.4.1 goes to prod-eu.");
        assertThat(page.locator(".dg-promotion__verdict")).containsText("Promoted");
        assertThat(site.world.list(view -> view.promotions("shop", "prod-eu", 1)))
                .extracting(Promotion::overrideReason)
                .containsExactly("the shop is down");
    }

    @Test
    public void shouldTryAgainUnderTheSameKeyWhenTheServerDidNotAnswer() {
        expectComplaint("Failed to load resource");
        Page page = open(STAGING);
        deed(page, "Promote").click();
        assertThat(yes(page)).isEnabled();
        List<String> keys = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().endsWith("/v1/promotions")) {
                keys.add(request.headers().get("idempotency-key"));
            }
        });
        page.route("**/v1/promotions", route -> {
            // It is done, and nobody hears of it.
            route.fetch();
            route.abort();
        });
        yes(page).click();
        assertThat(dialog(page).getByRole(AriaRole.ALERT))
                .hasText("The server does not answer. Trying again does nothing twice.");
        long head = site.world.head();
        page.unroute("**/v1/promotions");
        yes(page).click();
        assertThat(result(page)).hasText("shop 1.5.0 goes to staging-eu.");
        assertThat(site.world.head()).isEqualTo(head);
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).isEqualTo(keys.get(1));
    }

    @Test
    public void shouldOfferAReaderNothing() {
        Page page = signedIn(STAGING, "eve", Role.READER);
        assertThat(page.getByText("There is nothing that you may do here.")).isVisible();
        assertThat(page.locator("[data-deed]")).hasCount(0);
    }

    @Test
    public void shouldOfferVotesToAnApprover() throws Exception {
        Page page = signedIn("/promotion?id=9", "bob", Role.APPROVER);
        assertThat(page.locator("[data-deed]")).hasText(new String[] {" Approve", " Refuse"});
        deed(page, "Approve").click();
        assertThat(dialog(page)).containsText("You say yes: shop 1.4.1 goes to prod-eu as soon as its gates pass.");
        dialog(page).getByRole(AriaRole.TEXTBOX).fill("looks good");
        yes(page).click();
        assertThat(result(page)).hasText("shop 1.4.1 goes to prod-eu.");
        assertThat(page.locator(".dg-promotion__columns")).containsText("bob said yes just now: looks good");
    }

    @Test
    public void shouldFitANarrowDarkWindow() throws Exception {
        Page page = open("/promotion?id=9", NARROW.colored(ColorScheme.DARK).speaking("de-DE"));
        assertThat(page.locator(".dg-live")).hasText("Aktuell");
        assertAccessible(page);
        assertFits(page);
        page.evaluate("document.documentElement.dir = 'rtl'");
        assertFits(page);
        page.evaluate("document.documentElement.dir = ''");
        withoutHeader(page);
        Pictures.assertLooksLike(page, "promotion-narrow");
    }

    @Test
    public void shouldSayWhatToChooseWhatIsOverAndWhatIsNotThere() {
        assertThat(open("/promotion").locator("main")).containsText("Choose an application and an environment");
        Page over = open("/promotion?id=1");
        assertThat(over.locator(".dg-promotion__verdict")).containsText("Promoted");
        assertThat(over.locator("[data-deed]")).hasText(new String[] {" Roll back", " Hold"});
        expectComplaint("404");
        assertThat(open("/promotion?id=999").getByRole(AriaRole.ALERT))
                .containsText("there is no promotion 999; waiting are 9");
    }

    @Test
    public void shouldSayWhatIsWrongWhateverAnswers() throws Exception {
        expectComplaint("Failed to load resource");
        Page page = open(STAGING);
        assertThat(page.locator(".dg-live")).hasText("Live");
        page.route(
                "**/v1/explain", answers(503, "application/problem+json", "{\"type\":\"x\",\"detail\":\"not now\"}"));
        page.route(
                "**/v1/matrix?*", answers(503, "application/problem+json", "{\"type\":\"x\",\"detail\":\"not now\"}"));
        site.post("/v1/holds", Map.of("environment", "staging-eu", "reason", "Freight season"));
        assertThat(page.getByText("What is shown may be old: not now")).isVisible();
        assertThat(page.locator(".dg-promotion__title")).containsText("1.5.0");
        page.unroute("**/v1/matrix?*");
        page.route("**/v1/explain", answers(500, "text/html", "<h1>Oops</h1>"));
        assertThat(page.locator(".dg-promotion__verdict")).containsText("The server failed (HTTP 500).");
        assertThat(page.getByText("What is shown may be old")).hasCount(0);
        page.unroute("**/v1/explain");
        page.route("**/v1/matrix?*", answers(200, "text/html", "<h1>Sign in</h1>"));
        page.reload();
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText("What answered is not Deployment Gates, perhaps a proxy that wants you to sign in.");
        page.unroute("**/v1/matrix?*");
        page.getByText("Try again").click();
        assertThat(page.locator(".dg-promotion__title")).containsText("1.5.0");
    }

    private static Consumer<Route> answers(int status, String type, String body) {
        return route -> route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(type)
                .setBody(body));
    }

    private Page signedIn(String path, String name, Role role) {
        String token = site.token(name, role);
        expectComplaint("401");
        Page page = open(path);
        page.getByLabel("Token").fill(token);
        page.getByLabel("Token").press("Enter");
        return page;
    }
}
