package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Application.Combination;
import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.config.DeployDbWebhook.Event;
import io.jenkins.plugins.deploymentgates.config.Environment.FailurePolicy;
import io.jenkins.plugins.deploymentgates.model.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** DeployDB's configuration directory as our configuration. */
public class DeployDbDirectoryTest {
    @Rule
    public final DeployDbFiles files = new DeployDbFiles();

    @Test
    public void shouldReadAServiceAsAnApplication() {
        Application faas = files.read().application("faas");

        assertThat(faas.description()).isEqualTo("Fun as a Service");
        assertThat(faas.artifacts())
                .containsExactly(
                        new Module("com.github.lookout", "foas"),
                        new Module("com.github.lookout.puppet", "puppet-foas"),
                        new Module("com.github.lookout", "puppet-mysql"));
        assertThat(faas.combination()).isEqualTo(Combination.PER_ARTIFACT);
        assertThat(faas.git()).isNull();
        assertThat(faas.verifications()).containsExactly("status-check", "jenkins-smoke");
        assertThat(faas.pipelines().keySet()).containsExactly("devtoprod", "urgent");
    }

    @Test
    public void shouldReadTheOrderOfEnvironmentsAsWhatIsAfterWhat() {
        Configuration read = files.read();

        assertThat(read.pipelines().get("devtoprod"))
                .isEqualTo(new Pipeline(
                        "devtoprod",
                        "Development to production pipeline",
                        Map.of(
                                "dev-alpha", new Stage("dev-alpha", List.of(), List.of()),
                                "integ", new Stage("integ", List.of("dev-alpha"), List.of()),
                                "preprod", new Stage("preprod", List.of("integ"), List.of("prod-preflight", "manual")),
                                "prod", new Stage("prod", List.of("preprod"), List.of()))));
        assertThat(read.pipelines().get("devtoprod").stages().keySet())
                .containsExactly("dev-alpha", "integ", "preprod", "prod");
        assertThat(read.application("faas").requiredChecks("urgent", "preprod"))
                .containsExactly("status-check", "jenkins-smoke");
        assertThat(read.application("faas").requiredChecks("devtoprod", "preprod"))
                .containsExactly("status-check", "jenkins-smoke", "prod-preflight", "manual");
    }

    @Test
    public void shouldReadPromotionsAsChecks() {
        assertThat(files.read().checks())
                .isEqualTo(Map.of(
                        "jenkins-smoke", new CheckSettings("jenkins-smoke", "", "", List.of()),
                        "manual",
                                new CheckSettings(
                                        "manual",
                                        "Manual LDAP Promotion",
                                        "deploydb.models.promotion.ManualLDAPPromotionImpl",
                                        List.of("ManualPromotionGroup")),
                        "prod-preflight",
                                new CheckSettings(
                                        "prod-preflight",
                                        "",
                                        "deploydb.models.promotion.BasicPromotionImpl",
                                        List.of()),
                        "status-check",
                                new CheckSettings(
                                        "status-check",
                                        "Status Check for Fun as a Service",
                                        "BasicPromotion",
                                        List.of())));
    }

    @Test
    public void shouldReadEnvironmentsWithTheDefaultsOfOurs() {
        Configuration read = files.read();

        assertThat(read.environments().keySet()).containsExactly("dev-alpha", "integ", "preprod", "prod");
        assertThat(read.environment("integ"))
                .isEqualTo(new Environment(
                        "integ",
                        "DeployDB Primary Integration",
                        "test",
                        "integ",
                        List.of(),
                        FailurePolicy.RECORD,
                        List.of()));
    }

    @Test
    public void shouldReadWebhooksOfEnvironmentsAndOfAll() {
        assertThat(files.read().deployDbWebhooks())
                .containsExactly(
                        new DeployDbWebhook(
                                Event.DEPLOYMENT_CREATED,
                                "http://jenkins.example.com/job/integ-deploy-created/build",
                                "integ"),
                        new DeployDbWebhook(
                                Event.DEPLOYMENT_COMPLETED,
                                "http://jenkins.example.com/job/integ-deploy-completed/build",
                                "integ"),
                        new DeployDbWebhook(
                                Event.PROMOTION_COMPLETED,
                                "http://jenkins.example.com/job/preprod-promotion/build",
                                "preprod"),
                        new DeployDbWebhook(
                                Event.DEPLOYMENT_CREATED,
                                "http://localhost:10000/job/notify-deployment-created/build",
                                null),
                        new DeployDbWebhook(
                                Event.DEPLOYMENT_COMPLETED,
                                "http://localhost:10000/job/notify-deployment-completed1/build",
                                null),
                        new DeployDbWebhook(
                                Event.DEPLOYMENT_COMPLETED,
                                "http://localhost:10000/job/notify-deployment-completed2/build",
                                null),
                        new DeployDbWebhook(
                                Event.PROMOTION_COMPLETED,
                                "http://localhost:10000/job/notify-promotion-completed/build",
                                null));
    }

    @Test
    public void shouldPrintWhatIsReadInOurShape() {
        Configuration read = files.read();

        assertThat(new ConfigurationReader().parse("printed.yaml", read.text())).isEqualTo(read);
    }

    @Test
    public void shouldReadADirectoryThatHasSomeOfTheFoldersOnly() throws IOException {
        for (String file : List.of(
                "services/faas.yml",
                "pipelines/devtoprod.yml",
                "pipelines/urgent.yml",
                "promotions/status-check.yml",
                "promotions/jenkins-smoke.yml",
                "promotions/prod-preflight.yml",
                "promotions/manual.yml",
                "webhook/webhook.yml")) {
            files.delete(file);
        }

        assertThat(files.read().applications()).isEmpty();
        assertThat(files.read().environments()).hasSize(4);
    }

    @Test
    public void shouldReadFilesOfOurShapeBesideThem() throws IOException {
        files.write(
                "gates.yaml",
                """
                applications: {shop: {pipelines: [devtoprod]}, cart: {pipeline: {integ: {}, lab: {after: [integ]}}}}
                pipelines: {slow: {environments: {lab: {verifications: [rested]}}}}
                environments: {lab: {tier: development}}
                verifications: {rested: {from: [ann]}}
                groups: {ManualPromotionGroup: [ann]}
                """);
        files.write(
                "services/naas.yml", "description: Naps\nartifacts: [a:b]\npipelines: [slow]\npromotions: [rested]\n");
        files.write("pipelines/naps.yaml", "environments: {lab: {promotions: [rested]}}\n");

        Configuration read = files.read();

        assertThat(read.applications().keySet()).containsExactly("shop", "cart", "faas", "naas");
        assertThat(read.application("shop").pipeline().keySet())
                .containsExactly("dev-alpha", "integ", "preprod", "prod");
        assertThat(read.application("naas").requiredChecks("slow", "lab")).containsExactly("rested");
        assertThat(read.pipelines().keySet()).containsExactly("slow", "devtoprod", "naps", "urgent");
        assertThat(read.groupsOf("ann")).containsExactly("ManualPromotionGroup");
    }

    @Test
    public void shouldJoinSeveralFilesOfWebhooksAndLeaveOutWhatIsNoYaml() throws IOException {
        files.write("webhook/more.yml", "deployment: {started: [\"https://chat.example.com/\"]}\n");
        files.write("webhook/README.md", "# Webhooks\n");
        files.write("services/.hidden.yml", "nonsense\n");

        assertThat(files.read().deployDbWebhooks())
                .hasSize(8)
                .contains(new DeployDbWebhook(Event.DEPLOYMENT_STARTED, "https://chat.example.com/", null));
    }

    @Test
    public void shouldReadTheExampleOfTheDocumentationAsItsRecipeHasIt() throws IOException {
        Path example = Path.of("docs/examples/deploydb");
        String recipe = Files.readString(Path.of("docs/examples/from-deploydb.md"));

        Configuration read = new ConfigurationReader().read(example);

        assertThat(read.applications().keySet()).containsExactly("faas");
        try (Stream<Path> found = Files.walk(example)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                assertThat(recipe)
                        .contains("> deploydb/" + example.relativize(file) + " <<END\n" + Files.readString(file)
                                + "END\n");
            }
        }
    }
}
