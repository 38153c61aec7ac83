package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextArea;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What Manage Jenkins → Deployment environments refuses, and text instead of parts. */
public class ConfigurationRefusedTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private final FormPages form = new FormPages(JENKINS);

    @After
    public void forget() {
        DeploymentGatesConfiguration.get().setYaml("");
        DeploymentGatesConfiguration.get().setLedger("", "");
    }

    @Test
    public void shouldRefuseMistakesWithAllOfThemAndShowWhatWasTyped() throws Exception {
        DeploymentGatesConfiguration.get().setYaml("applications: {shop: {pipeline: {dev: {}, qa: {after: [dev]}}}}");
        String kept = DeploymentGatesConfiguration.get().getYaml();
        HtmlPage page = form.page();
        HtmlTextArea after = page.getFirstByXPath("//textarea[@name='_.after'][normalize-space()='dev']");
        after.setText("div");
        HtmlInput tier = page.getFirstByXPath("//input[@name='_.tier']");
        page.getByXPath("//input[@name='_.tier']").forEach(one -> ((HtmlInput) one).setValue("a/b"));
        assertThat(tier).isNotNull();

        Page refused = form.save(page);

        assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(FormPages.reasons(refused))
                .containsExactly(
                        "applications.shop.pipeline.qa.after: there is no environment 'div' in this pipeline; did you"
                                + " mean 'dev'? It has dev, qa",
                        "environments.dev.tier: the name of the tier 'a/b' has a path separator '/' at position 2; use"
                                + " letters, digits, '.', '-' and '_'",
                        "environments.qa.tier: the name of the tier 'a/b' has a path separator '/' at position 2; use"
                                + " letters, digits, '.', '-' and '_'");
        HtmlTextArea again =
                ((HtmlPage) refused).getFirstByXPath("//textarea[@name='_.after'][normalize-space()='div']");
        assertThat(again).isNotNull();
        HtmlTextArea yaml = ((HtmlPage) refused).getFirstByXPath("//textarea[@name='_.yaml']");
        assertThat(yaml.getText()).isEqualTo(kept);
        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEqualTo(kept);
        assertThat(new DeploymentGatesConfiguration().getYaml()).isEqualTo(kept);
    }

    @Test
    public void shouldRefuseTwoApplicationsOfOneName() throws Exception {
        DeploymentGatesConfiguration.get()
                .setYaml("applications: {shop: {pipeline: {dev: {}}}, cart: {pipeline: {dev: {}}}}");
        HtmlPage page = form.page();
        HtmlInput name = page.getFirstByXPath("//input[@name='_.name'][@value='cart']");
        name.setValue("shop");

        assertThat(FormPages.reasons(form.save(page)))
                .hasSize(1)
                .first()
                .asString()
                .contains("the key 'shop' is there twice");
    }

    @Test
    public void shouldTakeYaml() throws Exception {
        HtmlPage page = form.page();
        FormPages.choose(page, "text");
        HtmlTextArea yaml = page.getFirstByXPath("//textarea[@name='_.yaml']");
        yaml.setText(EveryKey.YAML);

        form.save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEqualTo(EveryKey.canonical(EveryKey.YAML));
    }

    @Test
    public void shouldRefuseYamlWithAMistakeByItsLine() throws Exception {
        HtmlPage page = form.page();
        FormPages.choose(page, "text");
        HtmlTextArea yaml = page.getFirstByXPath("//textarea[@name='_.yaml']");
        yaml.setText("applications:\n  shop: {}\n");

        Page refused = form.save(page);

        assertThat(FormPages.reasons(refused))
                .containsExactly(
                        "configuration:2:3: applications.shop: the key 'pipeline' is missing: its environments, such"
                                + " as dev: {} and qa: {after: [dev]}");
        HtmlTextArea again = ((HtmlPage) refused).getFirstByXPath("//textarea[@name='_.yaml']");
        assertThat(again.getText()).isEqualTo("applications:\n  shop: {}\n");
        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEmpty();
    }

    @Test
    public void shouldRefuseALedgerThatIsNoPlaceAndKeepEverything() throws Exception {
        HtmlPage page = form.page();
        FormPages.choose(page, "text");
        HtmlTextArea yaml = page.getFirstByXPath("//textarea[@name='_.yaml']");
        yaml.setText("applications: {shop: {pipeline: {dev: {}}}}");
        page.getFormByName("config").getInputByName("_.ledger").setValue("ledger.db");

        assertThat(FormPages.reasons(form.save(page)))
                .containsExactly("the ledger 'ledger.db' is no absolute path; write all of it, such as"
                        + " /var/lib/deployments/ledger.db, or a URL such as"
                        + " jdbc:postgresql://db.example.com/deployments");
        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEmpty();
        assertThat(DeploymentGatesConfiguration.get().getLedger()).isEmpty();
    }
}
