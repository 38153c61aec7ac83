package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
