package io.jenkins.plugins.deploymentgates.jenkins.api;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.Permission;
import io.jenkins.plugins.deploymentgates.api.Api;
import io.jenkins.plugins.deploymentgates.api.HttpContract;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentGates;
import io.jenkins.plugins.deploymentgates.jenkins.DeploymentPermissions;
import io.jenkins.plugins.deploymentgates.jenkins.GatesFixture;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Build;
import io.jenkins.plugins.deploymentgates.model.DeploymentStatus;
import io.jenkins.plugins.deploymentgates.promotion.RecordRequest;
import io.jenkins.plugins.deploymentgates.promotion.VerifyRequest;
import io.jenkins.plugins.deploymentgates.promotion.World;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.junit.After;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** A controller keeps to what every host of the API keeps to, but for what Jenkins itself decides. */
public class JenkinsContractTest extends HttpContract {
    @ClassRule
    public static final JenkinsRule JENKINS = GatesFixture.controller();

    private static final Map<Person, String> LOGINS = new EnumMap<>(Person.class);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private World world;

    @BeforeClass
    public static void letPeopleIn() throws Exception {
        FreeStyleProject shop = JENKINS.createFreeStyleProject("shop");
        FreeStyleProject vault = JENKINS.createFreeStyleProject("vault");
        JENKINS.jenkins.setSecurityRealm(JENKINS.createDummySecurityRealm());
        MockAuthorizationStrategy strategy = new MockAuthorizationStrategy();
        for (Person person : Person.values()) {
            strategy.grant(Jenkins.READ).everywhere().to(person.login());
            Permission[] granted = person.permissions().stream()
                    .map(JenkinsContractTest::permission)
                    .toArray(Permission[]::new);
            if (person == Person.STRANGER) {
                strategy.grant(Item.READ).onItems(vault).to(person.login());
                strategy.grant(granted).onItems(vault).to(person.login());
            } else {
                strategy.grant(Item.READ).onItems(shop, vault).to(person.login());
                strategy.grant(granted).everywhere().to(person.login());
            }
        }
        strategy.grant(Jenkins.ADMINISTER).everywhere().to(Person.ADMINISTRATOR.login());
        JENKINS.jenkins.setAuthorizationStrategy(strategy);
        for (Person person : Person.values()) {
            String token = User.getById(person.login(), true)
                    .getProperty(ApiTokenProperty.class)
                    .generateNewToken("test")
                    .plainValue;
            String login = person.login() + ":" + token;
            LOGINS.put(person, Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static Permission permission(
            io.jenkins.plugins.deploymentgates.config.Configuration.Permission permission) {
        return switch (permission) {
            case RECORD -> DeploymentPermissions.RECORD;
            case PROMOTE -> DeploymentPermissions.PROMOTE;
            case APPROVE -> DeploymentPermissions.APPROVE;
            case HOLD -> DeploymentPermissions.HOLD;
            case OVERRIDE -> DeploymentPermissions.OVERRIDE;
        };
    }

    @Override
    protected void begin() {
        world = World.create(folder.getRoot().toPath(), YAML);
        DeploymentGates.get().open(world::ledger);
        DeploymentGates.get().ledger();
        GatesFixture.configure(YAML.replace("ORIGIN", world.origin().folder().toString()));
    }

    /** Besides, a build of each job reports for its application, so that it belongs to it. */
    @Override
    protected void carry() {
        world.carry("1.0", "qa");
        world.promote("prod");
        world.engine().recordings().verify(build("shop"), new VerifyRequest("shop", "qa", "smoke", true, null, null));
        world.engine()
                .recordings()
                .record(
                        build("vault"),
                        new RecordRequest(
                                "vault", "vault-test", "6", List.of(), null, DeploymentStatus.COMPLETED, "", null));
    }

    private static Actor build(String job) {
        return new Actor("ann", Set.of(), new Build(job, 1, null));
    }

    /** Another ledger takes the world's place, which is closed with that. */
    @After
    public void end() {
        GatesFixture.fresh("{}");
    }

    @Override
    protected URI root() {
        return URI.create(JENKINS.jenkins.getRootUrl() + "deployments/api");
    }

    @Override
    protected void sign(HttpRequest.Builder request, Person person) {
        request.header("Authorization", "Basic " + LOGINS.get(person));
    }

    @Override
    protected Api api() {
        return ApiService.get().api();
    }

    /** Who may not come into Jenkins is answered by Jenkins, on every page alike. */
    @Test
    @Override
    public void shouldKnowNobodyWhoDoesNotSayWhoTheyAre() throws Exception {
        for (String target : List.of("/health", "/v1/matrix", "/v1/events")) {
            assertThat(send(request("GET", target, "")).status()).as(target).isEqualTo(403);
        }
    }
}
