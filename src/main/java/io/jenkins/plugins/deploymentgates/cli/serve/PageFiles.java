package io.jenkins.plugins.deploymentgates.cli.serve;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that pages are made of, by their names such as {@code core/dom.js}: those beside this class, read once, or those of a
 * folder, read each time, for who works on them. Thread-safe.
 */
final class PageFiles {
    /** Names that folder. */
    static final String FOLDER = "deployment-gates.pages";

    private static final String BESIDE = "deployments";

    @CheckForNull
    private final Path live;

    private final Map<String, byte[]> read;
    private final String version;

    private PageFiles(@CheckForNull Path live, Map<String, byte[]> read) {
        this.live = live;
        this.read = read;
        this.version = live == null ? digest(read) : "live";
    }

    static PageFiles find() {
        String folder = System.getProperty(FOLDER);
        try {
            return folder == null
                    ? new PageFiles(null, beside())
                    : new PageFiles(Path.of(folder).toAbsolutePath(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the pages cannot be read", e);
        }
    }

    private static Map<String, byte[]> beside() throws IOException {
        URL url = Objects.requireNonNull(PageFiles.class.getResource(BESIDE), "the pages are beside this class");
        URI uri;
        try {
            uri = url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("the class path has an address that is none: " + url, e);
        }
        if (uri.getScheme().equals("file")) {
            return all(Path.of(uri));
        }
        // jar:file:/where/it/is.jar!/io/jenkins/…
        String[] parts = uri.getSchemeSpecificPart().split("!", 2);
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(parts[0])))) {
            return all(jar.getPath(parts[1]));
        }
    }

    private static Map<String, byte[]> all(Path folder) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return found;
    }

    /** What tells these files from others; part of their addresses. */
    String version() {
        return version;
    }

    /** Whether they are read each time. */
    boolean isLive() {
        return live != null;
    }

    boolean has(String name) {
        return live == null ? read.containsKey(name) : Files.isRegularFile(inside(live, name));
    }

    byte[] read(String name) {
        if (live == null) {
            return Objects.requireNonNull(read.get(name), name);
        }
        try {
            return Files.readAllBytes(inside(live, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path inside(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        return file.startsWith(folder) ? file : folder;
    }

    /** Over names and contents, each after its length, so that no two sets of files look the same. */
    private static String digest(Map<String, byte[]> files) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        files.forEach((name, bytes) -> {
            digest.update((name.length() + " " + name + bytes.length + " ").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
