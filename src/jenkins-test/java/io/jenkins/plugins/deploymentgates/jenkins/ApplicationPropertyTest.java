package io.jenkins.plugins.deploymentgates.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A job can say which application it deploys, in its form and in its Jenkinsfile. */
public class ApplicationPropertyTest {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    @After
    public void openToAll() {
        JENKINS.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        JENKINS.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
    }

    private static String application(WorkflowJob job) {
        ApplicationProperty property = job.getProperty(ApplicationProperty.class);
        return property == null ? null : property.getApplication();
    }

    @Test
    public void shouldBeKeptByTheJobsForm() throws Exception {
        WorkflowJob with = JENKINS.createProject(WorkflowJob.class);
        with.addProperty(new ApplicationProperty("shop"));
        WorkflowJob without = JENKINS.createProject(WorkflowJob.class);

        JENKINS.configRoundtrip(with);
        JENKINS.configRoundtrip(without);

        assertThat(application(with)).isEqualTo("shop");
        assertThat(application(without)).isNull();
    }

    @Test
    public void shouldBeSetByAJenkinsfile() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("properties([deploysApplication('shop')])", true));

        JENKINS.buildAndAssertSuccess(job);

        assertThat(application(job)).isEqualTo("shop");
    }

    @Test
    public void shouldSayWhichApplicationsThereAreToWhoMayConfigureTheJob() throws Exception {
        DeploymentGatesConfiguration.get().setYaml(GatesFixture.SHOP);
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class, "deploy");
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        JENKINS.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("eve")
                .grant(Jenkins.READ)
                .everywhere()
                .to("ann")
                .grant(Item.READ, Item.CONFIGURE)
                .onItems(job)
                .to("ann"));
        ApplicationProperty.DescriptorImpl descriptor =
                JENKINS.jenkins.getDescriptorByType(ApplicationProperty.DescriptorImpl.class);

        assertThat(checked(descriptor, "admin", job, "shop").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(checked(descriptor, "admin", job, "shoop").getMessage())
                .isEqualTo("there is no application &#039;shoop&#039;; there are shop");
        assertThat(checked(descriptor, "ann", job, "shoop").getMessage())
                .isEqualTo("there is no application &#039;shoop&#039;; you may see none");
        assertThat(checked(descriptor, "eve", job, "shoop").kind).isEqualTo(FormValidation.Kind.OK);
    }

    private static FormValidation checked(
            ApplicationProperty.DescriptorImpl descriptor, String user, Item job, String value) {
        try (ACLContext context = ACL.as2(User.getById(user, true).impersonate2())) {
            return descriptor.doCheckApplication(job, value);
        }
    }
}
