package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.deploymentgates.config.Application.Stage;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Pipelines with names, settings of checks and webhooks of DeployDB. */
public class PipelinesTest {
    private static final String TWO =
            """
            applications:
              shop: {verifications: [smoke], pipelines: [normal, urgent]}
              cart: {pipelines: [normal]}
              mail: {verifications: [smoke], pipeline: {dev: {}, prod: {after: [dev], verifications: [manual]}}}
            pipelines:
              normal:
                description: The long way
                environments:
                  dev: {}
                  qa: {after: [dev], verifications: [load]}
                  prod: {after: [qa], verifications: [manual]}
              urgent:
                environments:
                  hotfix: {}
                  prod: {after: [hotfix], verifications: [pager]}
              unused: {environments: {lab: {}}}
            verifications:
              manual: {description: Somebody looked, type: Manual, from: [release-managers]}
              smoke:
            deploydbWebhooks:
              - {on: deployment.created, url: "http://jenkins.example.com/job/deploy/build"}
              - {on: promotion.completed, url: "http://chat.example.com/", environment: prod}
            """;

    @Test
    public void shouldKeepThePipelinesOfAnApplicationApart() {
        Application shop = read(TWO).application("shop");

        assertThat(shop.pipelines().keySet()).containsExactly("normal", "urgent");
        assertThat(shop.pipeline("normal").description()).isEqualTo("The long way");
        assertThat(shop.pipeline("normal").stages().keySet()).containsExactly("dev", "qa", "prod");
        assertThat(shop.pipeline("urgent").stages().keySet()).containsExactly("hotfix", "prod");
        assertThat(shop.requiredChecks("normal", "prod")).containsExactly("smoke", "manual");
        assertThat(shop.requiredChecks("urgent", "prod")).containsExactly("smoke", "pager");
        assertThat(shop.requiredChecks("normal", "dev")).containsExactly("smoke");
    }

    @Test
    public void shouldUniteThePipelinesInOneGraph() {
        Application shop = read(TWO).application("shop");

        assertThat(shop.pipeline())
                .isEqualTo(Map.of(
                        "dev", new Stage("dev", List.of(), List.of()),
                        "qa", new Stage("qa", List.of("dev"), List.of("load")),
                        "hotfix", new Stage("hotfix", List.of(), List.of()),
                        "prod", new Stage("prod", List.of("qa", "hotfix"), List.of("manual", "pager"))));
        assertThat(shop.pipeline().keySet()).containsExactly("dev", "qa", "hotfix", "prod");
        assertThat(shop.requiredChecks("prod")).containsExactly("smoke", "manual", "pager");
        assertThat(shop.upstream("prod")).containsExactly("qa", "hotfix", "dev");
    }

    @Test
    public void shouldCallTheOnlyPipelineLikeItsApplication() {
        Application mail = read(TWO).application("mail");

        assertThat(mail.pipelines().keySet()).containsExactly("mail");
        assertThat(mail.pipeline("mail").stages()).isEqualTo(mail.pipeline());
        assertThat(mail.requiredChecks("mail", "prod")).isEqualTo(mail.requiredChecks("prod"));
    }

    @Test
    public void shouldKeepPipelinesAndEnvironmentsThatNoApplicationUses() {
        Configuration read = read(TWO);

        assertThat(read.pipelines().keySet()).containsExactly("normal", "urgent", "unused");
        assertThat(read.environments().keySet()).containsExactly("dev", "qa", "hotfix", "prod", "lab");
    }

    @Test
    public void shouldReadWhatIsKnownOfChecksAndWhereDeployDbsEventsGo() {
        Configuration read = read(TWO);

        assertThat(read.checks())
                .isEqualTo(Map.of(
                        "manual", new CheckSettings("manual", "Somebody looked", "Manual", List.of("release-managers")),
                        "smoke", new CheckSettings("smoke", "", "", List.of())));
        assertThat(read.deployDbWebhooks())
                .containsExactly(
                        new DeployDbWebhook(
                                DeployDbWebhook.Event.DEPLOYMENT_CREATED,
                                "http://jenkins.example.com/job/deploy/build",
                                null),
                        new DeployDbWebhook(
                                DeployDbWebhook.Event.PROMOTION_COMPLETED, "http://chat.example.com/", "prod"));
    }

    @Test
    public void shouldReadBackWhatIsPrinted() {
        Configuration read = read(TWO);

        assertThat(read(read.text())).isEqualTo(read);
    }

    @Test
    public void shouldPrintEachPipelineOfAnApplication() {
        Configuration read = read(TWO);

        assertThat(PipelineGraph.print(read, read.application("shop")))
                .isEqualTo(
                        """
                        shop
                          no Git repository

                          pipeline normal: The long way
                        1    dev   test  from a build  checks smoke
                             ↓
                        2    qa    test  after dev  checks smoke, load
                             ↓
                        3    prod  test  after qa  checks smoke, manual

                          pipeline urgent
                        1    hotfix  test  from a build  checks smoke
                             ↓
                        2    prod    test  after hotfix  checks smoke, pager
                        """);
    }

    @Test
    public void shouldNameThePipelinesThereAre() {
        Application shop = read(TWO).application("shop");

        assertThatThrownBy(() -> shop.requiredChecks("slow", "prod"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("application shop has no pipeline 'slow'; it has normal, urgent");
        assertThatThrownBy(() -> shop.requiredChecks("urgent", "qa"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("pipeline urgent has no environment 'qa'; it has hotfix, prod");
    }

    @Test
    public void shouldRefuseAPipelineAndPipelines() {
        Mistakes.in(
                        """
                applications:
                  shop: {pipeline: {dev: {}}, pipelines: [normal]}
                pipelines: {normal: {environments: {dev: {}}}}
                """)
                .are(
                        "test.yaml:2:3: applications.shop: only one of the keys pipeline, pipelines may be given; remove pipeline or pipelines");
    }

    @Test
    public void shouldRefuseAPipelineThatIsNot() {
        Mistakes.in(
                        """
                applications:
                  shop: {pipelines: [norml, slow]}
                  cart: {pipelines: []}
                pipelines:
                  normal: {environments: {dev: {}}}
                  urgent: {}
                """)
                .are(
                        "test.yaml:2:22: applications.shop.pipelines: there is no pipeline 'norml'; did you mean 'normal'? Configured are normal, urgent",
                        "test.yaml:2:29: applications.shop.pipelines: there is no pipeline 'slow'; configured are normal, urgent",
                        "test.yaml:3:21: applications.cart.pipelines: is empty; write at least one entry, such as [dev-to-prod]",
                        "test.yaml:6:3: pipelines.urgent: the key 'environments' is missing: its environments, such as dev: {} and qa: {after: [dev]}");
        Mistakes.in("applications: {shop: {pipelines: [normal]}}\n")
                .are(
                        "test.yaml:1:35: applications.shop.pipelines: there is no pipeline 'normal'; write it under pipelines");
    }

    @Test
    public void shouldRefuseMistakesInsideAPipelineOnceForAllApplications() {
        Mistakes.in(
                        """
                applications:
                  shop: {pipelines: [normal]}
                  cart: {pipelines: [normal]}
                pipelines:
                  normal: {environments: {a: {after: [b]}, b: {after: [a]}, c: {after: [d]}}}
                """)
                .are(
                        "test.yaml:5:30: pipelines.normal.environments: the environments are a cycle: a -> b -> a; remove one of these from after",
                        "test.yaml:5:73: pipelines.normal.environments.c.after: there is no environment 'd' in this pipeline; did you mean 'a'? It has a, b, c");
    }

    @Test
    public void shouldRefusePipelinesThatContradictEachOther() {
        Mistakes.in(
                        """
                applications:
                  shop: {pipelines: [there, back]}
                pipelines:
                  there: {environments: {dev: {}, prod: {after: [dev]}}}
                  back: {environments: {prod: {}, dev: {after: [prod]}}}
                """)
                .are(
                        "test.yaml:2:21: applications.shop.pipelines: together the environments are a cycle: dev -> prod -> dev; those that are in several pipelines must come in the same order in all");
    }

    @Test
    public void shouldRefuseTwoPipelinesOfOneName() {
        Mistakes.in(
                        """
                applications:
                  shop: {pipeline: {dev: {}}}
                  cart: {pipelines: [cart]}
                pipelines:
                  shop: {environments: {qa: {}}}
                  cart: {environments: {qa: {}}}
                """)
                .are(
                        "test.yaml:2:3: applications.shop: its pipeline is called 'shop' like it, and so is the one at test.yaml:5:3; rename that, or write pipelines: [shop] here");
    }

    @Test
    public void shouldRefuseOneBranchOfTwoEnvironmentsOfDifferentPipelines() {
        Mistakes.in(
                        """
                applications:
                  shop: {pipelines: [one, two]}
                pipelines:
                  one: {environments: {a: {}}}
                  two: {environments: {b: {}}}
                environments:
                  b: {branch: a}
                """)
                .are(
                        "test.yaml:7:15: applications.shop: the environment 'b' has the branch 'a', which 'a' of the same pipeline has already; each needs a branch of its own");
    }

    @Test
    public void shouldRefuseSettingsOfACheckThatIsNearlyAnother() {
        Mistakes.in(
                        """
                applications:
                  shop: {pipeline: {prod: {verifications: [manual]}}}
                verifications:
                  manuel: {from: [ann]}
                """)
                .are(
                        "test.yaml:4:3: verifications: 'manuel' is required nowhere, so who may report it never matters; did you mean 'manual'? If both are meant, write 'manual' here too");
    }

    @Test
    public void shouldRefuseWrongWebhooksOfDeployDb() {
        Mistakes.in(
                        """
                applications: {shop: {pipeline: {prod: {}}}}
                deploydbWebhooks:
                  - {on: deployment.failed, url: "https://a.example.com"}
                  - {on: deployment.created, url: "ftp://a.example.com", environment: prud}
                  - {}
                """)
                .are(
                        "test.yaml:3:10: deploydbWebhooks[1].on: 'deployment.failed' is not valid; did you mean 'deployment.started'? Valid are deployment.created, deployment.started, deployment.completed, deployment.verified, promotion.completed",
                        "test.yaml:4:35: deploydbWebhooks[2].url: 'ftp://a.example.com' is no http or https URL; valid is for example https://hooks.example.com/x",
                        "test.yaml:4:71: deploydbWebhooks[2].environment: there is no environment 'prud'; did you mean 'prod'? Configured are prod",
                        "test.yaml:5:5: deploydbWebhooks[3]: the key 'on' is missing: what is told, such as deployment.created",
                        "test.yaml:5:5: deploydbWebhooks[3]: the key 'url' is missing: where it is sent, http or https");
        Mistakes.in("deploydbWebhooks: [{on: deployment.created, url: 'https://a.example.com', environment: x}]\n")
                .are(
                        "test.yaml:1:88: deploydbWebhooks[1].environment: there is no environment 'x'; write it under environments");
    }

    private static Configuration read(String yaml) {
        return new ConfigurationReader().parse("test.yaml", yaml);
    }
}
