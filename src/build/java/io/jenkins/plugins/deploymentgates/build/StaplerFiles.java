package io.jenkins.plugins.deploymentgates.build;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;

/**
 * Writes the files beside the classes by which Stapler, the web framework of Jenkins, knows what a class file does not tell: the
 * names of the parameters of constructors with {@code @DataBoundConstructor} and of methods with {@code @QueryParameter}, the
 * documentation of what is {@code @Exported} to the remote API, and the list of classes that export anything. The same files are
 * made by Stapler's own processors, which are not on Maven Central; a test of the profile jenkins compares them.
 */
@SupportedAnnotationTypes({
    StaplerFiles.CONSTRUCTOR,
    StaplerFiles.QUERY_PARAMETER,
    StaplerFiles.EXPORTED,
})
public final class StaplerFiles extends AbstractProcessor {
    static final String CONSTRUCTOR = "org.kohsuke.stapler.DataBoundConstructor";
    static final String QUERY_PARAMETER = "org.kohsuke.stapler.QueryParameter";
    static final String EXPORTED = "org.kohsuke.stapler.export.Exported";
    private static final String BEANS = "META-INF/exposed.stapler-beans";

    private final Set<Element> constructed = new LinkedHashSet<>();
    private final Map<String, TypeElement> exporting = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            Set<? extends Element> annotated = round.getElementsAnnotatedWith(annotation);
            switch (annotation.getQualifiedName().toString()) {
                case CONSTRUCTOR -> annotated.forEach(element -> writeConstructor((ExecutableElement) element));
                case QUERY_PARAMETER -> writeParameters(annotated);
                case EXPORTED -> annotated.forEach(this::addExported);
                default -> throw new IllegalArgumentException(annotation.toString());
            }
        }
        if (round.processingOver() && !round.errorRaised() && !exporting.isEmpty()) {
            write(BEANS, lines(exporting.keySet()));
            exporting
                    .values()
                    .forEach(type -> write(fileOf(type) + ".javadoc", documentation(type, annotationType(EXPORTED))));
        }
        return false;
    }

    private void writeConstructor(ExecutableElement constructor) {
        TypeElement type = (TypeElement) constructor.getEnclosingElement();
        if (!constructor.getModifiers().contains(Modifier.PUBLIC)) {
            error("A constructor with @DataBoundConstructor must be public", constructor);
        } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            error("@DataBoundConstructor is for classes that are not abstract: put it on their children", constructor);
        } else if (!constructed.add(type)) {
            error("A class can have one constructor with @DataBoundConstructor", constructor);
        } else {
            write(fileOf(type) + ".stapler", "constructor=" + parameters(constructor) + "\n");
        }
    }

    private void writeParameters(Set<? extends Element> annotated) {
        Set<ExecutableElement> methods = new LinkedHashSet<>();
        annotated.forEach(parameter -> methods.add((ExecutableElement) parameter.getEnclosingElement()));
        for (ExecutableElement method : methods) {
            TypeElement type = (TypeElement) method.getEnclosingElement();
            write(fileOf(type) + "/" + method.getSimpleName() + ".stapler", parameters(method));
        }
    }

    private void addExported(Element element) {
        TypeElement type = (TypeElement) element.getEnclosingElement();
        exporting.put(type.getQualifiedName().toString(), type);
    }

    private String documentation(TypeElement type, TypeElement exported) {
        Properties texts = new Properties();
        for (Element member : type.getEnclosedElements()) {
            String text = processingEnv.getElementUtils().getDocComment(member);
            boolean isExported = member.getAnnotationMirrors().stream()
                    .anyMatch(mirror -> mirror.getAnnotationType().asElement().equals(exported));
            if (isExported && text != null) {
                texts.setProperty(member.getSimpleName().toString(), text);
            }
        }
        StringWriter out = new StringWriter();
        try {
            texts.store(out, null);
        } catch (IOException e) {
            throw new IllegalStateException("A string can be written to", e);
        }
        List<String> stored = out.toString().lines().toList();
        return lines(new TreeSet<>(stored.subList(1, stored.size()))); // the first line is the time of day
    }

    private TypeElement annotationType(String name) {
        return processingEnv.getElementUtils().getTypeElement(name);
    }

    private static String lines(Set<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String parameters(ExecutableElement method) {
        return method.getParameters().stream()
                .map(VariableElement::getSimpleName)
                .collect(Collectors.joining(","));
    }

    /** A nested class is in the folder of the class around it, as Stapler looks for it. */
    private static String fileOf(TypeElement type) {
        return type.getQualifiedName().toString().replace('.', '/');
    }

    private void write(String file, String content) {
        try (Writer out = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", file)
                .openWriter()) {
            out.write(content);
        } catch (IOException e) {
            processingEnv.getMessager().printMessage(Kind.ERROR, "Cannot write " + file + ": " + e.getMessage());
        }
    }

    private void error(String message, Element where) {
        processingEnv.getMessager().printMessage(Kind.ERROR, message, where);
    }
}
