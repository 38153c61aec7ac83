package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ApplicationForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ApprovalsForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ArtifactsAvailableForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.BranchesForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.ConfigurationForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.EnvironmentForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.FreezeForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.GitForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.HttpForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.SoakForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.StageForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.TicketForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.VerificationsForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.VerifiedWithinForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.WebhookForm;
import io.jenkins.plugins.deploymentgates.jenkins.config.form.WindowForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** What each field says as one types, and to whom. */
public class ConfigurationChecksTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void addCredentials() throws Exception {
        SystemCredentialsProvider.getInstance()
                .setDomainCredentialsMap(java.util.Map.of(
                        com.cloudbees.plugins.credentials.domains.Domain.global(),
                        List.of(
                                new UsernamePasswordCredentialsImpl(
                                        CredentialsScope.GLOBAL, "shop-git", "Git", "bot", "some-password"),
                                new StringCredentialsImpl(
                                        CredentialsScope.GLOBAL,
                                        "hook-hmac",
                                        "Webhook",
                                        Secret.fromString("secret")))));
    }

    private static <D extends Descriptor<?>> D of(Class<D> type) {
        return JENKINS.jenkins.getDescriptorByType(type);
    }

    private static void says(FormValidation validation, String... messages) {
        assertThat(validation.kind).isEqualTo(FormValidation.Kind.ERROR);
        String html = validation.renderHtml();
        for (String message : messages) {
            assertThat(html).contains(hudson.Util.escape(message));
        }
    }

    private static void accepts(FormValidation validation) {
        assertThat(validation.kind).as(validation.toString()).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    public void shouldCheckAnApplication() {
        ApplicationForm.DescriptorImpl form = of(ApplicationForm.DescriptorImpl.class);

        accepts(form.doCheckName("shop"));
        says(form.doCheckName("a/b"), "the name of the application 'a/b' has a path separator '/' at position 2");
        says(form.doCheckName(""), "the name of the application is empty");
        accepts(form.doCheckDescription("two\r\nlines"));
        says(form.doCheckDescription("a\tb"), "'aU+0009b' has a control character at position 2; remove it");
        accepts(form.doCheckArtifacts(""));
        accepts(form.doCheckArtifacts("com.acme:shop-api\r\n\r\ncom.acme:shop-web\r\n"));
        says(
                form.doCheckArtifacts("com.acme:shop-api\nshop"),
                "entry 2: artifact 'shop' is not of the form group:name, such as com.acme:shop-api");
        says(form.doCheckArtifacts("a:b\na:b"), "'a:b' is there twice; remove one");
        accepts(form.doCheckCombination("exact"));
        says(form.doCheckCombination("exactly"), "'exactly' is not valid; valid are exact, per-artifact");
        accepts(form.doCheckVerifications("smoke"));
        says(form.doCheckVerifications("smo/ke"), "entry 1: the name of the check 'smo/ke' has a path separator '/'");
        assertThat(form.doFillCombinationItems().stream().map(one -> one.value))
                .containsExactly("exact", "per-artifact");
    }

    @Test
    public void shouldCheckAStage() {
        StageForm.DescriptorImpl form = of(StageForm.DescriptorImpl.class);

        accepts(form.doCheckEnvironment("qa"));
        says(form.doCheckEnvironment(".."), "the name of the environment");
        accepts(form.doCheckAfter("dev\nqa"));
        says(form.doCheckAfter("dev\na/b"), "the name of the environment 'a/b' has a path separator '/'");
        accepts(form.doCheckVerifications(""));
        says(form.doCheckVerifications("a\\b"), "the name of the check");
    }

    @Test
    public void shouldCheckARepository() {
        GitForm.DescriptorImpl form = of(GitForm.DescriptorImpl.class);

        accepts(form.doCheckRepository("https://git.example.com/shop.git"));
        says(form.doCheckRepository(" "), "URL or path of the Git repository");
        accepts(form.doCheckCredentials(""));
        accepts(form.doCheckCredentials("shop-git"));
        FormValidation unknown = form.doCheckCredentials("nobody");
        assertThat(unknown.kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(unknown.getMessage())
                .isEqualTo(
                        "There are no credentials &#039;nobody&#039; among Jenkins&#039; own; a job finds them only if one of its folders has them");
        says(
                form.doCheckEnvironmentPaths("docs/**\n/variants/{env}"),
                "entry 2: '/variants/{env}' is no path inside the repository");
        accepts(form.doCheckSourceBranch(""));
        says(form.doCheckSourceBranch("a b"), "'a b' is no valid name of a Git branch");
        assertThat(ids(form.doFillCredentialsItems("gone"))).containsExactlyInAnyOrder("", "shop-git", "gone");
    }

    private static List<String> ids(ListBoxModel items) {
        return items.stream().map(one -> one.value).toList();
    }

    @Test
    public void shouldCheckAnEnvironment() {
        EnvironmentForm.DescriptorImpl form = of(EnvironmentForm.DescriptorImpl.class);

        accepts(form.doCheckName("prod"));
        says(form.doCheckName(" "), "the name of the environment is empty");
        accepts(form.doCheckTier(""));
        says(form.doCheckTier("a/b"), "the name of the tier 'a/b' has a path separator '/'");
        accepts(form.doCheckBranch("live/eu"));
        says(form.doCheckBranch("-x"), "'-x' is no valid name of a Git branch");
        says(form.doCheckOnFailure("explode"), "'explode' is not valid; valid are");
        accepts(form.doCheckRecordedBy("deploy/**"));
        says(form.doCheckRecordedBy("a\na"), "'a' is there twice; remove one");
        assertThat(form.doFillTierItems()).containsExactly("development", "test", "staging", "production");
        assertThat(ids(form.doFillOnFailureItems())).containsExactly("redeploy-last-good", "notify", "record");
    }

    @Test
    public void shouldCheckGates() {
        says(of(SoakForm.DescriptorImpl.class).doCheckDuration("2 hours"), "'2 hours'");
        says(of(SoakForm.DescriptorImpl.class).doCheckDuration(""), "how long without interruption, such as 2h");
        accepts(of(SoakForm.DescriptorImpl.class).doCheckDuration("2h"));
        accepts(of(VerifiedWithinForm.DescriptorImpl.class).doCheckDuration("14d"));
        says(
                of(VerificationsForm.DescriptorImpl.class).doCheckChecks(""),
                "the names of the checks, such as [load-test]");
        says(
                of(ApprovalsForm.DescriptorImpl.class).doCheckCount("two"),
                "must be a whole number from 1 to 100, but is the text 'two'");
        says(of(ApprovalsForm.DescriptorImpl.class).doCheckCount("0"), "must be a whole number from 1 to 100");
        accepts(of(ApprovalsForm.DescriptorImpl.class).doCheckCount("2"));
        accepts(of(ApprovalsForm.DescriptorImpl.class).doCheckFrom("ann\nrelease managers"));
        says(
                of(BranchesForm.DescriptorImpl.class).doCheckAllow(""),
                "patterns of branches; * does not match /, ** does");
        says(of(TicketForm.DescriptorImpl.class).doCheckPattern("[A-Z"), "the regular expression '[A-Z' is not valid");
    }

    @Test
    public void shouldCheckPeriodsWithBothEnds() {
        FreezeForm.DescriptorImpl freeze = of(FreezeForm.DescriptorImpl.class);
        WindowForm.DescriptorImpl window = of(WindowForm.DescriptorImpl.class);

        accepts(freeze.doCheckStart("0 16 * * FRI", ""));
        accepts(freeze.doCheckEnd("0 8 * * MON", "0 16 * * FRI", "Europe/Berlin"));
        says(freeze.doCheckStart("0 16 * *", ""), "the cron expression '0 16 * *' has 4 fields");
        says(freeze.doCheckStart("", ""), "when it begins: a cron expression, or a date and time");
        says(
                freeze.doCheckEnd("", "0 16 * * FRI", ""),
                "start is a cron expression, so end must be one too; it is missing");
        says(freeze.doCheckEnd("2026-12-24T18:00", "0 16 * * FRI", ""), "start is a cron expression");
        accepts(window.doCheckEnd("", "2026-12-24T18:00", ""));
        says(window.doCheckEnd("2026-12-24T17:00", "2026-12-24T18:00", "UTC"), "is not after start");
        says(window.doCheckTimezone("Europe/Berln"), "unknown time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?");
        accepts(freeze.doCheckReason("Weekend"));
        assertThat(window.doFillTimezoneItems()).startsWith("UTC").contains("Europe/Berlin");
    }

    @Test
    public void shouldCheckGatesThatLookOutside() {
        ArtifactsAvailableForm.DescriptorImpl artifacts = of(ArtifactsAvailableForm.DescriptorImpl.class);
        HttpForm.DescriptorImpl http = of(HttpForm.DescriptorImpl.class);
        String unknown =
                "There is no user name with password &#039;hook-hmac&#039; among Jenkins&#039; own credentials; a job finds it only if one of its folders has it";

        says(artifacts.doCheckRegistry("registry.example.com"), "'registry.example.com' is no http or https URL");
        says(artifacts.doCheckMaven("https://repo.example.com/#"), "has a '?' or '#', after which no path can follow");
        says(artifacts.doCheckUrl("{name}.zip"), "'{name}.zip' is no http or https URL");
        accepts(artifacts.doCheckUrl("{sourceUrl}"));
        says(artifacts.doCheckRepository("{Group}"), "'{Group}' has '{Group}'; placeholders are {group}, {groupPath}");
        accepts(artifacts.doCheckTag("v{version}"));
        says(artifacts.doCheckExtension("a/b"), "the name of the extension 'a/b' has a path separator");
        accepts(artifacts.doCheckClassifier(""));
        accepts(artifacts.doCheckCredentials(""));
        accepts(artifacts.doCheckCredentials("shop-git"));
        accepts(http.doCheckCredentials("shop-git"));
        for (FormValidation warned :
                List.of(artifacts.doCheckCredentials("hook-hmac"), http.doCheckCredentials("hook-hmac"))) {
            assertThat(warned.kind).isEqualTo(FormValidation.Kind.WARNING);
            assertThat(warned.getMessage()).isEqualTo(unknown);
        }
        says(http.doCheckUrl(""), "where the plan is posted, http or https");
        accepts(http.doCheckSecret(""));
        accepts(http.doCheckSecret("hook-hmac"));
        says(
                http.doCheckSecret("shop-git"),
                "There is no secret text 'shop-git' among Jenkins' own credentials; choose one of the list or add it");
        assertThat(ids(artifacts.doFillCredentialsItems("gone"))).containsExactlyInAnyOrder("", "shop-git", "gone");
        assertThat(ids(http.doFillCredentialsItems(""))).containsExactly("", "shop-git");
        assertThat(ids(http.doFillSecretItems(""))).containsExactly("", "hook-hmac");
    }

    @Test
    public void shouldCheckAWebhook() {
        WebhookForm.DescriptorImpl form = of(WebhookForm.DescriptorImpl.class);

        says(form.doCheckUrl("ftp://x"), "'ftp://x' is no http or https URL");
        says(form.doCheckUrl(""), "where events are sent, http or https");
        says(
                form.doCheckOn("deployment.faild"),
                "entry 1: 'deployment.faild' is not valid; did you mean 'deployment.failed'?");
        accepts(form.doCheckApplications("shop\nb*"));
        accepts(form.doCheckEnvironments("prod-*\nqa"));
        accepts(form.doCheckTiers("production\ntest"));
        accepts(form.doCheckTiers(""));
        says(form.doCheckEnvironments("qa\nqa"), "'qa' is there twice; remove one");
        accepts(form.doCheckSecret("hook-hmac"));
        says(
                form.doCheckSecret("hmac"),
                "There is no secret text 'hmac' among Jenkins' own credentials; choose one of the list or add it");
        assertThat(ids(form.doFillSecretItems(""))).containsExactly("", "hook-hmac");
    }

    @Test
    public void shouldCheckTextFileAndLedger() throws Exception {
        ConfigurationForm.DescriptorImpl form = of(ConfigurationForm.DescriptorImpl.class);
        Path file = folder.getRoot().toPath().resolve("gates.yaml");
        Files.writeString(file, "applications: {shop: {}}\n");

        accepts(form.doCheckYaml(""));
        says(
                form.doCheckYaml("applications: {shop: {}}\nwebhook: []"),
                "configuration:1:16: applications.shop: the key 'pipeline' is missing",
                "configuration:2:1: unknown key 'webhook'; did you mean 'webhooks'?");
        says(form.doCheckPath(""), "the path is empty; write all of it, such as /etc/jenkins/deployment-gates.yaml");
        says(form.doCheckPath("gates.yaml"), "'gates.yaml' is no absolute path; write all of it");
        says(form.doCheckPath(file.toString()), file + ":1:16: applications.shop: the key 'pipeline' is missing");
        says(form.doCheckPath(file + ".gone"), file + ".gone: there is no such file or folder");
        accepts(form.doCheckLedger(""));
        accepts(form.doCheckLedger("/var/lib/ledger.db"));
        says(form.doCheckLedger("ledger.db"), "the ledger 'ledger.db' is no absolute path");
        accepts(form.doCheckLedger("jdbc:postgresql://db.example.com/deployments"));
        says(
                form.doCheckLedger("jdbc:mysql://db.example.com/deployments"),
                "this program keeps ledgers in SQLite and PostgreSQL");
        says(
                form.doCheckLedger("jdbc:postgresql://db.example.com/deployments?ssl=true&password=hush"),
                "the URL of the ledger has a password, which everybody who may look at the configuration would see; leave it out and choose credentials");
        accepts(form.doCheckLedgerCredentials(""));
        accepts(form.doCheckLedgerCredentials("shop-git"));
        says(
                form.doCheckLedgerCredentials("hook-hmac"),
                "there is no user name with password 'hook-hmac' among Jenkins' own credentials; choose one of the list or add it");
        assertThat(ids(form.doFillLedgerCredentialsItems(""))).containsExactly("", "shop-git");
    }

    @Test
    public void shouldTestALedgerAndMakeNone() throws Exception {
        ConfigurationForm.DescriptorImpl form = of(ConfigurationForm.DescriptorImpl.class);
        Path file = folder.getRoot().toPath().resolve("ledger.db");

        FormValidation fine = form.doTestLedger(file.toString(), "");

        assertThat(fine.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(fine.getMessage()).startsWith("The ledger can be used: ");
        assertThat(file).doesNotExist();
        Files.writeString(file, "this is no database at all, only a text that is long enough to be looked at");
        assertThat(form.doTestLedger(file.toString(), "").kind).isEqualTo(FormValidation.Kind.ERROR);
        FormValidation nobody = form.doTestLedger("jdbc:postgresql://127.0.0.1:1/deployments", "shop-git");
        assertThat(nobody.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(nobody.getMessage())
                .contains("jdbc:postgresql://127.0.0.1:1/deployments")
                .doesNotContain("some-password");
    }
}
