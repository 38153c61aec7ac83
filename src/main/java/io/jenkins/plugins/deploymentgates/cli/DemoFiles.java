package io.jenkins.plugins.deploymentgates.cli;

import io.jenkins.plugins.deploymentgates.model.DeploymentGatesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the demo writes into its folder and its repository. Stateless. */
final class DemoFiles {
    private DemoFiles() {}

    /** The pipeline of six environments, two of them parallel, with what guards production. */
    static void configuration(Path file, Path repository) {
        String text =
                """
                applications:
                  shop:
                    description: Web shop
                    artifacts: [com.acme:shop-api, com.acme:shop-web]
                    git:
                      repository: 'REPOSITORY'
                      environmentPaths: ["variants/{environment}/**"]
                      mechanic: fast-forward
                    verifications: [smoke]
                    pipeline:
                      dev: {}
                      qa: {after: [dev]}
                      integration: {after: [qa]}
                      load: {after: [qa], verifications: [load-test]}
                      staging-eu: {after: [integration, load]}
                      prod-eu: {after: [staging-eu]}
                environments:
                  dev: {tier: development}
                  qa: {tier: test}
                  integration: {tier: test}
                  load: {tier: test}
                  staging-eu: {tier: staging}
                  prod-eu:
                    tier: production
                    gates:
                      - approvals: {count: 2, from: [release-managers]}
                      - freeze: {start: "0 16 * * FRI", end: "0 8 * * MON", timezone: Europe/Berlin}
                groups:
                  release-managers: [maria, tom, ines]
                permissions:
                  override: [release-managers]
                """
                        .replace("REPOSITORY", repository.toString().replace("'", "''"));
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new DeploymentGatesException("the demo cannot write " + file, e);
        }
    }

    /** The files of a version in the deployment repository; the variants differ by environment and belong to no release. */
    static Map<String, String> release(String version) {
        Map<String, String> files = new TreeMap<>();
        files.put("shop.yaml", "api: shop-api:" + version + "\nweb: shop-web:" + version + "\n");
        return files;
    }

    /** What is there from the beginning. */
    static Map<String, String> first(String version) {
        Map<String, String> files = release(version);
        files.put("network.yaml", "timeout: 30s\n");
        files.put("variants/qa/replicas.yaml", "replicas: 1\n");
        files.put("variants/prod-eu/replicas.yaml", "replicas: 6\n");
        return files;
    }
}
