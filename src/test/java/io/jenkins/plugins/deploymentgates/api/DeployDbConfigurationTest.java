package io.jenkins.plugins.deploymentgates.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.DeployDbFiles;
import io.jenkins.plugins.deploymentgates.model.Actor;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The configuration as clients of DeployDB read it, of a directory of DeployDB's and of ours. */
public class DeployDbConfigurationTest extends InApiWorld {
    private static final TestCaller FAN =
            new TestCaller(Actor.person("fan", Set.of()), Set.of("faas"), EnumSet.noneOf(Permission.class), false);

    @Rule
    public final DeployDbFiles files = new DeployDbFiles();

    @Before
    public void readDirectory() throws IOException {
        files.write("pipelines/unused.yml", "environments: {lab: {promotions: [coffee]}}\n");
        files.write("environments/lab.yml", "description: Nobody is there\n");
        files.write("promotions/coffee.yml", "type: BasicPromotion\n");
        read(files.read().text());
    }

    private void read(String yaml) {
        world.nextConfiguration(yaml);
        world.call("POST", "/tasks/configReload").as(TestCaller.ROOT).ok();
    }

    private void answers(String target, String json) {
        assertThat(world.get(target).as(FAN).ok()).isEqualTo(ApiWorld.json(json));
    }

    @Test
    public void shouldDescribeEnvironmentsWithTheirWebhooks() {
        answers(
                "/environments",
                """
                [
                  {"ident": "dev-alpha", "description": "Development", "webhooks": null},
                  {
                    "ident": "integ",
                    "description": "DeployDB Primary Integration",
                    "webhooks": {
                      "deployment": {
                        "created": ["http://jenkins.example.com/job/integ-deploy-created/build"],
                        "started": null,
                        "completed": ["http://jenkins.example.com/job/integ-deploy-completed/build"],
                        "verified": null
                      },
                      "promotion": null
                    }
                  },
                  {
                    "ident": "preprod",
                    "description": "Nearly there",
                    "webhooks": {
                      "deployment": null,
                      "promotion": {"completed": ["http://jenkins.example.com/job/preprod-promotion/build"]}
                    }
                  },
                  {"ident": "prod", "description": "Production", "webhooks": null}
                ]
                """);
        answers("/environments/prod", "{'ident': 'prod', 'description': 'Production', 'webhooks': null}");
    }

    @Test
    public void shouldDescribePipelinesWithTheirEnvironmentsInOrder() {
        String way =
                """
                {
                  "ident": "devtoprod",
                  "description": "Development to production pipeline",
                  "environments": {
                    "dev-alpha": {"promotions": []},
                    "integ": {"promotions": []},
                    "preprod": {"promotions": ["prod-preflight", "manual"]},
                    "prod": {"promotions": []}
                  }
                }
                """;
        answers("/pipelines/devtoprod", way);
        answers(
                "/pipelines",
                "[" + way
                        + ", {'ident': 'urgent', 'description': null, 'environments': {'preprod': {'promotions':"
                        + " ['jenkins-smoke']}, 'prod': {'promotions': []}}}]");
        assertThat(world.get("/pipelines/devtoprod")
                        .as(FAN)
                        .ok()
                        .get("environments")
                        .fieldNames())
                .toIterable()
                .containsExactly("dev-alpha", "integ", "preprod", "prod");
    }

    @Test
    public void shouldDescribePromotions() {
        answers(
                "/promotions",
                """
                [
                  {"ident": "jenkins-smoke", "type": null, "description": null},
                  {
                    "ident": "manual",
                    "type": "deploydb.models.promotion.ManualLDAPPromotionImpl",
                    "description": "Manual LDAP Promotion"
                  },
                  {
                    "ident": "prod-preflight",
                    "type": "deploydb.models.promotion.BasicPromotionImpl",
                    "description": null
                  },
                  {
                    "ident": "status-check",
                    "type": "BasicPromotion",
                    "description": "Status Check for Fun as a Service"
                  }
                ]
                """);
        answers("/promotions/jenkins-smoke", "{'ident': 'jenkins-smoke', 'type': null, 'description': null}");
    }

    @Test
    public void shouldDescribeServices() {
        String faas =
                """
                {
                  "ident": "faas",
                  "description": "Fun as a Service",
                  "artifacts": [
                    "com.github.lookout:foas",
                    "com.github.lookout.puppet:puppet-foas",
                    "com.github.lookout:puppet-mysql"
                  ],
                  "pipelines": ["devtoprod", "urgent"],
                  "promotions": ["status-check", "jenkins-smoke"],
                  "failure_strategy": "Stop"
                }
                """;
        answers("/services/faas", faas);
        answers("/services", "[" + faas + "]");
    }

    @Test
    public void shouldAnswerPagesAndNothingBehindTheLast() {
        assertThat(world.get("/environments?perPageSize=3&pageNumber=1").as(FAN).ok())
                .isEqualTo(ApiWorld.json("[{'ident': 'prod', 'description': 'Production', 'webhooks': null}]"));
        world.get("/environments?perPageSize=3&pageNumber=2")
                .as(FAN)
                .send()
                .isProblem(Problem.NOT_FOUND, "there are no environments on page 2 of 3 each");
        world.get("/services?pageNumber=one")
                .as(FAN)
                .send()
                .isProblem(
                        Problem.BAD_REQUEST,
                        "the parameter pageNumber is 'one'; valid is a whole number from 0 to 2147483647");
    }

    @Test
    public void shouldAnswerAnEmptyListAsNotThere() {
        read("{}");

        for (String what : new String[] {"environments", "pipelines", "promotions", "services"}) {
            world.get("/" + what).as(TestCaller.ROOT).send().isProblem(Problem.NOT_FOUND, "there are no " + what);
        }
    }

    @Test
    public void shouldSayThatOneIsNotThere() {
        world.get("/environments/qa").as(FAN).send().isProblem(Problem.NOT_FOUND, "there is no environment 'qa'");
        world.get("/pipelines/qa").as(FAN).send().isProblem(Problem.NOT_FOUND, "there is no pipeline 'qa'");
        world.get("/promotions/qa").as(FAN).send().isProblem(Problem.NOT_FOUND, "there is no promotion 'qa'");
        world.get("/services/qa").as(FAN).send().isProblem(Problem.NOT_FOUND, "there is no service 'qa'");
    }

    @Test
    public void shouldAnswerAsDeployDbsClientsAsk() {
        ApiWorld.Answer answer = world.get("/services/faas")
                .header("accept", "application/vnd.deploydb.v1+json")
                .as(FAN)
                .send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().contentType()).isEqualTo("application/vnd.deploydb.v1+json");
        world.get("/services/faas")
                .header("accept", "application/vnd.deploydb.v2+json")
                .as(FAN)
                .send()
                .isProblem(
                        Problem.NOT_ACCEPTABLE,
                        "the header Accept is 'application/vnd.deploydb.v2+json'; this can be had as application/json or"
                                + " application/vnd.deploydb.v1+json");
    }

    @Test
    public void shouldShowWhatIsOfNoApplicationToWhoAdministersOnly() {
        for (String target : new String[] {"/environments/lab", "/pipelines/unused", "/promotions/coffee"}) {
            world.get(target).as(TestCaller.ROOT).ok();
            assertThat(world.get(target).as(FAN).send().status()).as(target).isEqualTo(404);
        }
        assertThat(world.get("/environments").as(TestCaller.ANN).send().status())
                .isEqualTo(404);
        assertThat(world.get("/services/faas").as(TestCaller.ANN).send().status())
                .isEqualTo(404);
    }

    @Test
    public void shouldDescribeAConfigurationOfOursTheSameWay() {
        read(ApiWorld.YAML);

        assertThat(world.get("/services").ok())
                .isEqualTo(ApiWorld.json(
                        "[{'ident': 'shop', 'description': 'Web shop', 'artifacts': ['com.acme:shop-api'], 'pipelines':"
                                + " ['shop'], 'promotions': ['smoke'], 'failure_strategy': 'Stop'}]"));
        assertThat(world.get("/pipelines").ok())
                .isEqualTo(ApiWorld.json(
                        "[{'ident': 'shop', 'description': null, 'environments': {'qa': {'promotions': []}, 'prod':"
                                + " {'promotions': []}}}]"));
        assertThat(world.get("/promotions").ok())
                .isEqualTo(ApiWorld.json("[{'ident': 'smoke', 'type': null, 'description': null}]"));
        assertThat(world.get("/environments").ok())
                .isEqualTo(ApiWorld.json(
                        "[{'ident': 'prod', 'description': null, 'webhooks': null}, {'ident': 'qa', 'description': null,"
                                + " 'webhooks': null}]"));
    }

    @Test
    public void shouldKeepTheConfigurationWhenTheNextHasMistakes() throws IOException {
        world.nextConfiguration("applications: {faas: {pipelines: [gone]}}");

        world.call("POST", "/tasks/configReload")
                .as(TestCaller.ROOT)
                .send()
                .isProblem(
                        Problem.REFUSED,
                        "gates.yaml:1:35: applications.faas.pipelines: there is no pipeline 'gone'; write it under"
                                + " pipelines");
        assertThat(world.get("/services/faas").as(FAN).send().status()).isEqualTo(200);
    }
}
