package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.rules.TemporaryFolder;

/** A configuration directory of DeployDB that is right, to be changed by tests. */
public final class DeployDbFiles extends TemporaryFolder {

    @Override
    protected void before() throws Throwable {
        super.before();
        write(
                "services/faas.yml",
                """
                description: "Fun as a Service"
                artifacts:
                  - com.github.lookout:foas
                  - com.github.lookout.puppet:puppet-foas
                  - com.github.lookout:puppet-mysql
                pipelines:
                  - devtoprod
                  - urgent
                promotions:
                  - status-check
                  - jenkins-smoke
                failure_strategy: Stop
                """);
        write(
                "pipelines/devtoprod.yml",
                """
                description: "Development to production pipeline"
                environments:
                     dev-alpha:
                     integ:
                       promotions:
                     preprod:
                       promotions:
                          - prod-preflight
                          - manual
                     prod:
                """);
        write("pipelines/urgent.yml", "environments: {preprod: {promotions: [jenkins-smoke]}, prod: {}}\n");
        write("environments/dev-alpha.yml", "description: Development\n");
        write(
                "environments/integ.yml",
                """
                description: "DeployDB Primary Integration"
                webhooks:
                  deployment:
                    created:
                      - http://jenkins.example.com/job/integ-deploy-created/build
                    started:
                    completed:
                      - http://jenkins.example.com/job/integ-deploy-completed/build
                """);
        write(
                "environments/preprod.yml",
                """
                description: "Nearly there"
                webhook:
                  promotion:
                    completed: [http://jenkins.example.com/job/preprod-promotion/build]
                """);
        write("environments/prod.yml", "description: Production\nwebhooks:\n");
        write("promotions/status-check.yml", "type: BasicPromotion\ndescription: Status Check for Fun as a Service\n");
        write("promotions/jenkins-smoke.yml", "type:\ndescription:\n");
        write("promotions/prod-preflight.yml", "type: deploydb.models.promotion.BasicPromotionImpl\n");
        write(
                "promotions/manual.yml",
                """
                type:  deploydb.models.promotion.ManualLDAPPromotionImpl
                description: "Manual LDAP Promotion"
                attributes:
                    allowedGroup: ManualPromotionGroup
                """);
        write(
                "webhook/webhook.yml",
                """
                deployment:
                  created:
                     - http://localhost:10000/job/notify-deployment-created/build
                  completed:
                     - http://localhost:10000/job/notify-deployment-completed1/build
                     - http://localhost:10000/job/notify-deployment-completed2/build
                promotion:
                  completed:
                     - http://localhost:10000/job/notify-promotion-completed/build
                """);
    }

    /** Where they are. */
    public Path directory() {
        return getRoot().toPath();
    }

    /** Writes a file, over one that is there. */
    public void write(String file, String text) throws IOException {
        Path path = directory().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    void delete(String file) throws IOException {
        Files.delete(directory().resolve(file));
    }

    public Configuration read() {
        return new ConfigurationReader().read(directory());
    }

    /** Expects exactly these mistakes, a line each, with paths inside the directory. */
    void areRefused(String... lines) {
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(String.join(
                        "\n",
                        Arrays.stream(lines)
                                .map(line -> directory() + "/" + line.replace(" at ./", " at " + directory() + "/"))
                                .toList()));
    }
}
