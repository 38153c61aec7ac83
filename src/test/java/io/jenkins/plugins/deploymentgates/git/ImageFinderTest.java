package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class ImageFinderTest {
    private final Map<String, byte[]> files = new TreeMap<>();

    private ImageFinderTest file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private List<String> images() {
        FoundImages found = ImageFinder.find(files);
        assertThat(found.skipped()).isEmpty();
        return found.images().stream().map(ImageReference::toString).toList();
    }

    private List<String> skipped() {
        FoundImages found = ImageFinder.find(files);
        assertThat(found.images()).isEmpty();
        return found.skipped();
    }

    @Test
    public void shouldFindImagesOfManifestsWithTheirLines() {
        file(
                "apps/web.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  template:
                    spec:
                      initContainers:
                        - {name: wait, image: "registry.example.com/wait:1"}
                      containers:
                        - name: web
                          image: registry.example.com:5000/shop/web:1.4
                ---
                kind: CronJob
                spec:
                  image: registry.example.com/shop/job@sha256:0123
                """);
        assertThat(images())
                .containsExactly(
                        "apps/web.yaml:7: registry.example.com/wait:1",
                        "apps/web.yaml:10: registry.example.com:5000/shop/web:1.4",
                        "apps/web.yaml:14: registry.example.com/shop/job@sha256:0123");
    }

    @Test
    public void shouldPutHelmValuesTogether() {
        file(
                "apps/values.yaml",
                """
                image:
                  registry: registry.example.com
                  repository: shop/web
                  tag: 1.10
                  pullPolicy: Always
                sidecar:
                  image: {repository: registry.example.com/proxy, tag: "2", digest: "sha256:ab"}
                jobs:
                  image: registry.example.com/job:3
                """);
        assertThat(images())
                .containsExactly(
                        "apps/values.yaml:4: registry.example.com/shop/web:1.10",
                        "apps/values.yaml:7: registry.example.com/proxy@sha256:ab",
                        "apps/values.yaml:9: registry.example.com/job:3");
    }

    @Test
    public void shouldTakeWhatKustomizeReplaces() {
        file("apps/base/web.yaml", "image: web\n---\nimage: web:old\n---\nimage: other:1\n");
        file(
                "apps/prod/kustomization.yaml",
                """
                resources: [../base]
                images:
                  - name: web
                    newName: registry.example.com/web
                    newTag: "1.4"
                  - name: proxy
                    digest: sha256:cd
                  - name: unchanged
                """);
        assertThat(images())
                .containsExactly(
                        "apps/base/web.yaml:5: other:1",
                        "apps/prod/kustomization.yaml:5: registry.example.com/web:1.4",
                        "apps/prod/kustomization.yaml:7: proxy@sha256:cd");
    }

    @Test
    public void shouldNameWhatItCannotLookInto() {
        file("a/chart.yaml", "spec:\n  {{- if .Values.on }}\n  image: web:1\n  {{- end }}\n");
        file("b/quoted.yaml", "image: \"{{ .Values.image }}\"\n");
        file("c/later.yaml", "a:\n  image: web:${VERSION}\n");
        file("d/values.yaml", "image:\n  repository: shop/web\n  tag: \"\"\n");
        files.put("e/latin.yaml", new byte[] {'a', ':', ' ', (byte) 0xe4, '\n'});
        assertThat(skipped())
                .containsExactly(
                        "a/chart.yaml:2: is no valid YAML, as templates are not",
                        "b/quoted.yaml:1: {{ .Values.image }} is filled in later",
                        "c/later.yaml:2: web:${VERSION} is filled in later",
                        "d/values.yaml:2: shop/web has no tag, so the chart's own is taken",
                        "e/latin.yaml:1: is not UTF-8");
    }

    @Test
    public void shouldNotStumbleOverUnusualFiles() {
        file("empty.yaml", "");
        file("text.yaml", "only text\n");
        file("aliases.yaml", "a: &a\n  image: web:1\n  self: *a\nb: *a\n");
        file("bom.yaml", "\uFEFFimage: bom:1\r\nx: 1");
        file("images.yaml", "image: [a, b]\nimages: none\nother:\n  image: {tag: 1}\n");
        file("kustomization.yml", "images: {name: x}\n");
        assertThat(images()).containsExactly("aliases.yaml:2: web:1", "bom.yaml:1: bom:1");
    }

    @Test
    public void shouldTakeImagesApart() {
        ImageReference port = new ImageReference("f", 1, "localhost:5000/web");
        assertThat(port.name()).isEqualTo("localhost:5000/web");
        assertThat(port.version()).isEqualTo("latest");
        ImageReference both = new ImageReference("f", 1, "r.example.com/web:1@sha256:ab");
        assertThat(both.name()).isEqualTo("r.example.com/web");
        assertThat(both.version()).isEqualTo("sha256:ab");
    }
}
