package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.FreeStyleBuild;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.BuildRecorder;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.ledger.LedgerView;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.BuildLink;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import java.io.File;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** An administrator fills an empty ledger from builds. */
public class ImportLinkTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Shop shop;

    @Before
    public void configure() {
        shop = new Shop(JENKINS);
    }

    @After
    public void open() {
        JENKINS.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        JENKINS.jenkins.setAuthorizationStrategy(new AuthorizationStrategy.Unsecured());
    }

    private static JenkinsRule.WebClient client() {
        return JENKINS.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
    }

    private static int post(JenkinsRule.WebClient client) throws Exception {
        WebRequest start =
                new WebRequest(new URL(JENKINS.getURL(), "manage/import-deployments/start"), HttpMethod.POST);
        return client.getPage(client.addCrumb(start)).getWebResponse().getStatusCode();
    }

    private static String outcome() throws Exception {
        for (; ; ) {
            HtmlPage page = client().goTo("manage/import-deployments/progress");
            if (page.querySelector("[data-dg-pending=false]") != null) {
                return page.querySelector("[data-dg-pending]").asNormalizedText();
            }
        }
    }

    private static void emptyLedger(Path file) {
        DeploymentGates.get().open(() -> Ledgers.open(file));
        DeploymentGates.get().ledger();
    }

    @Test
    public void shouldFillAnEmptyLedgerFromBuilds() throws Exception {
        FreeStyleBuild first = shop.build("imported");
        Deployment completed = shop.deploy(Shop.by("ann", first), "shop", "qa", "1.0");
        BuildRecorder.tell(
                first, BuildEntry.recorded(completed, List.of(), "ann", Instant.parse("2026-01-01T08:00:00Z"), ""));
        Deployment verified = shop.verify(Shop.by("ann", first), "qa", true);
        BuildRecorder.tell(
                first,
                BuildEntry.verified(
                        verified, List.of(), "smoke", true, null, "ann", Instant.parse("2026-01-01T08:01:00Z")));
        FreeStyleBuild second = shop.build("imported");
        Promotion promotion = shop.promote(Shop.by("bob", second), "shop", "prod");
        BuildRecorder.tell(
                second, BuildEntry.promoted(promotion, null, List.of(), "bob", Instant.parse("2026-01-01T08:02:00Z")));
        FreeStyleBuild broken = shop.build("imported");
        Files.writeString(broken.getRootDir().toPath().resolve("build.xml"), "<build><no");
        first.getProject().getLazyBuildMixIn().getRunMap().purgeCache();
        assertThat(client().goTo("manage").getBody().asNormalizedText())
                .doesNotContain("Import deployments from builds");
        assertThat(client().goTo("manage/import-deployments").getBody().asNormalizedText())
                .contains("The ledger is not empty: there is nothing to import into.");
        emptyLedger(folder.newFolder().toPath().resolve("ledger.db"));
        assertThat(client().goTo("manage").getBody().asNormalizedText()).contains("Import deployments from builds");
        HtmlPage page = client().goTo("manage/import-deployments");
        assertThat(page.getFormByName("import").asNormalizedText()).isEqualTo("Import");

        assertThat(post(client())).isEqualTo(200);

        assertThat(outcome())
                .isEqualTo("3 entries of 3 builds are in the ledger now; 1 problems.\nimported #3: its build.xml in "
                        + new File(broken.getProject().getBuildDir(), "3") + " is missing or damaged");
        DeploymentGates gates = DeploymentGates.get();
        Deployment imported = gates.read(view -> view.deployment(verified.id()).orElseThrow());
        assertThat(imported.status()).isEqualTo(DeploymentStatus.VERIFIED);
        assertThat(imported.completedAt()).isEqualTo(Instant.parse("2026-01-01T08:00:00Z"));
        assertThat(imported.fingerprint()).isEqualTo(verified.fingerprint());
        Promotion closed = gates.read(view -> view.promotion(promotion.id()).orElseThrow());
        assertThat(closed.status()).isEqualTo(PromotionStatus.CANCELLED);
        assertThat(closed.from()).containsExactly("qa");
        List<BuildLink> links = gates.read(view -> view.buildsOfJob("imported", LedgerView.NEWEST, 10));
        assertThat(links)
                .extracting(link -> link.build().number(), BuildLink::by, BuildLink::role)
                .containsExactly(
                        tuple(2, "bob", BuildLink.Role.PROMOTED),
                        tuple(1, "ann", BuildLink.Role.VERIFIED),
                        tuple(1, "ann", BuildLink.Role.RECORDED));

        assertThat(post(client())).isEqualTo(200);
        assertThat(outcome())
                .startsWith("Nothing was imported: the ledger holds ")
                .contains("builds can only be imported into an empty one");
    }

    @Test
    public void shouldBeForAdministratorsByPost() throws Exception {
        shop.secure();
        JenkinsRule.WebClient admin = client().login("admin");
        JenkinsRule.WebClient ann = client().login("ann");
        URL start = new URL(JENKINS.getURL(), "manage/import-deployments/start");

        assertThat(ann.goTo("import-deployments/").getWebResponse().getStatusCode())
                .isEqualTo(403);
        assertThat(post(ann)).isEqualTo(403);
        assertThat(admin.getPage(start).getWebResponse().getStatusCode()).isEqualTo(405);
        WebRequest forged = new WebRequest(start, HttpMethod.POST);
        assertThat(admin.getPage(forged).getWebResponse().getStatusCode()).isEqualTo(403);
        assertThat(admin.goTo("manage/import-deployments/").getWebResponse().getStatusCode())
                .isEqualTo(200);
    }
}
