package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
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
}
