package io.jenkins.plugins.deploymentgates.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Comparator;

/**
 * One versioned file.
 *
 * @param module what it is a version of
 * @param version its version
 * @param sourceUrl where it can be fetched, if known
 * @param digest {@code algorithm:hex}, such as {@code sha256:…}, if known
 */
public record Artifact(Module module, String version, @CheckForNull String sourceUrl, @CheckForNull String digest)
        implements Comparable<Artifact> {
    public Artifact {
        Names.checkVersion(version);
    }

    /**
     * Reads {@code group:name:version}.
     *
     * @throws InvalidInputException when it is not of that form
     */
    public static Artifact parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
            throw new InvalidInputException("artifact " + Names.quote(text)
                    + " is not of the form group:name:version, such as com.acme:shop-api:1.4.2");
        }
        return new Artifact(new Module(parts[0], parts[1]), parts[2], null, null);
    }

    @Override
    public int compareTo(Artifact other) {
        return Comparator.comparing(Artifact::module)
                .thenComparing(Artifact::version)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return module + ":" + version;
    }
}
