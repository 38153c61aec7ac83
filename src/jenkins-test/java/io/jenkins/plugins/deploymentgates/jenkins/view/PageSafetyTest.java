package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.deploymentgates.jenkins.BuildEntry;
import io.jenkins.plugins.deploymentgates.jenkins.BuildRecorder;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.ledger.Ledger;
import io.jenkins.plugins.deploymentgates.ledger.LedgerException;
import io.jenkins.plugins.deploymentgates.ledger.Ledgers;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.Deployment;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.htmlunit.html.DomAttr;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** Whatever people called things, and whatever is broken, pages show it as text and hold no script of their own. */
public class PageSafetyTest {
    private static final String APPLICATION = "<img src=x onerror=alert(1)>&amp; \"'% ";
    private static final String ENVIRONMENT = "<b>qa\"+#?;";
    private static final String VERSION = "<s>1.0%2F&lt;";
    private static final String USER = "<i>ann";

    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> pages = new LinkedHashMap<>();

    @Before
    public void deploy() throws Exception {
        Shop shop = Shop.alone(JENKINS);
        String name = APPLICATION.strip();
        DeploymentGatesConfiguration.get()
                .setYaml("applications:\n  '" + name.replace("'", "''") + "':\n    description: '<u>described'\n"
                        + "    verifications: ['<u>smoke']\n    pipeline:\n      '" + ENVIRONMENT
                        + "': {}\n      prod: {after: ['" + ENVIRONMENT + "']}\n"
                        + "environments:\n  prod: {gates: [{approvals: {count: 2}}]}\n");
        FreeStyleBuild build = shop.build("deploy");
        Actor actor = new Actor(USER, Set.of(), new Build("deploy", 1, null));
        Deployment deployment = shop.deploy(actor, name, ENVIRONMENT, VERSION);
        BuildRecorder.tell(build, BuildEntry.recorded(deployment, List.of(), USER, Instant.EPOCH, "<u>reason"));
        Shop.engine()
                .recordings()
                .verify(actor, new VerifyRequest(name, ENVIRONMENT, "<u>smoke", true, "javascript:alert(1)", null));
        Promotion promotion = shop.promote(actor, name, "prod");
        Shop.engine().promotions().approve(Actor.person("<i>bob", Set.of()), promotion.id(), "<u>fine");
        Shop.engine().holds().hold(actor, ENVIRONMENT, "<u>held");
        pages.put("deployments/table", VERSION);
        pages.put("deployments/waiting/", VERSION);
        pages.put(Links.application(name), "<u>described");
        pages.put(Links.explain(name, "prod", VERSION), VERSION);
        pages.put(Links.environment(ENVIRONMENT), "<u>held");
        pages.put(Links.release(name, VERSION), VERSION);
        pages.put(Links.of(deployment), "<u>smoke");
        pages.put(Links.of(promotion), "<u>fine");
        pages.put("job/deploy/deployments/", VERSION);
        pages.put("job/deploy/1/deployments/", "<u>reason");
        pages.put("manage/import-deployments/", "Import deployments from builds");
    }

    private HtmlPage page(String path) throws Exception {
        return JENKINS.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .goTo(path);
    }

    private static DomElement main(HtmlPage page) {
        return page.getElementById("main-panel");
    }

    @Test
    public void shouldShowHostileNamesAsText() throws Exception {
        pages.put("job/deploy/1/", VERSION);
        for (Map.Entry<String, String> entry : pages.entrySet()) {
            HtmlPage page = page(entry.getKey());
            assertThat(page.getWebResponse().getStatusCode()).as(entry.getKey()).isEqualTo(200);
            assertThat(main(page).asNormalizedText()).as(entry.getKey()).contains(entry.getValue());
            assertThat(page.querySelectorAll("#page-body img, #page-body b, #page-body i, #page-body u, #page-body s"))
                    .as(entry.getKey())
                    .isEmpty();
            assertThat(page.querySelectorAll("a[href^='javascript']"))
                    .as(entry.getKey())
                    .isEmpty();
        }
        assertThat(page("job/deploy/").getWebResponse().getContentAsString()).doesNotContain("<s>1.0");
    }

    @Test
    public void shouldFollowItsOwnLinks() throws Exception {
        Set<String> seen = new TreeSet<>();
        for (String path : pages.keySet()) {
            for (DomNode anchor : main(page(path)).querySelectorAll("a[href*='deployments']")) {
                seen.add(((DomElement) anchor).getAttribute("href"));
            }
        }
        assertThat(seen).hasSizeGreaterThan(8);
        for (String href : seen) {
            if (href.startsWith("/")) {
                assertThat(page(href.replaceFirst("^/jenkins/", ""))
                                .getWebResponse()
                                .getStatusCode())
                        .as(href)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    public void shouldHoldNoScriptOrStyleThatAContentSecurityPolicyForbids() throws Exception {
        List<String> found = new ArrayList<>();
        for (String path : pages.keySet()) {
            for (DomNode node : main(page(path)).querySelectorAll("*")) {
                DomElement element = (DomElement) node;
                for (DomAttr attribute : element.getAttributesMap().values()) {
                    if (attribute.getName().startsWith("on")
                            || attribute.getName().equals("style")) {
                        found.add(path + ": " + element.getTagName() + " " + attribute.getName());
                    }
                }
                if (element.getTagName().equals("script") && !element.hasAttribute("src")
                        || element.getTagName().equals("style")) {
                    found.add(path + ": " + element.getTagName());
                }
            }
        }
        assertThat(found).isEmpty();
        HtmlPage page = page("deployments/");
        assertThat(page.querySelectorAll("head script[type=module]"))
                .extracting(node -> ((DomElement) node).getAttribute("src"))
                .singleElement()
                .asString()
                .endsWith("/plugin/deployment-gates/js/views.js");
        for (String file : List.of("js/views.js", "css/views.css")) {
            assertThat(JENKINS.createWebClient()
                            .goTo("plugin/deployment-gates/" + file, null)
                            .getWebResponse()
                            .getStatusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    public void shouldSayOnEveryPageWhyTheLedgerCannotBeAsked() throws Exception {
        DeploymentGates.get().open(() -> {
            throw new LedgerException("the disk of the ledger is <u>full");
        });
        assertThat(catchThrowable(() -> DeploymentGates.get().ledger())).isNotNull();
        pages.remove("job/deploy/1/deployments/");
        pages.remove("manage/import-deployments/");

        for (String path : pages.keySet()) {
            HtmlPage page = page(path);
            assertThat(page.getWebResponse().getStatusCode()).as(path).isEqualTo(503);
            assertThat(main(page).asNormalizedText())
                    .as(path)
                    .contains(
                            "Deployments cannot be shown at the moment.",
                            "the ledger could not be opened: the disk of the ledger is <u>full");
        }
        for (String path : List.of("", "job/deploy/", "job/deploy/1/", "job/deploy/1/deployments/")) {
            assertThat(page(path).getWebResponse().getStatusCode()).as(path).isEqualTo(200);
        }
        assertThat(main(page("job/deploy/1/")).asNormalizedText()).contains(VERSION);
        Path file = folder.newFolder().toPath().resolve("ledger.db");
        DeploymentGates.get().open(() -> Ledgers.open(file));
        Ledger opened = DeploymentGates.get().ledger();
        assertThat(opened).isNotNull();
        assertThat(page("deployments/").getWebResponse().getStatusCode()).isEqualTo(200);
    }
}
