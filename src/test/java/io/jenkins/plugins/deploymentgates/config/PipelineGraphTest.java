package io.jenkins.plugins.deploymentgates.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.Test;

public class PipelineGraphTest {
    private final ConfigurationReader reader = new ConfigurationReader();

    @Test
    public void shouldShowParallelEnvironmentsOnOneLevel() {
        Configuration configuration = reader.read(Path.of("src/test/resources/config/shop.yaml"));

        assertThat(PipelineGraph.print(configuration, configuration.application("shop")))
                .isEqualTo(
                        """
                        shop: Web shop
                          fast-forward in https://git.example.com/shop/deploy.git
                          artifacts com.acme:shop-api, com.acme:shop-web, combination exact

                        1    dev          test        branch dev          from main  checks smoke
                             ↓
                        2    qa           test        branch qa           after dev  checks smoke
                             ↓
                        3    integration  test        branch integration  after qa  checks smoke
                             load         test        branch load         after qa  checks smoke, load-test
                             ↓
                        4    staging-eu   test        branch staging-eu   after integration + load  checks smoke
                             ↓
                        5    prod-eu      production  branch prod-eu      after staging-eu  checks smoke
                               gate soak: verified upstream for 2h
                               gate approvals: 2 of release-managers, not by who asked
                               gate freeze: from '0 16 * * FRI' to '0 8 * * MON' Europe/Berlin
                               gate branches: main, hotfix/*
                               gate verifiedWithin: verified within the last 14d
                        """);
    }

    @Test
    public void shouldShowAnApplicationWithoutRepositoryAndEveryGate() {
        Configuration configuration = reader.parse(
                "test.yaml",
                """
                applications: {shop: {pipeline: {prod: {}}}}
                environments:
                  prod:
                    gates:
                      - verifications: [smoke, load]
                      - approvals:
                      - approvals: {from: [ann], excludeTrigger: false}
                      - freeze: {start: 2026-12-24T18:00, reason: Holidays}
                      - freeze: {start: 2026-12-24T18:00, end: 2026-12-27T00:00}
                      - window: {start: "0 8 * * *", end: "0 16 * * *"}
                      - ticket:
                """);

        assertThat(PipelineGraph.print(configuration, configuration.application("shop")))
                .isEqualTo(
                        """
                        shop
                          no Git repository

                        1    prod  test  from a build
                               gate verifications: smoke, load
                               gate approvals: 1 of anyone, not by who asked
                               gate approvals: 1 of ann
                               gate freeze: from 2026-12-24T18:00:00Z on (Holidays)
                               gate freeze: from 2026-12-24T18:00:00Z to 2026-12-27T00:00:00Z
                               gate window: from '0 8 * * *' to '0 16 * * *' UTC
                               gate ticket: each commit names a ticket
                        """);
    }

    @Test
    public void shouldNameTheBranchesOfAnEnvironmentRepository() {
        Configuration configuration = reader.parse(
                "test.yaml",
                """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: release-file
                      releaseFile: {repository: environments.git}
                    pipeline: {dev: {}, prod: {after: [dev]}}
                """);

        assertThat(PipelineGraph.print(configuration, configuration.application("shop")))
                .contains("dev   test  branch environment/dev   from main")
                .contains("prod  test  branch environment/prod  after dev");
    }

    @Test
    public void shouldNameWhereFoldersAreCopied() {
        Configuration configuration = reader.parse(
                "test.yaml",
                """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: folders
                      folders:
                        paths: [apps]
                        targets: {dev: {repository: dev.git}, prod: {repository: prod.git, branch: live}, site: {zip: /srv}}
                    pipeline: {dev: {}, prod: {after: [dev]}, site: {after: [prod]}}
                """);

        assertThat(PipelineGraph.print(configuration, configuration.application("shop")))
                .isEqualTo(
                        """
                        shop
                          folders in shop.git

                        1    dev   test  branch main of dev.git   from main
                             ↓
                        2    prod  test  branch live of prod.git  after dev
                             ↓
                        3    site  test  zip files in /srv        after prod
                        """);
    }

    @Test
    public void shouldNameTheDeploymentsOfFiles() {
        Configuration configuration = reader.parse(
                "test.yaml",
                """
                applications:
                  shop:
                    git:
                      repository: shop.git
                      mechanic: deployment-files
                      deploymentFiles: {deployments: {prod: shop-prod}}
                    pipeline: {dev: {}, prod: {after: [dev]}}
                """);

        assertThat(PipelineGraph.print(configuration, configuration.application("shop")))
                .contains("dev   test  deployment dev        from main")
                .contains("prod  test  deployment shop-prod  after dev");
    }

    @Test
    public void shouldShowGatesThatAskOthers() {
        Configuration configuration = reader.parse(
                "test.yaml",
                """
                applications: {shop: {pipeline: {prod: {}}}}
                environments:
                  prod:
                    gates:
                      - artifactsAvailable: {registry: "https://registry.example.com", images: ["apps/**", "infra/**"]}
                      - artifactsAvailable: {maven: "https://maven.example.com"}
                      - artifactsAvailable: {url: "https://files.example.com/{name}-{version}.zip"}
                      - http: {url: "https://checks.example.com/freeze"}
                """);

        assertThat(PipelineGraph.print(configuration, configuration.application("shop")))
                .isEqualTo(
                        """
                        shop
                          no Git repository

                        1    prod  test  from a build
                               gate artifactsAvailable: at https://registry.example.com, and the images in apps/**, infra/**
                               gate artifactsAvailable: at https://maven.example.com
                               gate artifactsAvailable: at https://files.example.com/{name}-{version}.zip
                               gate http: asks https://checks.example.com/freeze
                        """);
    }
}
