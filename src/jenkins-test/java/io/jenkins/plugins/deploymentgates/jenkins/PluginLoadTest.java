package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.PluginWrapper;
import hudson.model.RootAction;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsRule.WebClient;
import org.jvnet.hudson.test.TestExtension;

/** The plugin is loaded as a controller loads it, with the plugins it needs. */
public class PluginLoadTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    /** Shows that the extensions of the tests are indexed. */
    @TestExtension
    public static class Probe implements RootAction {
        @Override
        public String getIconFileName() {
            return null;
        }

        @Override
        public String getDisplayName() {
            return null;
        }

        @Override
        public String getUrlName() {
            return "probe";
        }
    }

    @Test
    public void shouldBeLoadedAsAPlugin() {
        PluginWrapper plugin = JENKINS.jenkins.getPluginManager().getPlugin("deployment-gates");

        assertThat(plugin).isNotNull();
        assertThat(plugin.isActive()).isTrue();
        assertThat(JENKINS.jenkins.getPluginManager().getFailedPlugins()).isEmpty();
    }

    /** A configuration without a part in that page breaks the whole of it. */
    @Test
    public void shouldLeaveTheSystemConfigurationPageWhole() throws Exception {
        try (WebClient client = JENKINS.createWebClient().withJavaScriptEnabled(false)) {
            assertThat(client.goTo("configure").asXml())
                    .contains("jenkins.model.GlobalQuietPeriodConfiguration")
                    .doesNotContain("DeploymentGatesConfiguration");
        }
    }

    @Test
    public void shouldFindTheExtensionsOfTests() {
        assertThat(ExtensionList.lookup(RootAction.class)).hasAtLeastOneElementOfType(Probe.class);
    }
}
