package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.config.ConfigurationReader;
import io.jenkins.plugins.deploymentgates.config.ConfigurationSchema;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.GateForm;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.DataBoundSetter;

/** Manage Jenkins → Deployment environments, as it is clicked. */
public class ConfigurationFormTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    /** Every setting there is, in its canonical form. */
    static final String EVERYTHING =
            """
            applications:
              shop:
                description: "Web shop\\nwith a second line"
                artifacts: ['com.acme:shop-api', 'com.acme:shop-web']
                combination: per-artifact
                git:
                  repository: https://git.example.com/shop/deploy.git
                  credentials: shop-git
                  environmentPaths: ['variants/{environment}/**', docs/**]
                  mechanic: fast-forward
                  sourceBranch: trunk
                verifications: [smoke, contract]
                pipeline:
                  dev: {}
                  qa:
                    after: [dev]
                    verifications: [load-test, security]
                  prod-eu:
                    after: [dev, qa]
              billing:
                combination: exact
                pipeline:
                  dev: {}
              cart:
                combination: exact
                pipelines: [normal, urgent]
            pipelines:
              normal:
                description: The long way
                environments:
                  dev: {}
                  prod-eu:
                    after: [dev]
                    verifications: [manual]
              urgent:
                environments:
                  prod-eu: {}
            environments:
              prod-eu:
                description: Where customers are
                tier: production
                branch: live/eu
                gates:
                  - soak: {for: 2h}
                  - verifiedWithin: {for: 14d}
                  - verifications:
                      checks: [load-test, pen-test]
                  - approvals:
                      count: 2
                      from: [release-managers, ann]
                      excludeTrigger: false
                  - freeze: {start: 0 16 * * FRI, end: 0 8 * * MON, timezone: Europe/Berlin, reason: Weekend}
                  - window: {start: '2026-12-01T08:00:00Z', end: '2026-12-24T12:00:00Z', timezone: UTC}
                  - branches:
                      allow: [main, hotfix/*]
                  - ticket: {pattern: 'SHOP-[0-9]+'}
                  - soak: {for: 30m}
                  - artifactsAvailable: {registry: 'https://registry.example.com', credentials: registry-login}
                  - artifactsAvailable:
                      maven: https://repo.example.com/releases
                      extension: tar.gz
                      classifier: all
                  - artifactsAvailable: {url: 'https://files.example.com/{name}-{version}.zip', repository: x, tag: 'v{version}'}
                  - http: {url: 'https://checks.example.com/may-deploy', secret: check-hmac, credentials: check-login}
                onFailure: redeploy-last-good
                recordedBy: [deploy/**, ops/*]
              dev: {tier: development, onFailure: record}
              qa: {tier: test, onFailure: notify}
            verifications:
              manual:
                description: Somebody looked
                type: Manual
                from: [release-managers]
              smoke: {}
            webhooks:
              - url: https://hooks.example.com/deployments
                on: [deployment.failed, promotion.waiting]
                secret: hook-hmac
              - {url: 'https://hooks.example.com/all'}
            deploydbWebhooks:
              - {'on': deployment.created, url: 'https://jenkins.example.com/job/deploy/build'}
              - {'on': promotion.completed, url: 'https://chat.example.com/', environment: qa}
            groups:
              release-managers: [ann, bob]
            permissions:
              approve: [release-managers]
              override: []
            """;

    static String canonical(String yaml) {
        return new ConfigurationReader().parse("expected", yaml).text();
    }

    @After
    public void forget() {
        DeploymentGatesConfiguration.get().setYaml("");
        DeploymentGatesConfiguration.get().setLedger("", "");
    }

    private static HtmlPage page() throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient();
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return client.goTo("manage/deployment-environments/");
    }

    private static Page save(HtmlPage page) throws Exception {
        return JENKINS.submit(page.getFormByName("config"));
    }

    private static List<String> reasons(Page page) {
        return ((HtmlPage) page)
                .getByXPath("//div[@id='deployment-gates-refused']//li").stream()
                        .map(item -> ((DomNode) item).getTextContent().strip())
                        .toList();
    }

    private static void choose(HtmlPage page, String source) throws Exception {
        HtmlElement radio = page.getFirstByXPath("//input[@type='radio'][@name='source'][@value='" + source + "']");
        radio.click();
    }

    @Test
    public void shouldKeepEverySettingWhenSavedUnchanged() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(EVERYTHING);

        Page answer = save(page());

        assertThat(answer.getUrl().getPath()).endsWith("/manage/");
        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEqualTo(canonical(EVERYTHING));
        assertThat(DeploymentGates.get().configuration().text()).isEqualTo(canonical(EVERYTHING));
    }

    @Test
    public void shouldKeepWhatNoFormShows() throws Exception {
        String yaml =
                """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: release-file
                      releaseFile: {repository: environments.git, file: version.yaml}
                    pipeline: {dev: {}}
                  cart:
                    git:
                      repository: cart.git
                      mechanic: folders
                      folders: {paths: [apps], targets: {dev: {repository: dev.git}}}
                    pipeline: {dev: {}}
                """;
        DeploymentGatesConfiguration.get().setYaml(yaml);

        save(page());

        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEqualTo(canonical(yaml));
    }

    @Test
    public void shouldHaveAFormForEveryKindOfGate() throws Exception {
        JsonNode gates = new ObjectMapper()
                .readTree(ConfigurationSchema.print())
                .at("/properties/environments/additionalProperties/properties/gates/items/properties");
        List<String> kinds = new ArrayList<>();
        gates.fieldNames().forEachRemaining(kinds::add);

        assertThat(ExtensionList.lookup(GateForm.Kind.class).stream().map(GateForm.Kind::kind))
                .containsExactlyInAnyOrderElementsOf(kinds)
                .isNotEmpty();
    }

    @Test
    public void shouldConfigureAnApplicationByTyping() throws Exception {
        HtmlPage page = page();
        assertThat(page.asNormalizedText()).contains("Nothing is configured yet.");
        page.getFirstByXPath("//div[@name='applications']");
        button(page, "Add application").click();
        DomElement chunk = last(page, "applications");
        input(chunk, "_.name").type("shop");
        HtmlElement add = chunk.getFirstByXPath(".//button[normalize-space()='Add environment']");
        add.click();
        input(chunk, "_.environment").type("qa");

        save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml())
                .isEqualTo(canonical("applications: {shop: {pipeline: {qa: {}}}}"));
    }

    @Test
    public void shouldOfferCredentialsOfTheKindThatEachGateNeeds() throws Exception {
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(
                                new UsernamePasswordCredentialsImpl(
                                        CredentialsScope.GLOBAL, "store-login", "", "bot", "some-password"),
                                new StringCredentialsImpl(
                                        CredentialsScope.GLOBAL, "check-hmac", "", Secret.fromString("key")))));
        DeploymentGatesConfiguration.get()
                .setYaml(
                        """
                        applications: {shop: {pipeline: {qa: {}}}}
                        environments:
                          qa:
                            gates:
                              - artifactsAvailable: {maven: "https://repo.example.com", credentials: gone}
                              - http: {url: "https://checks.example.com"}
                        """);
        HtmlPage page = page();
        DomElement store = page.getFirstByXPath("//div[@descriptorid][.//input[@name='_.maven']]");
        DomElement check = page.getFirstByXPath("//div[@descriptorid][.//input[@value='https://checks.example.com']]");
        HtmlSelect login = store.getFirstByXPath(".//select[@name='_.credentials']");
        HtmlSelect checkLogin = check.getFirstByXPath(".//select[@name='_.credentials']");
        HtmlSelect secret = check.getFirstByXPath(".//select[@name='_.secret']");

        assertThat(values(login)).containsExactlyInAnyOrder("", "store-login", "gone");
        assertThat(login.getSelectedOptions().get(0).getValueAttribute()).isEqualTo("gone");
        assertThat(values(checkLogin)).containsExactly("", "store-login");
        assertThat(values(secret)).containsExactly("", "check-hmac");
        login.setSelectedAttribute("store-login", true);
        checkLogin.setSelectedAttribute("store-login", true);
        secret.setSelectedAttribute("check-hmac", true);
        save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml())
                .isEqualTo(
                        canonical(
                                """
                        applications: {shop: {pipeline: {qa: {}}}}
                        environments:
                          qa:
                            gates:
                              - artifactsAvailable: {maven: "https://repo.example.com", credentials: store-login}
                              - http: {url: "https://checks.example.com", secret: check-hmac, credentials: store-login}
                        """));
    }

    private static List<String> values(HtmlSelect select) {
        return select.getOptions().stream().map(HtmlOption::getValueAttribute).toList();
    }

    private static HtmlElement button(HtmlPage page, String text) {
        return page.getFirstByXPath("//button[normalize-space()='" + text + "']");
    }

    private static DomElement last(HtmlPage page, String name) {
        List<DomElement> chunks = page.getByXPath("//div[@name='" + name + "'][contains(@class,'repeated-chunk')]");
        return chunks.get(chunks.size() - 1);
    }

    private static HtmlInput input(DomElement inside, String name) {
        return inside.getFirstByXPath(".//input[@name='" + name + "']");
    }

    @Test
    public void shouldRefuseMistakesWithAllOfThemAndShowWhatWasTyped() throws Exception {
        DeploymentGatesConfiguration.get().setYaml("applications: {shop: {pipeline: {dev: {}, qa: {after: [dev]}}}}");
        String kept = DeploymentGatesConfiguration.get().getYaml();
        HtmlPage page = page();
        HtmlTextArea after = page.getFirstByXPath("//textarea[@name='_.after'][normalize-space()='dev']");
        after.setText("div");
        HtmlInput tier = page.getFirstByXPath("//input[@name='_.tier']");
        page.getByXPath("//input[@name='_.tier']").forEach(one -> ((HtmlInput) one).setValue("a/b"));
        assertThat(tier).isNotNull();

        Page refused = save(page);

        assertThat(refused.getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(reasons(refused))
                .containsExactly(
                        "applications.shop.pipeline.qa.after: there is no environment 'div' in this pipeline; did you mean 'dev'? It has dev, qa",
                        "environments.dev.tier: the name of the tier 'a/b' has a path separator '/' at position 2; use letters, digits, '.', '-' and '_'",
                        "environments.qa.tier: the name of the tier 'a/b' has a path separator '/' at position 2; use letters, digits, '.', '-' and '_'");
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
        HtmlPage page = page();
        HtmlInput name = page.getFirstByXPath("//input[@name='_.name'][@value='cart']");
        name.setValue("shop");

        assertThat(reasons(save(page))).hasSize(1).first().asString().contains("the key 'shop' is there twice");
    }

    @Test
    public void shouldTakeYaml() throws Exception {
        HtmlPage page = page();
        choose(page, "text");
        HtmlTextArea yaml = page.getFirstByXPath("//textarea[@name='_.yaml']");
        yaml.setText(EVERYTHING);

        save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEqualTo(canonical(EVERYTHING));
    }

    @Test
    public void shouldRefuseYamlWithAMistakeByItsLine() throws Exception {
        HtmlPage page = page();
        choose(page, "text");
        HtmlTextArea yaml = page.getFirstByXPath("//textarea[@name='_.yaml']");
        yaml.setText("applications:\n  shop: {}\n");

        Page refused = save(page);

        assertThat(reasons(refused))
                .containsExactly(
                        "configuration:2:3: applications.shop: the key 'pipeline' is missing: its environments, such as dev: {} and qa: {after: [dev]}");
        HtmlTextArea again = ((HtmlPage) refused).getFirstByXPath("//textarea[@name='_.yaml']");
        assertThat(again.getText()).isEqualTo("applications:\n  shop: {}\n");
        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEmpty();
    }

    @Test
    public void shouldRefuseALedgerThatIsNoPlaceAndKeepEverything() throws Exception {
        HtmlPage page = page();
        choose(page, "text");
        HtmlTextArea yaml = page.getFirstByXPath("//textarea[@name='_.yaml']");
        yaml.setText("applications: {shop: {pipeline: {dev: {}}}}");
        HtmlForm form = page.getFormByName("config");
        form.getInputByName("_.ledger").setValue("ledger.db");

        assertThat(reasons(save(page)))
                .containsExactly(
                        "the ledger 'ledger.db' is no absolute path; write all of it, such as /var/lib/deployments/ledger.db, or a URL such as jdbc:postgresql://db.example.com/deployments");
        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEmpty();
        assertThat(DeploymentGatesConfiguration.get().getLedger()).isEmpty();
    }

    @Test
    public void shouldHaveNoScriptAndNoHandlerInThePage() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(EVERYTHING);
        JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false);
        HtmlPage page = client.goTo("manage/deployment-environments/");
        HtmlElement panel = page.getHtmlElementById("main-panel");

        assertThat(panel.getByXPath(".//script[not(@src)][normalize-space()!='']"))
                .isEmpty();
        for (Object one : panel.getByXPath(".//@*[starts-with(name(), 'on')]/..")) {
            ((DomElement) one).getAttributesMap().keySet().forEach(name -> assertThat(name)
                    .doesNotStartWith("on"));
        }
    }

    @Test
    public void shouldHaveHelpOnEveryFieldAndACheckOfEveryText() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(EVERYTHING);
        List<String> without = new ArrayList<>();
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            if (!descriptor.clazz.getPackageName().endsWith("jenkins.config.form")) {
                continue;
            }
            for (Method method : descriptor.clazz.getMethods()) {
                if (!method.isAnnotationPresent(DataBoundSetter.class)
                        || method.getName().equals("setSource")) {
                    continue;
                }
                String end = method.getName().substring(3);
                String field = end.substring(0, 1).toLowerCase(Locale.ROOT) + end.substring(1);
                // Beside the class that has the field: Jenkins looks there, too.
                String help = method.getDeclaringClass().getSimpleName() + "/help-" + field + ".html";
                if (descriptor.clazz.getResource(help) == null) {
                    without.add(help);
                }
                if (method.getParameterTypes()[0] == String.class
                        && Arrays.stream(descriptor.getClass().getMethods())
                                .noneMatch(check -> check.getName().equals("doCheck" + end))) {
                    without.add(descriptor.clazz.getSimpleName() + ".doCheck" + end);
                }
            }
        }

        assertThat(without).isEmpty();
        JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false);
        HtmlPage page = client.goTo("manage/deployment-environments/");
        for (Object one :
                page.getByXPath("//div[contains(@class,'jenkins-form-item')][.//*[starts-with(@name,'_.')]]")) {
            DomElement item = (DomElement) one;
            if (item.getByXPath(".//div[contains(@class,'jenkins-form-item')]").isEmpty()) {
                assertThat((Object) item.getFirstByXPath(".//*[contains(@class,'jenkins-help-button')]"))
                        .as(item.asNormalizedText())
                        .isNotNull();
            }
        }
    }
}
