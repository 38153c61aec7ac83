package io.jenkins.plugins.deploymentgates.jenkins.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ExtensionList;
import hudson.model.TaskListener;
import io.jenkins.plugins.deploymentgates.config.ConfigurationException;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.recipes.LocalData;

/** The configuration in a file or folder of the controller, and the one that is kept on disk. */
public class ConfigurationFileTest {
    private static final String SHOP = "applications: {shop: {pipeline: {qa: {}}}}\n";
    private static final String CART = "applications: {cart: {pipeline: {qa: {}}}}\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final JenkinsRule jenkins = GatesFixture.controller();

    private Path file;

    @Before
    public void write() throws IOException {
        file = folder.getRoot().toPath().resolve("gates.yaml");
        Files.writeString(file, SHOP);
    }

    private static void passAMinute() throws Exception {
        ExtensionList.lookupSingleton(ConfigurationFileWork.class).execute(TaskListener.NULL);
    }

    private static ConfigurationMonitor monitor() {
        return ExtensionList.lookupSingleton(ConfigurationMonitor.class);
    }

    @Test
    public void shouldReadTheFileAgainWhenItChanges() throws Exception {
        DeploymentGatesConfiguration.get().setPath(file.toString());
        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("shop");
        Object before = DeploymentGates.get().configuration();
        passAMinute();
        assertThat((Object) DeploymentGates.get().configuration()).isSameAs(before);

        Files.writeString(file, CART);
        passAMinute();

        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("cart");
        assertThat(new DeploymentGatesConfiguration().getPath()).isEqualTo(file.toString());
    }

    @Test
    public void shouldKeepWhatWasInForceWhileTheFileIsBroken() throws Exception {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        configuration.setPath(folder.getRoot().toString());
        assertThat(monitor().isActivated()).isFalse();

        Files.writeString(file, "applications: {shop: {}}\n");
        passAMinute();

        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("shop");
        assertThat(monitor().isActivated()).isTrue();
        assertThat(monitor().getProblems())
                .containsExactly(
                        file
                                + ":1:16: applications.shop: the key 'pipeline' is missing: its environments, such as dev: {} and qa: {after: [dev]}");
        HtmlPage manage = jenkins.createWebClient().withJavaScriptEnabled(false).goTo("manage/");
        assertThat(manage.asNormalizedText()).contains("applications.shop: the key 'pipeline' is missing");
        configuration.apply();
        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("shop");
        assertThat(monitor().isActivated()).isTrue();

        Files.writeString(file, SHOP);
        passAMinute();

        assertThat(monitor().isActivated()).isFalse();
    }

    @Test
    public void shouldReadAgainAtOnceWhenAsked() throws Exception {
        DeploymentGatesConfiguration.get().setPath(file.toString());
        Files.writeString(file, CART);
        HtmlPage page = jenkins.createWebClient().goTo("manage/deployment-environments/");

        jenkins.submit(page.getFormByName("readAgain"));

        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("cart");
    }

    @Test
    public void shouldRefuseABrokenFileAndARelativePath() throws Exception {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        configuration.setYaml(CART);
        Files.writeString(file, "applications: {shop: {}}\n");

        assertThatThrownBy(() -> configuration.setPath(file.toString()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        file
                                + ":1:16: applications.shop: the key 'pipeline' is missing: its environments, such as dev: {} and qa: {after: [dev]}");
        assertThatThrownBy(() -> configuration.setPath("gates.yaml"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "'gates.yaml' is no absolute path; write all of it, such as /etc/jenkins/deployment-gates.yaml");

        assertThat(configuration.getPath()).isNull();
        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("cart");
    }

    @Test
    public void shouldMoveToAnotherLedger() throws Exception {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();
        Path ledger = folder.getRoot().toPath().resolve("other.db");

        configuration.setLedger(ledger.toString(), "");
        DeploymentGates.get().ledger();

        assertThat(ledger).exists();
        assertThat(new DeploymentGatesConfiguration().getLedger()).isEqualTo(ledger.toString());

        configuration.setLedger(
                folder.getRoot().toPath().resolve("missing/ledger.db").toString(), "");
        assertThatThrownBy(() -> DeploymentGates.get().ledger()).hasMessageContaining("missing");
        assertThat(monitor().getProblems()).hasSize(1).first().asString().contains("missing");
        configuration.setYaml(CART);
        assertThat(monitor().isActivated()).isTrue();

        configuration.setLedger("", "");
        DeploymentGates.get().ledger();
        assertThat(monitor().isActivated()).isFalse();
    }

    /** As the first version wrote it. */
    @Test
    @LocalData
    public void shouldReadWhatTheFirstVersionKept() {
        DeploymentGatesConfiguration configuration = DeploymentGatesConfiguration.get();

        assertThat(configuration.getYaml())
                .isEqualTo(
                        """
                        applications:
                          shop:
                            combination: exact
                            pipeline:
                              qa: {}
                        environments:
                          qa: {tier: test, onFailure: record}
                        """);
        assertThat(configuration.getPath()).isNull();
        assertThat(configuration.getLedger()).isEqualTo("/nowhere/ledger.db");
        assertThat(configuration.getLedgerCredentials()).isEmpty();
        assertThat(DeploymentGates.get().configuration().applications()).containsOnlyKeys("shop");
    }

    /** As the first version wrote it: without what the file said when it was last right. */
    @Test
    @LocalData
    public void shouldSayWhatIsWrongWithTheFileThatTheFirstVersionNamed() {
        assertThat(DeploymentGatesConfiguration.get().getPath()).isEqualTo("/nowhere/gates.yaml");
        assertThat(monitor().getProblems())
                .contains("/nowhere/gates.yaml: there is no such file or folder; name a YAML file or a folder of them");
        assertThatThrownBy(() -> DeploymentGates.get().configuration())
                .hasMessage(
                        "/nowhere/gates.yaml: there is no such file or folder; name a YAML file or a folder of them");
    }
}
