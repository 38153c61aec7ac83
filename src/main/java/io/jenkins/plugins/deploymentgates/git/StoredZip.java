package io.jenkins.plugins.deploymentgates.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A zip release by its place and its content. Immutable.
 *
 * @param file absolute path
 * @param sha256 of the whole file, lower-case hexadecimal
 */
public record StoredZip(String file, String sha256) {

    /** What is at the place. */
    public enum State {
        ABSENT,
        THERE,
        /** Something else, which is never replaced. */
        ANOTHER
    }

    /**
     * Looks at the file.
     *
     * @throws GitException when it cannot be read
     */
    public State state() {
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            return State.ABSENT;
        }
        return Files.isRegularFile(path) && sha256.equals(actual(path)) ? State.THERE : State.ANOTHER;
    }

    /** For people: why a file that is {@link State#ANOTHER} is in the way. */
    public String inTheWay() {
        return "'" + file + "' is there already with another content; a release is never replaced, so promote under"
                + " another version, or move that file away";
    }

    private static String actual(Path path) {
        try {
            return Sha256.of(path);
        } catch (IOException e) {
            throw new GitException("'" + path + "' cannot be read: " + e + "; let this process read it", e);
        }
    }
}
