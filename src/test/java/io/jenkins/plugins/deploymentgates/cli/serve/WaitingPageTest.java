package io.jenkins.plugins.deploymentgates.cli.serve;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.jenkins.plugins.deploymentgates.ledger.Role;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.Test;

/** What waits, in a browser. */
public class WaitingPageTest extends BrowserTest {

    private Page signedIn(String name, Role role) {
        String token = site.token(name, role);
        expectComplaint("401");
        Page page = open("/waiting");
        page.getByLabel("Token").fill(token);
        page.getByLabel("Token").press("Enter");
        return page;
    }

    private static Locator items(Page page) {
        return page.locator(".dg-waiting__item");
    }

    @Test
    public void shouldShowWhatWaitsForMeAndLetMeApprove() throws Exception {
        Page page = signedIn("bob", Role.APPROVER);
        assertThat(items(page)).hasCount(1);
        assertThat(items(page)).containsText("Your yes is missing: as release-managers; 0 of 1 given so far.");
        assertThat(page).hasTitle("(1) Waiting · Deployment Gates");
        assertThat(page.locator("nav [data-page=waiting]")).containsText("1 waits for you");
        assertAccessible(page);
        assertFits(page);
        PromotionPageTest.withoutHeader(page);
        Pictures.assertLooksLike(page, "waiting");
        page.locator("[data-deed=approve]").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("You say yes: shop 1.4.1 goes to prod-eu as soon as its gates pass.");
        assertThat(dialog).containsText("There now1.4.0, verified");
        dialog.locator("button[type=submit]").dblclick();
        assertThat(page.locator(".dg-waiting__result[role=status]")).hasText("shop 1.4.1 goes to prod-eu.");
        assertThat(page.getByText("Nothing waits for you.")).isVisible();
        assertThat(page).hasTitle("Waiting · Deployment Gates");
    }

    @Test
    public void shouldRefuseWithAReason() {
        Page page = signedIn("bob", Role.APPROVER);
        page.locator("[data-deed=refuse]").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator("button[type=submit]")).isEnabled();
        dialog.getByRole(AriaRole.TEXTBOX).fill("the numbers are wrong");
        dialog.locator("button[type=submit]").click();
        assertThat(page.locator(".dg-waiting__result[role=status]")).hasText("shop 1.4.1 was refused at prod-eu.");
    }

    @Test
    public void shouldShowWhatWaitsForOthersWhenAsked() throws Exception {
        Page page = open("/waiting", NARROW.colored(ColorScheme.DARK));
        assertThat(page.getByText("Nothing waits for you.")).isVisible();
        page.getByRole(AriaRole.CHECKBOX).press("Space");
        assertThat(items(page)).hasCount(1);
        assertThat(items(page)).containsText("Waits for others to say yes");
        assertThat(page.locator("[data-deed]")).hasText(new String[] {" Refuse", " Call off"});
        assertThat(page).hasURL(Pattern.compile("/waiting\\?others=1$"));
        assertAccessible(page);
        page.evaluate("document.documentElement.dir = 'rtl'");
        assertFits(page);
        page.evaluate("document.documentElement.dir = ''");
        assertFits(page);
        // Back to the button by the keyboard, also when the dialog is left.
        page.locator("[data-deed=cancel]").press("Enter");
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-deed=cancel]")).isFocused();
        PromotionPageTest.withoutHeader(page);
        Pictures.assertLooksLike(page, "waiting-narrow-dark");
        page.locator("[data-deed=cancel]").press("Enter");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("shop 1.4.1 does not go to prod-eu: promotion 9 is called off.");
        site.post("/v1/promotions/9/cancel", Map.of());
        assertThat(items(page)).hasCount(0);
        assertThat(dialog).containsText("This cannot be done any more: Called off");
        page.keyboard().press("Escape");
        assertThat(page.getByText("0 promotions wait for you.")).isFocused();
    }
}
