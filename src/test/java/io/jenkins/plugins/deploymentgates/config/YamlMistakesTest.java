package io.jenkins.plugins.deploymentgates.config;

import org.junit.Test;

/** Files that are no YAML we can use. */
public class YamlMistakesTest {
    @Test
    public void shouldRefuseAnEmptyFile() {
        Mistakes.in("")
                .are(
                        "test.yaml:1:1: the file is empty; write at least one of the keys applications, pipelines, environments, verifications, webhooks, deploydbWebhooks, groups, permissions");
    }

    @Test
    public void shouldRefuseAFileOfComments() {
        Mistakes.in("# nothing yet\n")
                .are(
                        "test.yaml:1:1: the file is empty; write at least one of the keys applications, pipelines, environments, verifications, webhooks, deploydbWebhooks, groups, permissions");
    }

    @Test
    public void shouldRefuseTabs() {
        Mistakes.in("""
                applications:
                \tshop: {}
                """)
                .are("test.yaml:2:1: a tab is used for indentation; YAML allows only spaces there");
    }

    @Test
    public void shouldRefuseSeveralDocuments() {
        Mistakes.in(
                        """
                applications: {shop: {pipeline: {dev: {}}}}
                ---
                applications: {shop: {pipeline: {dev: {}}}}
                """)
                .are(
                        "test.yaml:3:1: a second YAML document begins before this line; a file holds one, use several files instead");
    }

    @Test
    public void shouldRefuseBrokenYaml() {
        Mistakes.in("applications: {shop: {pipeline: {dev: {}}\n")
                .are(
                        "test.yaml:2:1: cannot be read as YAML: expected ',' or '}', but got <stream end> while parsing a flow mapping");
    }

    @Test
    public void shouldRefuseUnknownAnchors() {
        Mistakes.in("applications: *shop\n").are("test.yaml:1:15: cannot be read as YAML: found undefined alias shop");
    }

    @Test
    public void shouldRefuseTags() {
        Mistakes.in("applications: !!java.io.File x\n")
                .are(
                        "test.yaml:1:15: cannot be read as YAML: Global tag is not allowed: tag:yaml.org,2002:java.io.File");
    }

    @Test
    public void shouldRefuseKeysThatAreNoTexts() {
        Mistakes.in("""
                ? [a]
                : b
                """)
                .are("test.yaml:1:3: a key must be a text, but is a list");
    }

    @Test
    public void shouldRefuseMergesOfWhatIsNoMapping() {
        Mistakes.in("environments: {prod: {<<: x}}\n")
                .are(
                        "test.yaml:1:27: environments.prod: '<<' merges mappings, such as *defaults, but this is the text 'x'");
    }

    @Test
    public void shouldRefuseMergesIntoThemselves() {
        Mistakes.in("environments: {prod: &a {<<: *a}}\n")
                .are("test.yaml:1:22: environments.prod: '<<' merges a mapping into itself; remove it");
    }

    @Test
    public void shouldRefuseControlCharactersInTheFile() {
        Mistakes.in("""
                applications:
                  a\001b: {}
                """)
                .are("test.yaml:2:4: the character U+0001 is not allowed in YAML; remove it");
    }
}
