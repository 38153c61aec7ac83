package io.jenkins.plugins.deploymentgates.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Failure;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.View;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import java.util.Set;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The view type for Jenkins' dashboards. */
public class DeploymentMatrixViewTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private Shop shop;
    private FreeStyleProject inFolder;
    private DeploymentMatrixView view;

    @Before
    public void deploy() throws Exception {
        shop = Shop.alone(JENKINS);
        shop.deploy(Shop.by("ann", shop.build("deploy")), "shop", "qa", "1.4.2");
        inFolder = JENKINS.createProject(Folder.class, "team").createProject(FreeStyleProject.class, "release");
        FreeStyleBuild build = JENKINS.buildAndAssertSuccess(inFolder);
        shop.deploy(Shop.by("ann", build), "billing", "test", "7.0");
        View before = JENKINS.jenkins.getView("matrix");
        if (before != null) {
            JENKINS.jenkins.deleteView(before);
        }
        view = new DeploymentMatrixView("matrix");
        JENKINS.jenkins.addView(view);
    }

    private JenkinsRule.WebClient client() {
        return JENKINS.createWebClient().withJavaScriptEnabled(false);
    }

    private static String applications(HtmlPage page) {
        return page.<DomElement>querySelector(".dg-host").getAttribute("data-applications");
    }

    @Test
    public void shouldShowTheMatrixBetweenTheTabsOfTheViews() throws Exception {
        HtmlPage page = client().goTo("view/matrix/");

        assertThat(applications(page)).isEmpty();
        assertThat(page.getElementById("main-panel").asNormalizedText()).contains("matrix");
        assertThat(page.querySelectorAll(".tabBar .tab")).hasSizeGreaterThan(1);
        assertThat(view.getItems().stream().map(Item::getFullName)).containsExactlyInAnyOrder("deploy", "team/release");
    }

    @Test
    public void shouldShowTheApplicationsOfAFolderOrOfSomeNames() throws Exception {
        view.setFolder(" team ");
        assertThat(applications(client().goTo("view/matrix/"))).isEqualTo("[\"billing\"]");
        assertThat(view.getItems()).isEqualTo(Set.of(inFolder));

        view.setFolder("");
        view.setPattern("sh.*");
        assertThat(applications(client().goTo("view/matrix/"))).isEqualTo("[\"shop\"]");

        view.setPattern("sh");
        assertThat(client().goTo("view/matrix/").getElementById("main-panel").asNormalizedText())
                .contains("There is no application to show.");
    }

    @Test
    public void shouldShowOnlyWhatWhoeverLooksMaySee() throws Exception {
        shop.secure("deploy");
        view.setPattern(".*");

        assertThat(applications(client().login("ann").goTo("view/matrix/"))).isEqualTo("[\"shop\"]");
        assertThat(applications(client().login("admin").goTo("view/matrix/"))).isEqualTo("[\"billing\",\"shop\"]");
    }

    @Test
    public void shouldKeepWhatItsFormSays() throws Exception {
        view.setFolder("team");
        view.setPattern("b.*");

        DeploymentMatrixView kept = JENKINS.configRoundtrip(view);

        assertThat(kept.getFolder()).isEqualTo("team");
        assertThat(kept.getPattern()).isEqualTo("b.*");
    }

    @Test
    public void shouldRefuseWhatIsNoRegularExpression() {
        DeploymentMatrixView.DescriptorImpl descriptor =
                (DeploymentMatrixView.DescriptorImpl) JENKINS.jenkins.getDescriptorOrDie(DeploymentMatrixView.class);

        assertThatThrownBy(() -> view.setPattern("("))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("This is no regular expression: Unclosed group");
        assertThat(descriptor.doCheckPattern("(").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(descriptor.doCheckPattern("shop-.*").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(descriptor.doCheckFolder("team").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(descriptor.doCheckFolder("nowhere")).hasMessage("There is no folder nowhere that you may read.");
    }
}
