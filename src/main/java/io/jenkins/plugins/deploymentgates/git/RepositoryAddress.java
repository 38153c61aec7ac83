package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.eclipse.jgit.transport.URIish;

/**
 * Where a repository is, and how to write that without giving secrets away. Immutable.
 *
 * <p>A path or a {@code file:} URL is local; everything else is reached over a network. {@code host:path} is ssh, as Git
 * has it.
 */
final class RepositoryAddress {
    private final URIish uri;

    @CheckForNull
    private final Path path;

    private final String shown;

    private RepositoryAddress(URIish uri, @CheckForNull Path path, String shown) {
        this.uri = uri;
        this.path = path;
        this.shown = shown;
    }

    /** @throws GitException when the text is no path and no URL Git knows */
    static RepositoryAddress parse(String text) {
        if (text.isBlank()) {
            throw new GitException("git.repository is empty; give a path or a URL such as"
                    + " https://git.example.com/shop/deploy.git");
        }
        URIish uri;
        try {
            uri = new URIish(text);
        } catch (URISyntaxException e) {
            // The text may hold a password, so it is not repeated.
            throw new GitException(
                    "git.repository is no URL Git understands; valid is for example"
                            + " https://git.example.com/shop/deploy.git or /srv/git/deploy.git",
                    e);
        }
        String scheme = uri.getScheme() == null ? null : uri.getScheme().toLowerCase(Locale.ROOT);
        if ("file".equals(scheme) || (scheme == null && uri.getHost() == null)) {
            Path path = Path.of(uri.getPath()).toAbsolutePath().normalize();
            // Whatever takes the address up may do so from another folder.
            return new RepositoryAddress(scheme == null ? uri.setPath(path.toString()) : uri, path, path.toString());
        }
        URIish bare = uri.setPass(null);
        if ("http".equals(scheme) || "https".equals(scheme)) {
            // With http a user name is often the token itself.
            bare = bare.setUser(null);
        }
        return new RepositoryAddress(uri, null, bare.toString());
    }

    /** The folder, when the repository is on this machine. */
    @CheckForNull
    Path path() {
        return path;
    }

    /** Whether it is reached by ssh. */
    boolean isSsh() {
        String scheme = uri.getScheme();
        return path == null
                && (scheme == null || scheme.toLowerCase(Locale.ROOT).contains("ssh"));
    }

    /** Whether a login for one of them is for the other, too: both are on one host and reached in one way. */
    boolean isSameHost(RepositoryAddress other) {
        return path == null
                && uri.getHost() != null
                && uri.getHost().equalsIgnoreCase(other.uri.getHost())
                && uri.getPort() == other.uri.getPort()
                && Objects.equals(uri.getScheme(), other.uri.getScheme());
    }

    /** Whether both are one repository, however it is reached: as far as host and path tell. */
    boolean isSame(RepositoryAddress other) {
        return place().equals(other.place());
    }

    private String place() {
        String text = path == null ? uri.getPath().replaceFirst("^/+", "") : path.toString();
        text = text.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        return path == null ? uri.getHost().toLowerCase(Locale.ROOT) + "/" + text : text;
    }

    URIish uri() {
        return uri;
    }

    /** In quotes for messages, without user and password. */
    String quoted() {
        return "'" + shown + "'";
    }

    /** The address without secrets. */
    String shown() {
        return shown;
    }

    /** A folder name that a person recognizes and that no two addresses share. */
    String folderName() {
        String slug = shown.replaceFirst("^[a-z+]+://", "").replaceAll("[^A-Za-z0-9.-]+", "-");
        slug = slug.replaceAll("^[-.]+|[-.]+$", "");
        String end = slug.substring(Math.max(0, slug.length() - 60)).replaceAll("^[-.]+", "");
        return end + "-" + Release.sha256(shown).substring(0, 12);
    }

    /** The text without this address' password. */
    String redact(String text) {
        String result = text.replaceAll("(?<=://)[^/\\s]+@", "");
        String password = uri.getPass();
        return password == null || password.isEmpty() ? result : result.replace(password, "…");
    }

    @Override
    public String toString() {
        return shown;
    }
}
