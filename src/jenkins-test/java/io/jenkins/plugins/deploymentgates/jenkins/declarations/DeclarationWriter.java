package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import java.lang.annotation.Inherited;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Writes the declaration of one type with those of its members that are used; their bodies throw. */
final class DeclarationWriter {
    private static final Set<Modifier> IN_INTERFACE = EnumSet.of(Modifier.DEFAULT, Modifier.STATIC);
    private static final Set<Modifier> NOT_DECLARED =
            EnumSet.of(Modifier.NATIVE, Modifier.SYNCHRONIZED, Modifier.TRANSIENT, Modifier.STRICTFP);
    private static final String THROWS = "throw new UnsupportedOperationException();";

    private final UsedApi api;
    private final Elements elements;
    private final TypeNames names;
    private final StringBuilder body = new StringBuilder();

    private DeclarationWriter(UsedApi api, Elements elements, TypeElement top) {
        this.api = api;
        this.elements = elements;
        this.names = new TypeNames(top, elements, api);
    }

    /** The source of a top-level type. */
    static String write(UsedApi api, Elements elements, TypeElement top) {
        DeclarationWriter writer = new DeclarationWriter(api, elements, top);
        writer.body.append("@SuppressWarnings(\"all\")\n");
        writer.type(top);
        return "package " + elements.getPackageOf(top).getQualifiedName() + ";\n\n" + writer.names.imports()
                + "/** What the plugin uses of the type of this name; see README.md in src/jenkins-api. */\n"
                + writer.body;
    }

    private static boolean namesClasses(AnnotationMirror annotation) {
        return annotation.getElementValues().values().stream()
                .anyMatch(value -> value.getValue() instanceof TypeMirror);
    }

    /**
     * Whether an annotation matters to who compiles against what bears it: also one that children inherit, unless it would
     * bring further classes with it.
     */
    static boolean isKept(AnnotationMirror annotation) {
        TypeElement type = UsedApi.asType(annotation.getAnnotationType());
        String name = type.getQualifiedName().toString();
        return name.startsWith("java.lang.")
                || name.equals("net.java.sezpoz.Indexable")
                || name.equals("org.jvnet.hudson.annotation_indexer.Indexed")
                || type.getAnnotation(Inherited.class) != null && !namesClasses(annotation);
    }

    private void type(TypeElement type) {
        annotations(type);
        boolean inInterface = type.getEnclosingElement().getKind().isInterface();
        modifiers(type, type.getKind() != ElementKind.CLASS || inInterface);
        body.append(
                        switch (type.getKind()) {
                            case ANNOTATION_TYPE -> "@interface ";
                            case INTERFACE -> "interface ";
                            case ENUM -> "enum ";
                            default -> "class ";
                        })
                .append(type.getSimpleName())
                .append(names.parameters(type.getTypeParameters()));
        supertypes(type);
        body.append(" {\n");
        if (type.getKind() == ElementKind.ENUM) {
            body.append(used(type, ElementKind.ENUM_CONSTANT).stream()
                            .map(constant -> constant.getSimpleName().toString())
                            .collect(Collectors.joining(", ")))
                    .append(";\n");
        }
        used(type, ElementKind.FIELD).forEach(field -> field((VariableElement) field));
        used(type, ElementKind.CONSTRUCTOR).forEach(constructor -> constructor((ExecutableElement) constructor));
        used(type, ElementKind.METHOD).forEach(method -> method((ExecutableElement) method));
        ElementFilter.typesIn(type.getEnclosedElements()).stream()
                .filter(api::isUsed)
                .sorted(Comparator.comparing(nested -> nested.getSimpleName().toString()))
                .forEach(nested -> {
                    body.append('\n');
                    type(nested);
                });
        body.append("}\n");
    }

    private List<Element> used(TypeElement type, ElementKind kind) {
        return type.getEnclosedElements().stream()
                .filter(element -> element.getKind() == kind && api.isUsed(element))
                .filter(element -> !(type.getKind() == ElementKind.ENUM && isGivenByCompiler(element)))
                .map(Element.class::cast)
                .toList();
    }

    /** An enum's constructors are private, and values and valueOf come by themselves. */
    private static boolean isGivenByCompiler(Element element) {
        return element.getKind() == ElementKind.CONSTRUCTOR
                || element.getSimpleName().contentEquals("values")
                || element.getSimpleName().contentEquals("valueOf");
    }

    private void supertypes(TypeElement type) {
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            return;
        }
        TypeMirror superclass = api.superclass(type);
        if (type.getKind() == ElementKind.CLASS && !superclass.toString().equals("java.lang.Object")) {
            body.append(" extends ").append(names.of(superclass));
        }
        List<TypeMirror> interfaces = api.interfaces(type);
        if (!interfaces.isEmpty()) {
            body.append(type.getKind() == ElementKind.INTERFACE ? " extends " : " implements ")
                    .append(interfaces.stream().map(names::of).collect(Collectors.joining(", ")));
        }
    }

    private void annotations(Element element) {
        for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
            if (isKept(annotation)) {
                body.append(names.of(annotation)).append('\n');
            }
        }
    }

    private void modifiers(Element element, boolean onlyVisibility) {
        Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        modifiers.addAll(element.getModifiers());
        modifiers.removeAll(NOT_DECLARED);
        if (onlyVisibility) {
            modifiers.removeAll(EnumSet.of(Modifier.ABSTRACT, Modifier.FINAL, Modifier.STATIC));
        }
        modifiers.forEach(modifier -> body.append(modifier).append(' '));
    }

    private void field(VariableElement field) {
        annotations(field);
        modifiers(field, false);
        body.append(names.of(field.asType())).append(' ').append(field.getSimpleName());
        Object constant = field.getConstantValue();
        if (constant != null) {
            body.append(" = ").append(elements.getConstantExpression(constant));
        } else if (field.getModifiers().contains(Modifier.FINAL)) {
            body.append(" = ").append(notConstant(field.asType()));
        }
        body.append(";\n");
    }

    /** A value that the compiler does not write into who uses the field. */
    private static String notConstant(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> "Boolean.parseBoolean(null)";
            case INT -> "Integer.parseInt(\"0\")";
            case LONG -> "Long.parseLong(\"0\")";
            default -> "null";
        };
    }

    private void constructor(ExecutableElement constructor) {
        annotations(constructor);
        modifiers(constructor, false);
        body.append(names.parameters(constructor.getTypeParameters()));
        body.append(constructor.getEnclosingElement().getSimpleName());
        signature(constructor);
        body.append(" {\n")
                .append(superCall((TypeElement) constructor.getEnclosingElement()))
                .append(THROWS)
                .append("}\n");
    }

    private String superCall(TypeElement type) {
        TypeElement superclass = UsedApi.asType(api.superclass(type));
        if (!UsedApi.isDeclared(superclass)) {
            return "";
        }
        List<ExecutableElement> constructors = used(superclass, ElementKind.CONSTRUCTOR).stream()
                .map(ExecutableElement.class::cast)
                .filter(constructor -> !constructor.getModifiers().contains(Modifier.PRIVATE))
                .sorted(Comparator.<ExecutableElement>comparingInt(
                                constructor -> constructor.getThrownTypes().size())
                        .thenComparing(
                                constructor -> constructor.getParameters().size()))
                .toList();
        if (constructors.isEmpty() || constructors.get(0).getParameters().isEmpty()) {
            return "";
        }
        List<String> arguments = new ArrayList<>();
        for (TypeMirror parameter : api.parameterTypes(api.superclass(type), constructors.get(0))) {
            arguments.add(anyValue(parameter));
        }
        return "super(" + String.join(", ", arguments) + ");\n";
    }

    private String anyValue(TypeMirror type) {
        return switch (type.getKind()) {
            case BOOLEAN -> "false";
            case INT, LONG -> "0";
            case BYTE, SHORT, CHAR, FLOAT, DOUBLE -> "(" + type + ") 0";
            default -> "(" + names.ofErasure(type) + ") null";
        };
    }

    private void method(ExecutableElement method) {
        annotations(method);
        boolean ofInterface = method.getEnclosingElement().getKind().isInterface();
        if (ofInterface) {
            method.getModifiers().stream().filter(IN_INTERFACE::contains).forEach(modifier -> body.append(modifier)
                    .append(' '));
        } else {
            modifiers(method, false);
        }
        String parameters = names.parameters(method.getTypeParameters());
        body.append(parameters)
                .append(parameters.isEmpty() ? "" : " ")
                .append(names.of(method.getReturnType()))
                .append(' ')
                .append(method.getSimpleName());
        signature(method);
        if (method.getDefaultValue() != null) {
            body.append(" default ").append(names.of(method.getDefaultValue()));
        }
        body.append(method.getModifiers().contains(Modifier.ABSTRACT) ? ";\n" : " {\n" + THROWS + "\n}\n");
    }

    private void signature(ExecutableElement method) {
        List<String> parameters = new ArrayList<>();
        for (VariableElement parameter : method.getParameters()) {
            TypeMirror type = parameter.asType();
            boolean variable = method.isVarArgs()
                    && parameters.size() == method.getParameters().size() - 1;
            String name = variable && type.getKind() == TypeKind.ARRAY
                    ? names.of(((ArrayType) type).getComponentType()) + "..."
                    : names.of(type);
            parameters.add(name + " " + parameter.getSimpleName());
        }
        body.append('(').append(String.join(", ", parameters)).append(')');
        if (!method.getThrownTypes().isEmpty()) {
            body.append(" throws ")
                    .append(method.getThrownTypes().stream().map(names::of).collect(Collectors.joining(", ")));
        }
    }
}
