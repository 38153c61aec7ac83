package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.DeploymentNameForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.FoldersForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ForgeForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.JiraForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.MechanicForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.PromoteOnForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.PullRequestsForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ReleaseFileForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.TargetForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.TicketForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.TicketsForm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.htmlunit.WebClientUtil;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The ways of promoting, servers with pull requests and tickets in Manage Jenkins → Deployment environments. */
public class MechanicFormsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private final FormPages form = new FormPages(JENKINS);

    @Before
    public void addCredentials() {
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(Map.of(
                        Domain.global(),
                        List.of(new StringCredentialsImpl(
                                CredentialsScope.GLOBAL, "forge-token", "", Secret.fromString("token")))));
    }

    @After
    public void forget() {
        DeploymentGatesConfiguration.get().setYaml("");
    }

    @Test
    public void shouldOfferEveryMechanic() {
        assertThat(JENKINS.jenkins.getDescriptorList(MechanicForm.class).stream()
                        .map(one -> ((MechanicForm.Kind) one).word()))
                .containsExactlyElementsOf(Stream.of(GitSettings.Mechanic.values())
                        .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList());
    }

    @Test
    public void shouldShowTheSettingsOfTheChosenMechanicAlone() throws Exception {
        DeploymentGatesConfiguration.get()
                .setYaml(
                        """
                        applications:
                          shop:
                            git:
                              repository: https://git.example.com/shop.git
                              mechanic: release-file
                              releaseFile: {repository: 'https://git.example.com/environments.git'}
                            pipeline: {qa: {}}
                        """);
        HtmlPage page = form.page();
        assertThat(texts(page)).contains("File", "Branches").doesNotContain("Folders", "Targets");

        HtmlSelect mechanic = page.getFirstByXPath("//select[contains(@class,'dropdownList')]");
        choose(mechanic, "folders");
        assertThat(texts(page)).contains("Folders", "Targets").doesNotContain("Branches");
        HtmlTextArea paths = page.getFirstByXPath("//textarea[@name='_.paths']");
        paths.type("apps\ninfra");
        FormPages.button(page, "Add target").click();
        DomElement target = FormPages.last(page, "targets");
        FormPages.input(target, "_.environment").type("qa");
        FormPages.input(target, "_.repository").type("https://git.example.com/qa.git");
        form.save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml())
                .isEqualTo(
                        EveryKey.canonical(
                                """
                                applications:
                                  shop:
                                    git:
                                      repository: https://git.example.com/shop.git
                                      mechanic: folders
                                      folders:
                                        paths: [apps, infra]
                                        targets: {qa: {repository: 'https://git.example.com/qa.git'}}
                                    pipeline: {qa: {}}
                                """));
    }

    /** The labels one sees. */
    private static List<String> texts(HtmlPage page) {
        return page.getByXPath("//div[contains(@class,'jenkins-form-label')]").stream()
                .map(HtmlElement.class::cast)
                .filter(HtmlElement::isDisplayed)
                .map(one -> one.getVisibleText().replace("?", "").strip())
                .toList();
    }

    private static void choose(HtmlSelect select, String word) {
        HtmlOption option = select.getOptions().stream()
                .filter(one -> one.getText().startsWith(word))
                .findFirst()
                .orElseThrow();
        select.setSelectedAttribute(option, true);
        // What belongs to it is fetched only now.
        WebClientUtil.waitForJSExec(select.getPage().getWebClient());
    }

    private static void check(HtmlPage page, String field) throws Exception {
        HtmlElement box = page.getFirstByXPath("//input[@type='checkbox'][@name='" + field + "']");
        box.click();
        WebClientUtil.waitForJSExec(page.getWebClient());
    }

    @Test
    public void shouldConfigurePullRequestsAndJiraByTyping() throws Exception {
        DeploymentGatesConfiguration.get()
                .setYaml(
                        """
                        applications:
                          shop:
                            git: {repository: 'https://git.example.com/shop.git'}
                            pipeline: {qa: {}}
                        """);
        HtmlPage page = form.page();
        check(page, "_.forge");
        HtmlSelect type = page.getFirstByXPath(
                "//div[@name='forge' or @id][.//input[@name='_.project']]//select[@name='_.type']");
        type.setSelectedAttribute("gitea", true);
        HtmlSelect token = page.getFirstByXPath("//select[@name='_.credentials'][option[@value='forge-token']]");
        token.setSelectedAttribute("forge-token", true);
        FormPages.input(page.getDocumentElement(), "_.project").type("acme/shop");
        check(page, "_.pullRequests");
        check(page, "_.tickets");
        form.save(page);

        assertThat(DeploymentGatesConfiguration.get().getYaml())
                .isEqualTo(
                        EveryKey.canonical(
                                """
                                applications:
                                  shop:
                                    git:
                                      repository: https://git.example.com/shop.git
                                      forge: {type: gitea, credentials: forge-token, project: acme/shop, pullRequests: {}}
                                    tickets: {}
                                    pipeline: {qa: {}}
                                """));
    }

    private static <D extends Descriptor<?>> D of(Class<D> type) {
        return JENKINS.jenkins.getDescriptorByType(type);
    }

    private static void says(FormValidation validation, String message) {
        assertThat(validation.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(validation.renderHtml()).contains(hudson.Util.escape(message));
    }

    private static void accepts(FormValidation validation) {
        assertThat(validation.kind).as(validation.toString()).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void shouldCheckTheSettingsOfMechanics() {
        ReleaseFileForm.DescriptorImpl release = of(ReleaseFileForm.DescriptorImpl.class);
        accepts(release.doCheckRepository("https://git.example.com/environments.git"));
        says(release.doCheckRepository(""), "URL or path of the environment repository");
        accepts(release.doCheckBranches("live/{environment}"));
        says(release.doCheckBranches("live"), "{environment}");
        says(release.doCheckTypes("types.yaml"), "{type}");
        says(release.doCheckAuthor("nobody"), "'nobody' is no name and mail address");
        accepts(release.doCheckCommitLink(""));
        says(release.doCheckTickets("("), "regular expression");
        FoldersForm.DescriptorImpl folders = of(FoldersForm.DescriptorImpl.class);
        accepts(folders.doCheckPaths("apps\ninfra"));
        says(folders.doCheckPaths("apps\n/infra"), "entry 2: '/infra'");
        TargetForm.DescriptorImpl target = of(TargetForm.DescriptorImpl.class);
        accepts(target.doCheckEnvironment("qa"));
        accepts(target.doCheckRepository("https://git.example.com/qa.git"));
        says(target.doCheckZip("releases"), "'releases'");
        says(target.doCheckBranch("a b"), "'a b' is no valid name of a Git branch");
        DeploymentNameForm.DescriptorImpl name = of(DeploymentNameForm.DescriptorImpl.class);
        accepts(name.doCheckDeployment("shop-prod"));
        says(name.doCheckDeployment("a/b"), "'a/b'");
    }

    @Test
    public void shouldCheckServersWithPullRequests() {
        ForgeForm.DescriptorImpl forge = of(ForgeForm.DescriptorImpl.class);
        accepts(forge.doCheckUrl("https://git.example.com/api/v4"));
        says(forge.doCheckUrl("git.example.com"), "'git.example.com'");
        accepts(forge.doCheckCredentials("forge-token"));
        says(
                forge.doCheckCredentials("gone"),
                "There is no secret text 'gone' among Jenkins' own credentials; choose one of the list or add it");
        assertThat(forge.doFillTypeItems().stream().map(one -> one.value))
                .containsExactly("github", "gitlab", "bitbucket", "gitea");
        PullRequestsForm.DescriptorImpl requests = of(PullRequestsForm.DescriptorImpl.class);
        accepts(requests.doCheckReviews("2"));
        says(requests.doCheckReviews("two"), "'two'");
        says(requests.doCheckBranch("promote"), "{promotion}");
        says(requests.doCheckPoll("soon"), "'soon'");
        accepts(requests.doCheckEnvironments("qa\nprod"));
        says(requests.doCheckEnvironments("a/b"), "the name of the environment 'a/b' has a path separator");
    }

    @Test
    public void shouldCheckTickets() {
        TicketsForm.DescriptorImpl tickets = of(TicketsForm.DescriptorImpl.class);
        says(tickets.doCheckPattern("("), "regular expression");
        says(tickets.doCheckLink("https://jira.example.com/"), "{ticket}");
        JiraForm.DescriptorImpl jira = of(JiraForm.DescriptorImpl.class);
        says(jira.doCheckUrl(""), "such as https://acme.atlassian.net");
        says(jira.doCheckFixVersion("next"), "{version}");
        PromoteOnForm.DescriptorImpl promote = of(PromoteOnForm.DescriptorImpl.class);
        says(promote.doCheckStatus(""), "the status");
        says(promote.doCheckEnvironment("a/b"), "the name of the environment 'a/b'");
        accepts(of(TicketForm.DescriptorImpl.class).doCheckStatus("Done\nIn Review"));
    }
}
