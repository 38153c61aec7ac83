package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Images in files as charts, clusters and overlays have them. */
public class ImageFinderChartsTest {

    private static FoundImages find(String path, String text) {
        return find(Map.of(path, text));
    }

    private static FoundImages find(Map<String, String> texts) {
        Map<String, byte[]> files = new HashMap<>();
        texts.forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return ImageFinder.find(files);
    }

    private static List<String> images(FoundImages found) {
        assertThat(found.skipped()).isEmpty();
        return found.images().stream().map(ImageReference::toString).toList();
    }

    @Test
    public void shouldFindThemWhereverAPodIsDescribed() {
        assertThat(
                        images(
                                find(
                                        "apps/all.yaml",
                                        """
                        apiVersion: v1
                        kind: List
                        items:
                          - kind: CronJob
                            spec:
                              jobTemplate:
                                spec:
                                  template:
                                    spec:
                                      initContainers:
                                        - name: wait
                                          image: "registry.example.com/wait:1"   # first
                                      containers:
                                        - image: 'registry.example.com/report@sha256:0a'
                                          name: report
                                      volumes:
                                        - name: data
                                          image: {reference: "registry.example.com/data:2", pullPolicy: Always}
                          - kind: ConfigMap
                            data:
                              example.yaml: |
                                image: not/an-image:1
                        ---
                        # nothing here
                        ---
                        kind: StatefulSet
                        spec: {template: {spec: {containers: [{name: db, image: postgres}]}}}
                        """)))
                .containsExactly(
                        "apps/all.yaml:12: registry.example.com/wait:1",
                        "apps/all.yaml:14: registry.example.com/report@sha256:0a",
                        "apps/all.yaml:18: registry.example.com/data:2",
                        "apps/all.yaml:27: postgres");
    }

    @Test
    public void shouldKnowHowChartsWriteThem() {
        assertThat(
                        images(
                                find(
                                        "values.yaml",
                                        """
                        controller:
                          image:
                            registry: registry.k8s.io
                            image: ingress-nginx/controller
                            tag: v1.8.1
                            digest: sha256:e5
                        exporter:
                          image: {name: prom/exporter, tag: "0.9"}
                        whole:
                          image: {repository: "quay.io/whole:3"}
                        picture:
                          image: {name: cat, width: 3}
                        """)))
                .containsExactly(
                        "values.yaml:6: registry.k8s.io/ingress-nginx/controller@sha256:e5",
                        "values.yaml:8: prom/exporter:0.9",
                        "values.yaml:10: quay.io/whole:3");
    }

    @Test
    public void shouldTakeTheRegistryThatIsForAll() {
        assertThat(
                        images(
                                find(
                                        "values.yaml",
                                        """
                        global:
                          imageRegistry: registry.example.com
                        image: {registry: docker.io, repository: bitnami/nginx, tag: "1.25"}
                        job:
                          image: ghcr.io/shop/job:1
                        """)))
                .containsExactly(
                        "values.yaml:3: registry.example.com/bitnami/nginx:1.25", "values.yaml:5: ghcr.io/shop/job:1");
    }

    @Test
    public void shouldKeepTheTagWhereOnlyTheNameIsReplaced() {
        FoundImages found = find(
                Map.of(
                        "base/web.yaml", "image: web:1.4\n---\nimage: web:1.5\n",
                        "prod/kustomization.yaml",
                                "images:\n- name: web\n  newName: registry.example.com/web\n- name: elsewhere\n  newName: there\n"));
        assertThat(found.images())
                .extracting(ImageReference::toString)
                .containsExactly(
                        "prod/kustomization.yaml:3: registry.example.com/web:1.4",
                        "prod/kustomization.yaml:3: registry.example.com/web:1.5");
        assertThat(found.skipped())
                .containsExactly(
                        "prod/kustomization.yaml:5: there has the tag of a manifest that is not among the files");
    }

    @Test
    public void shouldNameImagesInPatches() {
        FoundImages found = find(
                "prod/kustomization.yaml",
                """
                patches:
                  - path: other.yaml
                  - patch: |-
                      - {op: replace, path: /spec/containers/0/image, value: "nginx:1"}
                    target: {kind: Pod}
                  - patch: "kind: Pod"
                patchesStrategicMerge:
                  - |-
                    spec: {containers: [{name: x, image: y}]}
                """);
        assertThat(found.images()).isEmpty();
        assertThat(found.skipped())
                .containsExactly(
                        "prod/kustomization.yaml:3: an image in a patch",
                        "prod/kustomization.yaml:8: an image in a patch");
    }

    @Test
    public void shouldNotTakeAnnotationsForImages() {
        assertThat(
                        images(
                                find(
                                        "pod.yaml",
                                        """
                        kind: Pod
                        metadata: {annotations: {image: a}, labels: {image: b}}
                        spec:
                          containers:
                            - {name: annotations, image: c}
                        """)))
                .containsExactly("pod.yaml:5: c");
    }

    @Test
    public void shouldLookIntoFilesThatAreYamlByName() {
        assertThat(List.of("a.yaml", "b/c.yml", "d.JSON", "e/Kustomization", "Kustomization"))
                .allMatch(ImageFinder::reads);
        assertThat(List.of("README.md", "run.sh", "logo.png", "yaml", "a.yaml.bak", "MyKustomization"))
                .noneMatch(ImageFinder::reads);
    }

    @Test
    public void shouldKnowTheRegistryOfEachImage() {
        assertThat(place("nginx")).isEqualTo("docker.io library/nginx latest");
        assertThat(place("bitnami/nginx:1")).isEqualTo("docker.io bitnami/nginx 1");
        assertThat(place("docker.io/nginx:1")).isEqualTo("docker.io library/nginx 1");
        assertThat(place("localhost/web:1")).isEqualTo("localhost web 1");
        assertThat(place("registry:5000/web:1@sha256:ab")).isEqualTo("registry:5000 web sha256:ab");
        assertThat(place("ghcr.io/shop/deep/web:1")).isEqualTo("ghcr.io shop/deep/web 1");
    }

    private static String place(String image) {
        ImageReference reference = new ImageReference("f", 1, image);
        return reference.registry() + " " + reference.repository() + " " + reference.version();
    }
}
