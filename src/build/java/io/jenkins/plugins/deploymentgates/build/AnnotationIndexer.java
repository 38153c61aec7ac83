package io.jenkins.plugins.deploymentgates.build;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;

/**
 * Lists the classes that bear an annotation which is itself annotated with {@code Indexed}, such as {@code @Symbol} or
 * {@code @Initializer}, in {@code META-INF/services/annotations}: Jenkins finds them there without loading every class. The same
 * files are made by the processor of Jenkins' annotation-indexer, which is not on Maven Central; a test of the profile jenkins
 * compares them.
 */
@SupportedAnnotationTypes("*")
public final class AnnotationIndexer extends AbstractProcessor {
    private static final String INDEXED = "org.jvnet.hudson.annotation_indexer.Indexed";

    /** Names of annotated classes, sorted, by name of annotation. */
    private final Map<String, Set<String>> uses = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            if (isIndexed(annotation)) {
                Set<String> classes = uses.computeIfAbsent(nameOf(annotation), name -> new TreeSet<>());
                for (Element element : round.getElementsAnnotatedWith(annotation)) {
                    add(element, classes);
                }
            }
        }
        if (round.processingOver() && !round.errorRaised()) {
            uses.forEach(this::write);
        }
        return false;
    }

    private boolean isIndexed(TypeElement annotation) {
        return elements().getAllAnnotationMirrors(annotation).stream().anyMatch(mirror -> nameOf(
                        (TypeElement) mirror.getAnnotationType().asElement())
                .equals(INDEXED));
    }

    private void add(Element element, Set<String> classes) {
        switch (element.getKind()) {
            case CLASS, INTERFACE, ANNOTATION_TYPE, ENUM -> classes.add(nameOf((TypeElement) element));
            case METHOD, FIELD, CONSTRUCTOR -> classes.add(nameOf((TypeElement) element.getEnclosingElement()));
            case PACKAGE -> classes.add(((PackageElement) element).getQualifiedName() + ".*");
            default -> {
                // Parameters and the like are not indexed.
            }
        }
    }

    private void write(String annotation, Set<String> classes) {
        String file = "META-INF/services/annotations/" + annotation;
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file)
                .openWriter()) {
            for (String name : classes) {
                out.write(name + "\n");
            }
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Kind.ERROR, "Cannot write " + file + ": " + e.getMessage());
        }
    }

    private String nameOf(TypeElement type) {
        return elements().getBinaryName(type).toString();
    }

    private Elements elements() {
        return processingEnv.getElementUtils();
    }
}
