package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The exact combination that is deployed. Immutable; two releases with the same {@link #fingerprint} are the same
 * combination, whatever environment-specific files differ between their commits.
 *
 * @param application whose release it is
 * @param version the label people use
 * @param artifacts the artifacts, sorted
 * @param commit the commit at which this combination was first recorded; {@code null} without a repository
 * @param sharedTree SHA-256 over the configuration tree at the commit without environment-specific paths; {@code null}
 *     without a repository
 * @param fingerprint SHA-256 over the canonical form, lower-case hexadecimal
 */
public record Release(
        String application,
        String version,
        List<Artifact> artifacts,
        @CheckForNull String commit,
        @CheckForNull String sharedTree,
        String fingerprint) {
    /** More parts of a release are not named to tell it from another. */
    private static final int MAX_NAMED = 3;

    public Release {
        artifacts = List.copyOf(artifacts);
    }

    /** Makes a release and computes its fingerprint. */
    public static Release of(
            String application,
            String version,
            List<Artifact> artifacts,
            @CheckForNull String commit,
            @CheckForNull String sharedTree) {
        Names.checkVersion(version);
        List<Artifact> sorted = artifacts.stream().distinct().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).module().equals(sorted.get(i - 1).module())) {
                throw new InvalidInputException("release " + application + " " + version + " names "
                        + sorted.get(i).module() + " twice ("
                        + sorted.get(i - 1).version() + " and "
                        + sorted.get(i).version() + "); name each artifact once");
            }
        }
        return new Release(
                application,
                version,
                sorted,
                commit,
                sharedTree,
                fingerprint(application, version, sorted, sharedTree));
    }

    /**
     * The version, and where another release has the same one, what tells this one from it: {@code 1.4.2 with web 2.1}.
     * The labels of deployment files are the versions of their cores, whatever their modules are.
     */
    public String labelBeside(Release other) {
        if (!version.equals(other.version) || fingerprint.equals(other.fingerprint)) {
            return version;
        }
        List<String> own = new ArrayList<>();
        for (Artifact artifact : artifacts) {
            Artifact there = other.of(artifact.module());
            if (there == null || !there.version().equals(artifact.version())) {
                own.add(artifact.module().name() + " " + artifact.version());
            } else if (artifact.digest() != null && !artifact.digest().equals(there.digest())) {
                String digest = artifact.digest().substring(artifact.digest().indexOf(':') + 1);
                own.add(artifact.module().name() + " " + artifact.version() + " at " + brief(digest));
            }
        }
        if (!own.isEmpty()) {
            return version + " with " + named(own);
        }
        List<String> gone = other.artifacts.stream()
                .filter(artifact -> of(artifact.module()) == null)
                .map(artifact -> artifact.module().name())
                .toList();
        if (!gone.isEmpty()) {
            return version + " without " + named(gone);
        }
        return commit != null && !commit.equals(other.commit)
                ? version + " at " + brief(commit)
                : version + " (release " + brief(fingerprint) + ")";
    }

    @CheckForNull
    private Artifact of(Module module) {
        return artifacts.stream()
                .filter(artifact -> artifact.module().equals(module))
                .findFirst()
                .orElse(null);
    }

    private static String named(List<String> names) {
        return names.size() <= MAX_NAMED
                ? Texts.and(names)
                : String.join(", ", names.subList(0, MAX_NAMED)) + " and " + (names.size() - MAX_NAMED) + " more";
    }

    private static String brief(String id) {
        return id.substring(0, Math.min(10, id.length()));
    }

    /**
     * The canonical form is one line a field, fields in this order, artifacts sorted. Names and versions hold no line
     * ends ({@link Names}), so no two different combinations share a form. Source URLs are not part of it: moving a file
     * does not change it.
     */
    private static String fingerprint(
            String application, String version, List<Artifact> artifacts, @CheckForNull String sharedTree) {
        StringBuilder form = new StringBuilder("deployment-gates release 1\n");
        form.append("application ").append(application).append('\n');
        form.append("version ").append(version).append('\n');
        for (Artifact artifact : artifacts) {
            form.append("artifact ").append(artifact);
            if (artifact.digest() != null) {
                form.append(' ').append(artifact.digest());
            }
            form.append('\n');
        }
        if (sharedTree != null) {
            form.append("tree ").append(sharedTree).append('\n');
        }
        return sha256(form.toString());
    }

    /** SHA-256 of the text in UTF-8, lower-case hexadecimal. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
