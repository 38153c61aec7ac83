package io.jenkins.plugins.deploymentgates.promotion;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Starts processes that run a class of the tests, to be killed. Each begins from a file in which the JVM keeps the classes that
 * a first one, which ended by itself, had loaded; that takes half the time. What they leave behind ends with the tests. Thread-safe.
 */
public final class ChildJvm {
    private final Class<?> main;
    private final Path folder;
    private final List<String> start = new ArrayList<>();

    /**
     * Runs the first one.
     *
     * @param arguments with which it does most of what there is to do, and ends
     */
    public ChildJvm(Class<?> main, String... arguments) {
        this.main = main;
        try {
            folder = Files.createTempDirectory("children");
            Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
            start.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx256m",
                    "-Xshare:auto",
                    // They speak HTTP without TLS: nobody has to read the certificates of the world.
                    "-Djavax.net.ssl.trustStore=NONE",
                    "-Dorg.sqlite.lib.path=" + sqlite(),
                    "-cp",
                    archives()));
            keepClasses(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that is yet to be started. */
    public ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(start);
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** To be called by a child: should whoever is to kill it be killed before, it does not go on for ever. */
    public static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(3)));
    }

    /** Without them, where the JVM cannot keep them, children start all the same, only later. */
    private void keepClasses(String... arguments) throws IOException {
        Path classes = folder.resolve("classes.jsa");
        ProcessBuilder first = command(arguments);
        first.command().add(1, "-XX:ArchiveClassesAtExit=" + classes);
        Process training = first.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("training.log").toFile())
                .start();
        if (training.onExit().join().exitValue() == 0) {
            start.add(1, "-XX:SharedArchiveFile=" + classes);
        }
    }

    /** Each process would otherwise write the library of SQLite anew, and leave it where it is when it is killed. */
    private Path sqlite() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream library =
                ChildJvm.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            Files.copy(library, folder.resolve(name));
        }
        return folder;
    }

    /** The class path with unsigned archives only, as these are what the JVM keeps the classes of. */
    private String archives() throws IOException {
        List<String> archives = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            Path path = Path.of(entry);
            Path archive = folder.resolve(archives.size() + ".jar");
            if (Files.isDirectory(path)) {
                archive(path, archive);
            } else if (isSigned(path)) {
                try (FileSystem files = FileSystems.newFileSystem(path)) {
                    archive(files.getPath("/"), archive);
                }
            }
            archives.add(Files.exists(archive) ? archive.toString() : entry);
        }
        return String.join(File.pathSeparator, archives);
    }

    private static void archive(Path classes, Path archive) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(archive));
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(0);
            for (Path file : files.filter(one -> !one.equals(classes) && !isSignature(one.toString()))
                    .toList()) {
                String name = classes.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    // Whoever looks for all files of a folder, such as those of the ledger's tables, asks for its
                    // entry.
                    out.putNextEntry(new JarEntry(name.endsWith("/") ? name : name + "/"));
                } else {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
    }

    private static boolean isSigned(Path jar) throws IOException {
        if (!Files.exists(jar)) {
            return false;
        }
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream().anyMatch(entry -> isSignature(entry.getName()));
        }
    }

    private static boolean isSignature(String file) {
        return file.endsWith(".SF") || file.endsWith(".RSA");
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
