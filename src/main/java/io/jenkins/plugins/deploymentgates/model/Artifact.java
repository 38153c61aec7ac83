package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One versioned file.
 *
 * @param module what it is a version of
 * @param version its version
 * @param sourceUrl where it can be fetched, if known
 * @param digest {@code algorithm:hex} in lower case, such as {@code sha256:…}, if known
 */
public record Artifact(Module module, String version, @CheckForNull String sourceUrl, @CheckForNull String digest)
        implements Comparable<Artifact> {
    private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]+");

    /**
     * @throws InvalidInputException when the version is no valid Git tag or the digest is not of its form; a release's
     *     fingerprint relies on both
     */
    public Artifact {
        Names.checkVersion(version);
        if (digest != null && !DIGEST.matcher(digest).matches()) {
            throw new InvalidInputException("digest " + Names.quote(digest) + " of artifact " + module + ":" + version
                    + " is not of the form algorithm:hex in lower case, such as sha256:9f86d081");
        }
    }

    /**
     * Reads {@code group:name:version} or {@code group:name:version@digest}. A version may have an {@code @} but no
     * {@code :}, and a digest has exactly one, so that there is one way to read it.
     *
     * @throws InvalidInputException when it is not of that form
     */
    public static Artifact parse(String text) {
        String[] parts = text.split(":", -1);
        int at = parts.length == 4 ? parts[2].lastIndexOf('@') : -1;
        if (parts.length != 3 && at < 0 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty() || at == 0) {
            throw new InvalidInputException("artifact " + Names.quote(text)
                    + " is not of the form group:name:version, such as com.acme:shop-api:1.4.2; its digest may follow,"
                    + " as in com.acme:shop-api:1.4.2@sha256:9f86d081");
        }
        Module module = new Module(parts[0], parts[1]);
        return at < 0
                ? new Artifact(module, parts[2], null, null)
                : new Artifact(module, parts[2].substring(0, at), null, parts[2].substring(at + 1) + ":" + parts[3]);
    }

    /** As {@link #parse} reads it, with the digest if there is one. */
    public String reference() {
        return digest == null ? toString() : this + "@" + digest;
    }

    @Override
    public int compareTo(Artifact other) {
        return Comparator.comparing(Artifact::module)
                .thenComparing(Artifact::version)
                .compare(this, other);
    }

    /** {@code group:name:version}; the digest is not part of it. */
    @Override
    public String toString() {
        return module + ":" + version;
    }
}
