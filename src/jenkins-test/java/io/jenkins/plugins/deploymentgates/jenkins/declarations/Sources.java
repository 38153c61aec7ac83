package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project's sources and the compiler. The tests run in the project's folder. */
final class Sources {
    static final Path DECLARATIONS = Path.of("src/jenkins-api/java");
    private static final String PLUGIN = "io/jenkins/plugins/deploymentgates/jenkins";

    private Sources() {}

    /** All sources that are compiled against Jenkins in both builds. */
    static List<Path> plugin() {
        Path generated = Path.of(System.getProperty("buildDirectory"), "generated-sources/localizer");
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(Path.of("src/main/java"), Path.of("src/test/java"), generated)) {
            files.addAll(below(root.resolve(PLUGIN)));
        }
        return files;
    }

    /** The Java files in a folder, sorted; none if there is no such folder. */
    static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The declarations that the plugin needs, by path below {@link #DECLARATIONS}; not formatted. */
    static Map<String, String> neededDeclarations() throws IOException {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    problems,
                    List.of("-proc:none", "-implicit:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(plugin()));
            UsedApi api = new UsedApi(Trees.instance(task), task.getElements(), task.getTypes());
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            failOnErrors(problems);
            units.forEach(api::add);
            api.close();
            Map<String, String> declarations = new TreeMap<>();
            for (TypeElement type : api.topLevelTypes()) {
                declarations.put(
                        type.getQualifiedName().toString().replace('.', '/') + ".java",
                        DeclarationWriter.write(api, task.getElements(), type));
            }
            return declarations;
        }
    }

    /** Compiles sources into a folder, with further options. */
    static void compile(List<Path> sources, Path target, List<String> more) throws IOException {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
            List<String> options = new ArrayList<>(List.of("-parameters", "-d", target.toString()));
            options.addAll(more);
            compiler.getTask(null, files, problems, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        failOnErrors(problems);
    }

    private static void failOnErrors(DiagnosticCollector<JavaFileObject> problems) {
        List<String> errors = problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::toString)
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(String.join("\n", errors));
        }
    }
}
