package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.git.DeploymentComponent;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.model.Artifact;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Module;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a deployment file says without its name and tier, and which commits its versions stand for: with the mechanic
 * {@code deployment-files} this is the release. Immutable.
 *
 * @param components the core and the modules by name
 * @param commits full ids by the name of the component, of those that were resolved
 */
record Combination(Map<String, DeploymentComponent> components, Map<String, String> commits) {
    private static final String COMMIT = "git:";

    Combination {
        components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
        commits = Collections.unmodifiableMap(new TreeMap<>(commits));
    }

    static Combination of(DeploymentFile file, Map<String, String> commits) {
        return new Combination(file.components(), commits);
    }

    /** The combination with the commits a release recorded, where its components are the same. */
    static Combination of(DeploymentFile file, @CheckForNull Release recorded) {
        Map<String, String> commits = new LinkedHashMap<>();
        if (recorded != null) {
            file.components().forEach((name, component) -> recorded.artifacts().stream()
                    .filter(artifact -> isOf(artifact, name, component))
                    .map(Combination::commit)
                    .filter(Objects::nonNull)
                    .forEach(commit -> commits.put(name, commit)));
        }
        return of(file, commits);
    }

    /** Whether a release has this component, whatever its version stands for. */
    static boolean has(Release release, String name, DeploymentComponent component) {
        return release.artifacts().stream().anyMatch(artifact -> isOf(artifact, name, component));
    }

    /** Whether a release was made of the same components, whatever their versions stood for. */
    boolean isIn(Release release) {
        return tree().equals(release.sharedTree());
    }

    /** SHA-256 over all components, whatever their order, lower-case hexadecimal. Values hold no line ends. */
    String tree() {
        StringBuilder form = new StringBuilder("deployment-gates deployment file 1\n");
        new TreeMap<>(components).forEach((name, component) -> form.append("component ")
                .append(name)
                .append("\nversion ")
                .append(component.version())
                .append("\ntype ")
                .append(component.type())
                .append("\nsource ")
                .append(Objects.requireNonNullElse(component.source(), ""))
                .append('\n'));
        return Release.sha256(form.toString());
    }

    /** Each component as an artifact {@code type:name:version}, so that evidence is found for each by itself. */
    List<Artifact> artifacts() {
        return components.entrySet().stream()
                .map(one -> artifact(one.getKey(), one.getValue(), commits.get(one.getKey())))
                .toList();
    }

    /** The label of a release that was given none: the core's version, as far as a label can be so. */
    String label() {
        String version =
                Objects.requireNonNull(components.get(DeploymentComponent.CORE)).version();
        return isVersion(version) ? version : version.replaceAll("[^\\p{L}\\p{N}._+-]|^[.-]|\\.(?=\\.|lock$|$)", "-");
    }

    private static Artifact artifact(String name, DeploymentComponent component, @CheckForNull String commit) {
        return new Artifact(
                new Module(component.type(), escaped(name, "%/")),
                version(component),
                component.source(),
                commit == null ? null : COMMIT + commit);
    }

    private static boolean isOf(Artifact artifact, String name, DeploymentComponent component) {
        Artifact wanted = artifact(name, component, null);
        return artifact.module().equals(wanted.module())
                && artifact.version().equals(wanted.version())
                && Objects.equals(artifact.sourceUrl(), wanted.sourceUrl());
    }

    /** The commit an artifact's version stood for when it was recorded; {@code null} when that was not resolved. */
    @CheckForNull
    static String commit(Artifact artifact) {
        String digest = artifact.digest();
        return digest != null && digest.startsWith(COMMIT) ? digest.substring(COMMIT.length()) : null;
    }

    /** Artifacts have labels of Git tags as versions, so what no label can have is escaped, in one way only. */
    private static String version(DeploymentComponent component) {
        String version = escaped(component.version(), "%~^:?*[\\/");
        return isVersion(version) ? version : escaped(component.version(), "%~^:?*[\\/.-@");
    }

    private static boolean isVersion(String text) {
        try {
            Names.checkVersion(text);
            return true;
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private static String escaped(String text, String characters) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one >= 0 && characters.indexOf(one) >= 0) {
                escaped.append(String.format("%%%02X", one));
            } else {
                escaped.append((char) (one & 0xff));
            }
        }
        return new String(escaped.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
