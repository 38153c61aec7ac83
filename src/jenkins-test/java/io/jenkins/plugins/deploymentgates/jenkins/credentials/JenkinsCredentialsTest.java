package io.jenkins.plugins.deploymentgates.jenkins.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.util.Secret;
import io.jenkins.plugins.deploymentgates.git.GitException;
import io.jenkins.plugins.deploymentgates.jenkins.Actors;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.jenkins.config.DeploymentGatesConfiguration;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.Promotion;
import io.jenkins.plugins.deploymentgates.model.PromotionStatus;
import io.jenkins.plugins.deploymentgates.promotion.PromoteRequest;
import io.jenkins.plugins.deploymentgates.promotion.Promotions;
import java.util.Set;
import java.util.logging.Level;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LoggerRule;

/** Repositories with credentials of Jenkins' stores, each found where the job that asks may see it. */
public class JenkinsCredentialsTest {
    private static final String SECRET = "hunter2-unheard-of";

    @Rule
    public final JenkinsRule jenkins = GatesFixture.controller();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LoggerRule logged = new LoggerRule();

    private GitServer server;
    private FreeStyleBuild build;
    private String commit;

    @Before
    public void serve() throws Exception {
        logged.record("io.jenkins.plugins.deploymentgates", Level.ALL)
                .record("org.eclipse.jgit", Level.ALL)
                .record("com.cloudbees.plugins.credentials", Level.ALL)
                .capture(100_000);
        server = new GitServer(folder.getRoot().toPath().resolve("deploy.git"), "ann", SECRET);
        server.commit("First", "main", "qa", "prod");
        commit = server.commit("Second", "main");
        DeploymentGatesConfiguration.get()
                .setYaml(
                        """
                        applications:
                          shop:
                            git: {repository: %s, credentials: shop-git}
                            pipeline: {qa: {}}
                        environments:
                          qa: {branch: qa, gates: [{approvals: {count: 1}}]}
                        """
                                .formatted(server.url()));
        Folder team = jenkins.createProject(Folder.class, "team");
        FreeStyleProject job = team.createProject(FreeStyleProject.class, "deploy");
        build = jenkins.buildAndAssertSuccess(job);
    }

    @After
    public void stop() throws Exception {
        server.close();
        assertThat(logged.getMessages()).noneMatch(line -> line != null && line.contains(SECRET));
    }

    private static Credentials login(CredentialsScope scope, String password) throws Exception {
        return new UsernamePasswordCredentialsImpl(scope, "shop-git", "", "ann", password);
    }

    private void storeInFolder(Credentials credentials) throws Exception {
        for (CredentialsStore store :
                CredentialsProvider.lookupStores(build.getParent().getParent())) {
            if (store.getProvider() instanceof FolderCredentialsProvider) {
                assertThat(store.addCredentials(Domain.global(), credentials)).isTrue();
            }
        }
    }

    private static void storeInSystem(Credentials credentials) {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
    }

    private static Promotions promotions() {
        return DeploymentGates.get().engine().promotions();
    }

    private Promotion promoteByBuild() {
        return promotions()
                .promote(Actors.of(build), PromoteRequest.of("shop", "qa"))
                .promotion();
    }

    @Test
    public void shouldPromoteWithCredentialsOfTheFolderEvenWhenAPersonApprovesLater() throws Exception {
        storeInFolder(login(null, SECRET));
        Promotion waiting = promoteByBuild();
        assertThat(waiting.status()).as(waiting.reason()).isEqualTo(PromotionStatus.WAITING);

        Promotion done = promotions()
                .approve(Actor.person("bob", Set.of()), waiting.id(), "")
                .promotion();

        assertThat(done.status()).as(done.reason()).isEqualTo(PromotionStatus.PROMOTED);
        assertThat(server.head("qa")).isEqualTo(commit);
        Credentials stored = CredentialsProvider.findCredentialById("shop-git", StandardCredentials.class, build);
        assertThat(CredentialsProvider.getOrCreateFingerprintOf(stored).getJobs())
                .contains("team/deploy");
    }

    @Test
    public void shouldGoOnWithTheJobWhenItsBuildIsGone() throws Exception {
        storeInFolder(login(null, SECRET));
        build.delete();

        assertThat(new JenkinsCredentials().find("shop-git", server.url(), new Build("team/deploy", 1, null)))
                .isNotNull();
    }

    @Test
    public void shouldSayThatTheJobSeesNoneWithTheId() {
        assertThatThrownBy(this::promoteByBuild)
                .isInstanceOf(GitException.class)
                .hasMessage("there are no credentials 'shop-git': job team/deploy sees none, in its folders or in the"
                        + " global store; create them there, or name others in the configuration");
    }

    @Test
    public void shouldNotLendWhatIsTheSystemsToAJob() throws Exception {
        storeInSystem(login(CredentialsScope.SYSTEM, SECRET));

        assertThatThrownBy(this::promoteByBuild)
                .isInstanceOf(GitException.class)
                .hasMessage("there are no credentials 'shop-git': job team/deploy sees none, in its folders or in the"
                        + " global store; create them there, or name others in the configuration");
    }

    @Test
    public void shouldTakeTheSystemsForAPersonAndTrackThemWithTheController() throws Exception {
        storeInSystem(login(CredentialsScope.SYSTEM, SECRET));
        try (CredentialsUses uses = CredentialsUses.listen()) {
            Promotion waiting = promotions()
                    .promote(Actor.person("ann", Set.of()), PromoteRequest.of("shop", "qa"))
                    .promotion();

            assertThat(waiting.status()).isEqualTo(PromotionStatus.WAITING);
            assertThat(uses.byNode()).containsExactly(entry("shop-git", jenkins.jenkins));
        }
    }

    @Test
    public void shouldNotTakeAFoldersForAPerson() throws Exception {
        storeInFolder(login(null, SECRET));

        assertThatThrownBy(() -> promotions().promote(Actor.person("ann", Set.of()), PromoteRequest.of("shop", "qa")))
                .isInstanceOf(GitException.class)
                .hasMessage("there are no credentials 'shop-git': Jenkins' own store has none; create them there, or"
                        + " name others in the configuration");
    }

    @Test
    public void shouldSayThatTheyWereNotAcceptedWithoutShowingThem() throws Exception {
        storeInFolder(login(null, SECRET + "-of-yesterday"));

        assertThatThrownBy(this::promoteByBuild)
                .isInstanceOf(GitException.class)
                .hasMessage("repository '" + server.url() + "' needs other credentials: the user name and password of"
                        + " credentials 'shop-git' were not accepted; correct them where they are stored, or name"
                        + " others as git.credentials");
    }

    @Test
    public void shouldSayThatTheyAreOfAnotherKind() {
        storeInSystem(new StringCredentialsImpl(CredentialsScope.GLOBAL, "shop-git", "", Secret.fromString(SECRET)));

        assertThatThrownBy(this::promoteByBuild)
                .isInstanceOf(GitException.class)
                .hasMessage("credentials 'shop-git' are of the kind 'Secret text'; needed is a user name with a"
                        + " password, or for a repository a user name with an ssh key");
    }

    @Test
    public void shouldTrustTheHostKeysThatTheGitClientPluginTrusts() {
        ServerKeyDatabase keys = new JenkinsCredentials().hostKeys();

        assertThat(keys.getClass().getName()).startsWith("org.jenkinsci.plugins.gitclient.verifier");
    }
}
