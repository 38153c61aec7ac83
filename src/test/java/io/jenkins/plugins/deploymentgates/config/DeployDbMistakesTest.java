package io.jenkins.plugins.deploymentgates.config;

import java.io.IOException;
import org.junit.Rule;
import org.junit.Test;

/** Mistakes in DeployDB's configuration directory. */
public class DeployDbMistakesTest {
    @Rule
    public final DeployDbFiles files = new DeployDbFiles();

    @Test
    public void shouldListWhatIsNotThereOfAllFilesAtOnce() throws IOException {
        files.write(
                "services/faas.yml",
                """
                description: "Fun as a Service"
                artifacts: [com.github.lookout:foas]
                pipelines: [devtoprd, devtoprod]
                promotions:
                  - status-chek
                  - coffee
                """);
        files.delete("environments/integ.yml");
        files.write("pipelines/urgent.yml", "environments: {preprod: {promotions: [smoke]}, production: {}}\n");

        files.areRefused(
                "services/faas.yml:3:13: pipelines: there is no pipeline 'devtoprd'; did you mean 'devtoprod'? There are devtoprod, urgent",
                "services/faas.yml:5:5: promotions: there is no promotion 'status-chek'; did you mean 'status-check'? There are jenkins-smoke, manual, prod-preflight, status-check",
                "services/faas.yml:6:5: promotions: there is no promotion 'coffee'; there are jenkins-smoke, manual, prod-preflight, status-check",
                "pipelines/devtoprod.yml:4:6: environments: there is no environment 'integ'; there are dev-alpha, preprod, prod",
                "pipelines/urgent.yml:1:39: environments.preprod.promotions: there is no promotion 'smoke'; there are jenkins-smoke, manual, prod-preflight, status-check",
                "pipelines/urgent.yml:1:48: environments: there is no environment 'production'; there are dev-alpha, preprod, prod");
    }

    @Test
    public void shouldSayWhatIsMissingFromAFile() throws IOException {
        files.write("services/faas.yml", "description:\npromotions: []\n");
        files.write("pipelines/urgent.yml", "description: Quick\n");
        files.write("environments/dev-alpha.yml", "description: ' '\n");
        files.write("environments/prod.yml", "webhooks: {}\n");
        files.write("promotions/manual.yml", "type: ManualLDAPPromotionImpl\n");

        files.areRefused(
                "services/faas.yml:1:1: the key 'description' is missing: what the service is",
                "services/faas.yml:1:1: the key 'artifacts' is missing: what it owns, as group:name",
                "services/faas.yml:1:1: the key 'pipelines' is missing: the pipelines it goes through",
                "pipelines/urgent.yml:1:1: the key 'environments' is missing: its environments in the order of promotion",
                "environments/dev-alpha.yml:1:14: description: is empty; it must be a text",
                "environments/prod.yml:1:1: the key 'description' is missing: what the environment is",
                "promotions/manual.yml:1:1: the key 'attributes.allowedGroup' is missing: the group that may report 'manual'; without it nobody could");
    }

    @Test
    public void shouldRefuseWhatIsNotSupportedInsteadOfLeavingItOut() throws IOException {
        files.write(
                "services/faas.yml",
                """
                description: Fun
                artifacts: [foas]
                pipelines: [devtoprod]
                failure_strategy: full_rollback
                owner: ann
                """);
        files.write("environments/prod.yml", "description: P\nwebhook: {}\nwebhooks: {deployment: {failed: [x]}}\n");
        files.write("promotions/manual.yml", "type: com.example.MyPromotion\n");
        files.write("promotions/status-check.yml", "type: BasicPromotion\nattributes: {allowedGroup: ops}\n");
        files.write("webhook/webhook.yml", "deployment: {created: [\"ftp://example.com/\"]}\npromotion: [x]\n");

        files.areRefused(
                "services/faas.yml:2:13: artifacts[1]: artifact 'foas' is not of the form group:name, such as com.acme:shop-api",
                "services/faas.yml:4:19: failure_strategy: 'full_rollback' is not valid; the only strategy that DeployDB has is Stop",
                "services/faas.yml:5:1: unknown key 'owner'; valid keys are description, artifacts, pipelines, promotions, failure_strategy",
                "environments/prod.yml:2:1: only one of the keys webhooks, webhook may be given; remove webhook or webhooks",
                "environments/prod.yml:3:25: webhooks.deployment: unknown key 'failed'; valid keys are created, started, completed, verified",
                "promotions/manual.yml:1:7: type: 'com.example.MyPromotion' is not supported; valid are deploydb.models.promotion.BasicPromotionImpl and deploydb.models.promotion.ManualLDAPPromotionImpl",
                "promotions/status-check.yml:2:14: attributes: only a promotion of the type ManualLDAPPromotionImpl has an allowedGroup; remove it or change the type",
                "webhook/webhook.yml:1:24: deployment.created[1]: 'ftp://example.com/' is no http or https URL; valid is for example https://hooks.example.com/x",
                "webhook/webhook.yml:2:12: promotion: must be a mapping with the key completed, but is a list");
    }

    @Test
    public void shouldRefuseWhatIsNoYaml() throws IOException {
        files.write("services/faas.yml", "");
        files.write("pipelines/devtoprod.yml", "environments: [\n");

        files.areRefused(
                "services/faas.yml:1:1: the file is empty; write at least one of the keys description, artifacts, pipelines, promotions, failure_strategy",
                "pipelines/devtoprod.yml:2:1: cannot be read as YAML: expected the node content, but found '<stream end>' while parsing a flow node");
    }

    @Test
    public void shouldRefuseAnEmptyEntryOfAList() throws IOException {
        files.write("pipelines/urgent.yml", "environments:\n  prod:\n    promotions:\n      -\n");

        files.areRefused(
                "pipelines/urgent.yml:4:8: environments.prod.promotions[1]: must be the name of a promotion, but is nothing");
    }

    @Test
    public void shouldRefuseTwoFilesOfOneThing() throws IOException {
        files.write("environments/prod.yaml", "description: Production\n");
        files.write("gates.yaml", "environments: {integ: {tier: staging}}\n");

        files.areRefused(
                "environments/integ.yml:1:1: environments: 'integ' is defined twice; the first is at ./gates.yaml:1:16",
                "environments/prod.yml:1:1: environments: 'prod' is defined twice; the first is at ./environments/prod.yaml:1:1");
    }

    @Test
    public void shouldRefuseAFileWhoseNameIsNone() throws IOException {
        files.write("promotions/ x .yml", "description: X\n");

        files.areRefused(
                "promotions/ x .yml: the name of the promotion ' x ' begins or ends with white space; remove it");
    }

    @Test
    public void shouldRefusePipelinesOfAServiceThatContradictEachOther() throws IOException {
        files.write("pipelines/urgent.yml", "environments: {prod: {}, preprod: {}}\n");

        files.areRefused(
                "services/faas.yml:7:3: applications.faas.pipelines: together the environments are a cycle: preprod -> prod -> preprod; those that are in several pipelines must come in the same order in all");
    }

    @Test
    public void shouldSayWhatToWriteWhereThereIsNothingOfAKind() throws IOException {
        files.delete("pipelines/devtoprod.yml");
        files.delete("pipelines/urgent.yml");

        files.areRefused(
                "services/faas.yml:7:5: pipelines: there is no pipeline 'devtoprod'; write pipelines/devtoprod.yml",
                "services/faas.yml:8:5: pipelines: there is no pipeline 'urgent'; write pipelines/urgent.yml");
    }
}
