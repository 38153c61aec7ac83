package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.DeployDbFiles;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** A client of DeployDB at work while the directory changes. */
public class DeployDbDirectoryReloadTest extends InApiWorld {
    private static final TestCaller CI = new TestCaller(
            Actor.person("ci", Set.of("builders")), Set.of("faas"), EnumSet.of(Permission.RECORD), false);
    private static final TestCaller MANAGER = new TestCaller(
            Actor.person("mia", Set.of("ManualPromotionGroup")), Set.of("faas"), EnumSet.of(Permission.RECORD), false);

    @Rule
    public final DeployDbFiles files = new DeployDbFiles();

    @Before
    public void begin() throws IOException {
        files.write("services/faas.yml", service("devtoprod", "status-check, jenkins-smoke"));
        reload();
    }

    private static String service(String pipelines, String promotions) {
        return "description: Fun as a Service\nartifacts: [com.github.lookout:foas]\npipelines: [" + pipelines
                + "]\npromotions: [" + promotions + "]\n";
    }

    private void reload() {
        world.nextConfiguration(files.read().text());
        world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok();
    }

    private void tellOf(String version) {
        world.post(
                        "/artifacts",
                        "{'group': 'com.github.lookout', 'name': 'foas', 'version': '" + version
                                + "', 'sourceUrl': 'https://repo.example.com/foas.jar'}")
                .as(CI)
                .ok();
    }

    private void pass(int deployment, String... checks) {
        world.call("PATCH", "/deployments/" + deployment)
                .body("{'status': 'COMPLETED'}")
                .as(CI)
                .ok();
        for (String check : checks) {
            report(deployment, check).as(check.equals("manual") ? MANAGER : CI).ok();
        }
    }

    private ApiWorld.Call report(int deployment, String check) {
        return world.post(
                "/deployments/" + deployment + "/promotions",
                "{'name': '" + check + "', 'status': 'SUCCESS', 'infoUrl': 'https://ci.example.com/1'}");
    }

    /** The environments of a flow with their states and checks. */
    private List<String> flow(int id) {
        List<String> found = new ArrayList<>();
        for (JsonNode deployment : world.get("/flows/" + id).as(CI).ok().get("deployments")) {
            List<String> checks = new ArrayList<>();
            deployment
                    .get("promotions")
                    .forEach(one -> checks.add(one.get("promotion").asText()));
            found.add(deployment.get("environment").asText() + " "
                    + deployment.get("status").asText() + " " + checks);
        }
        return found;
    }

    @Test
    public void shouldEndAFlowAsItBeganAndBeginTheNextWithWhatWasReadSince() throws IOException {
        tellOf("1.0");
        pass(1, "status-check", "jenkins-smoke");
        files.write("promotions/coffee.yml", "type: BasicPromotion\n");
        files.write("pipelines/devtoprod.yml", "environments: {integ: {promotions: [coffee]}, prod: {}}\n");
        files.write("services/faas.yml", service("devtoprod", "status-check"));
        reload();

        assertThat(world.get("/services/faas").as(CI).ok().get("promotions"))
                .isEqualTo(ApiWorld.json("['status-check']"));
        assertThat(flow(1))
                .containsExactly(
                        "dev-alpha VERIFIED [status-check, jenkins-smoke]",
                        "integ CREATED [status-check, jenkins-smoke]",
                        "preprod NOT_STARTED [status-check, jenkins-smoke, prod-preflight, manual]",
                        "prod NOT_STARTED [status-check, jenkins-smoke]");
        pass(2, "status-check");
        assertThat(flow(1).get(1)).startsWith("integ COMPLETED");
        report(2, "jenkins-smoke").as(CI).ok();
        pass(3, "status-check", "jenkins-smoke", "prod-preflight");
        report(3, "manual")
                .as(CI)
                .send()
                .isProblem(
                        Problem.NOT_ALLOWED,
                        "ci may not report manual: verifications.manual.from allows ManualPromotionGroup");
        report(3, "manual").as(MANAGER).ok();
        pass(4, "status-check", "jenkins-smoke");
        assertThat(flow(1)).allMatch(one -> one.contains(" VERIFIED "));

        tellOf("1.1");
        assertThat(flow(2)).containsExactly("integ CREATED [status-check, coffee]", "prod NOT_STARTED [status-check]");
    }

    @Test
    public void shouldKeepThePipelinesOfAServiceApart() throws IOException {
        files.write("services/faas.yml", service("devtoprod, urgent", "status-check"));
        reload();

        tellOf("1.0");

        assertThat(flow(1))
                .containsExactly(
                        "dev-alpha CREATED [status-check]",
                        "integ NOT_STARTED [status-check]",
                        "preprod NOT_STARTED [status-check, prod-preflight, manual]",
                        "prod NOT_STARTED [status-check]");
        assertThat(flow(2))
                .containsExactly("preprod CREATED [status-check, jenkins-smoke]", "prod NOT_STARTED [status-check]");
    }
}
