package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ConfigurationForm;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** Who may look at the configuration and change it, and whom its fields answer. */
public class ConfigurationAccessTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private static final String FORMS = "jenkins.config.form";

    @Before
    public void addCredentials() throws Exception {
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(java.util.Map.of(
                        com.cloudbees.plugins.credentials.domains.Domain.global(),
                        List.of(new UsernamePasswordCredentialsImpl(
                                CredentialsScope.GLOBAL, "shop-git", "Git", "bot", "some-password"))));
    }

    @After
    public void openAgain() {
        JENKINS.jenkins.setSecurityRealm(hudson.security.SecurityRealm.NO_AUTHENTICATION);
        JENKINS.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
    }

    /** Every method of the forms that answers a request, with how it must be asked. */
    private static List<Method> endpoints(Descriptor<?> descriptor) {
        return Arrays.stream(descriptor.getClass().getMethods())
                .filter(method -> method.getName().startsWith("do"))
                .filter(method -> method.getDeclaringClass().getPackageName().endsWith(FORMS))
                .toList();
    }

    private static int status(JenkinsRule.WebClient client, String path, HttpMethod method, boolean crumb)
            throws Exception {
        WebRequest request = new WebRequest(new URL(JENKINS.getURL(), path), method);
        return client.getPage(crumb ? client.addCrumb(request) : request)
                .getWebResponse()
                .getStatusCode();
    }

    @Test
    public void shouldAnswerOnlyWhoMayAndOnlyWithACrumb() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ)
                .everywhere()
                .to("user"));
        String page = "manage/deployment-environments/";
        String test = JENKINS.jenkins
                        .getDescriptorByType(ConfigurationForm.DescriptorImpl.class)
                        .getDescriptorUrl() + "/testLedger";
        List<String> seen = new ArrayList<>();
        for (String user : List.of("admin", "reader", "user")) {
            JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false);
            client.getOptions().setThrowExceptionOnFailingStatusCode(false);
            client.login(user);
            seen.add(user + " page " + status(client, page, HttpMethod.GET, false));
            seen.add(user + " readAgain " + status(client, page + "readAgain", HttpMethod.POST, true));
            seen.add(user + " configure " + status(client, page + "configure?json=%7B%7D", HttpMethod.POST, true));
            seen.add(user + " test " + status(client, test + "?ledger=&ledgerCredentials=", HttpMethod.POST, true));
            seen.add(user + " GET " + status(client, page + "configure", HttpMethod.GET, false)
                    + " " + status(client, page + "readAgain", HttpMethod.GET, false)
                    + " " + status(client, test + "?ledger=&ledgerCredentials=", HttpMethod.GET, false));
            seen.add(user + " no crumb " + status(client, page + "configure?json=%7B%7D", HttpMethod.POST, false)
                    + " " + status(client, page + "readAgain", HttpMethod.POST, false)
                    + " " + status(client, test + "?ledger=&ledgerCredentials=", HttpMethod.POST, false));
        }

        assertThat(seen)
                .containsExactly(
                        "admin page 200",
                        "admin readAgain 200",
                        "admin configure 200",
                        "admin test 200",
                        "admin GET 405 405 404",
                        "admin no crumb 403 403 403",
                        "reader page 200",
                        "reader readAgain 403",
                        "reader configure 403",
                        "reader test 403",
                        "reader GET 405 405 404",
                        "reader no crumb 403 403 403",
                        "user page 403",
                        "user readAgain 403",
                        "user configure 403",
                        "user test 403",
                        "user GET 405 405 404",
                        "user no crumb 403 403 403");
    }

    @Test
    public void shouldShowTheFormWithoutAnythingToClickToWhoMayOnlyRead() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(EveryKey.YAML);
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .toEveryone());

        HtmlPage page = JENKINS.createWebClient()
                .withJavaScriptEnabled(false)
                .login("reader")
                .goTo("manage/deployment-environments/");

        assertThat(page.getHtmlElementById("main-panel").asNormalizedText())
                .contains("shop", "https://git.example.com/shop/deploy.git", "release-managers", "live/eu")
                .doesNotContain("Save", "Add application", "Remove", "Test");
    }

    @Test
    public void shouldTellNothingToWhoMayNotChangeIt() throws Exception {
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .toEveryone());
        List<String> told = new ArrayList<>();
        int asked = 0;
        try (ACLContext context = ACL.as2(hudson.model.User.getById("eve", true).impersonate2())) {
            for (Descriptor<?> descriptor : hudson.ExtensionList.lookup(Descriptor.class)) {
                if (!descriptor.clazz.getPackageName().endsWith(FORMS)) {
                    continue;
                }
                for (Method method : endpoints(descriptor)) {
                    assertThat(method.isAnnotationPresent(org.kohsuke.stapler.verb.POST.class))
                            .as(method.toString())
                            .isTrue();
                    if (method.getName().equals("doTestLedger")) {
                        continue;
                    }
                    Object[] values = new Object[method.getParameterCount()];
                    Arrays.fill(values, "a/b c\n*");
                    Object answer = method.invoke(descriptor, values);
                    asked++;
                    if (answer instanceof FormValidation validation && validation.kind != FormValidation.Kind.OK) {
                        told.add(method + " " + validation);
                    }
                    if (answer instanceof ListBoxModel items
                            && items.stream().anyMatch(one -> one.value.equals("shop-git"))) {
                        told.add(method + " " + items);
                    }
                }
            }
        }

        assertThat(told).isEmpty();
        assertThat(asked).isGreaterThan(40);
    }

    @Test
    public void shouldAnswerRequestsWithoutTheirParameters() throws Exception {
        JenkinsRule.WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        List<String> broken = new ArrayList<>();
        int asked = 0;
        for (Descriptor<?> descriptor : hudson.ExtensionList.lookup(Descriptor.class)) {
            if (descriptor.clazz.getPackageName().endsWith(FORMS)) {
                for (Method method : endpoints(descriptor)) {
                    String name = method.getName();
                    String path = descriptor.getDescriptorUrl() + "/"
                            + name.substring(2, 3).toLowerCase(Locale.ROOT) + name.substring(3);
                    asked++;
                    if (status(client, path, HttpMethod.POST, true) != 200) {
                        broken.add(path);
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(asked).isGreaterThan(40);
    }
}
