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
import io.jenkins.plugins.deploymentgates.config.ConfigurationSchema;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ConfigurationForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.GateForm;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.promotion.Origin;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.DataBoundSetter;

/** Manage Jenkins → Deployment environments, as it is clicked. */
public class ConfigurationFormTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FormPages form = new FormPages(JENKINS);

    @After
    public void forget() {
        DeploymentGatesConfiguration.get().setYaml("");
        DeploymentGatesConfiguration.get().setLedger("", "");
    }

    @Test
    public void shouldKeepEverySettingWhenSavedUnchanged() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(EveryKey.YAML);

        Page answer = form.save(form.page());

        assertThat(answer.getUrl().getPath()).endsWith("/manage/");
        assertThat(DeploymentGatesConfiguration.get().getYaml()).isEqualTo(EveryKey.canonical(EveryKey.YAML));
        assertThat(DeploymentGates.get().configuration().text()).isEqualTo(EveryKey.canonical(EveryKey.YAML));
    }

    /** What follows shows and keeps each of them. */
    @Test
    public void shouldBeTriedWithEveryKeyThatAFormShows() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(ConfigurationSchema.print());
        Map<String, Object> all = ConfigurationForm.tree(EveryKey.canonical(EveryKey.YAML));
        List<String> missing = new ArrayList<>();
        for (String section : List.of("applications", "environments", "webhooks")) {
            look(section, schema.at("/properties/" + section), List.of(all.get(section)), missing);
        }
        // Another way to write for.
        assertThat(missing).containsExactly("environments.additionalProperties.gates.items.verifiedWithin.days");
    }

    private static void look(String path, JsonNode schema, List<Object> values, List<String> missing) {
        List<Object> inner = new ArrayList<>();
        for (Object value : values) {
            inner.addAll(
                    value instanceof Map<?, ?> map ? map.values() : value instanceof List<?> list ? list : List.of());
        }
        schema.path("properties").fields().forEachRemaining(key -> {
            List<Object> under = new ArrayList<>();
            for (Object value : values) {
                if (value instanceof Map<?, ?> map && map.containsKey(key.getKey())) {
                    under.add(map.get(key.getKey()));
                }
            }
            if (under.isEmpty()) {
                missing.add(path + "." + key.getKey());
            } else {
                look(path + "." + key.getKey(), key.getValue(), under, missing);
            }
        });
        for (String any : List.of("additionalProperties", "items")) {
            if (schema.path(any).isObject()) {
                look(path + "." + any, schema.path(any), inner, missing);
            }
        }
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
        HtmlPage page = form.page();
        assertThat(page.asNormalizedText()).contains("Nothing is configured yet.");
        page.getFirstByXPath("//div[@name='applications']");
        FormPages.button(page, "Add application").click();
        DomElement chunk = FormPages.last(page, "applications");
        FormPages.input(chunk, "_.name").type("shop");
        HtmlElement add = chunk.getFirstByXPath(".//button[normalize-space()='Add environment']");
        add.click();
        FormPages.input(FormPages.last(page, "pipeline"), "_.environment").type("qa");

        form.save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml())
                .isEqualTo(EveryKey.canonical("applications: {shop: {pipeline: {qa: {}}}}"));
    }

    @Test
    public void shouldPromoteToTheBranchThatWasTyped() throws Exception {
        Origin origin = Origin.create(folder.getRoot().toPath().resolve("shop.git"));
        origin.set("live/qa", origin.head("main"));
        String commit = origin.commit("main", "SHOP-1 One", Map.of("app.yaml", "version: 1\n"));
        DeploymentGatesConfiguration.get()
                .setYaml("applications: {shop: {git: {repository: '" + origin.folder() + "'}, pipeline: {qa: {}}}}");
        HtmlPage page = form.page();
        FormPages.input(FormPages.last(page, "environments"), "_.branch").type("live/qa");

        form.save(page);

        assertThat(DeploymentGates.get().configuration().environment("qa").branch())
                .isEqualTo("live/qa");
        DeploymentGates.get()
                .engine()
                .promotions()
                .promote(Actor.person("ann", Set.of()), PromoteRequest.of("shop", "qa"));
        assertThat(origin.head("live/qa")).isEqualTo(commit);
        assertThat(origin.heads()).doesNotContainKey("qa");
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
        HtmlPage page = form.page();
        DomElement store = page.getFirstByXPath("//div[@descriptorid][.//input[@name='_.maven']]");
        DomElement check = page.getFirstByXPath("//div[@descriptorid][.//input[@value='https://checks.example.com']]");
        HtmlSelect login = store.getFirstByXPath(".//select[@name='_.credentials']");
        HtmlSelect checkLogin = check.getFirstByXPath(".//select[@name='_.credentials']");
        HtmlSelect secret = check.getFirstByXPath(".//select[@name='_.secret']");

        assertThat(FormPages.values(login)).containsExactlyInAnyOrder("", "store-login", "gone");
        assertThat(login.getSelectedOptions().get(0).getValueAttribute()).isEqualTo("gone");
        assertThat(FormPages.values(checkLogin)).containsExactly("", "store-login");
        assertThat(FormPages.values(secret)).containsExactly("", "check-hmac");
        login.setSelectedAttribute("store-login", true);
        checkLogin.setSelectedAttribute("store-login", true);
        secret.setSelectedAttribute("check-hmac", true);
        form.save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml())
                .isEqualTo(
                        EveryKey.canonical(
                                """
                        applications: {shop: {pipeline: {qa: {}}}}
                        environments:
                          qa:
                            gates:
                              - artifactsAvailable: {maven: "https://repo.example.com", credentials: store-login}
                              - http: {url: "https://checks.example.com", secret: check-hmac, credentials: store-login}
                        """));
    }

    @Test
    public void shouldHaveNoScriptAndNoHandlerInThePage() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(EveryKey.YAML);
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
        DeploymentGatesConfiguration.get().setYaml(EveryKey.YAML);
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
