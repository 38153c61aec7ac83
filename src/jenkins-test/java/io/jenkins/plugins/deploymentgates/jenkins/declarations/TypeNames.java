package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** How types are called in one source file: by their simple name where it means no other, with the imports this needs. */
final class TypeNames {
    private final Elements elements;
    private final String home;
    private final Map<String, String> bySimpleName = new HashMap<>();
    private final TreeSet<String> imported = new TreeSet<>();

    TypeNames(TypeElement top, Elements elements, UsedApi api) {
        this.elements = elements;
        this.home = elements.getPackageOf(top).getQualifiedName().toString();
        reserve(top);
        ElementFilter.typesIn(elements.getPackageOf(top).getEnclosedElements()).stream()
                .filter(api::isUsed)
                .forEach(this::take);
    }

    /** Names of a type's own and inherited nested types are taken, as they hide what is imported. */
    private void reserve(TypeElement type) {
        take(type);
        ElementFilter.typesIn(elements.getAllMembers(type)).forEach(this::take);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::reserve);
    }

    private void take(TypeElement type) {
        bySimpleName.putIfAbsent(
                type.getSimpleName().toString(), type.getQualifiedName().toString());
    }

    String imports() {
        String lines = imported.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining());
        return lines.isEmpty() ? "" : lines + "\n";
    }

    String of(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            String name = name((TypeElement) declared.asElement());
            List<? extends TypeMirror> arguments = declared.getTypeArguments();
            return arguments.isEmpty()
                    ? name
                    : name + arguments.stream().map(this::of).collect(Collectors.joining(", ", "<", ">"));
        }
        if (type instanceof ArrayType array) {
            return of(array.getComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() != null
                    ? "? extends " + of(wildcard.getExtendsBound())
                    : wildcard.getSuperBound() != null ? "? super " + of(wildcard.getSuperBound()) : "?";
        }
        if (type instanceof TypeVariable variable) {
            return variable.asElement().getSimpleName().toString();
        }
        return type.toString();
    }

    /** What a cast may name. */
    String ofErasure(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            return name((TypeElement) declared.asElement());
        }
        return of(type);
    }

    String parameters(List<? extends TypeParameterElement> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream().map(this::parameter).collect(Collectors.joining(", ", "<", ">"));
    }

    private String parameter(TypeParameterElement parameter) {
        List<String> bounds = parameter.getBounds().stream()
                .filter(bound -> !bound.toString().equals("java.lang.Object"))
                .map(this::of)
                .toList();
        return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
    }

    String of(AnnotationMirror annotation) {
        String values = annotation.getElementValues().entrySet().stream()
                .map(entry -> entry.getKey().getSimpleName() + " = " + of(entry.getValue()))
                .collect(Collectors.joining(", "));
        String name = of(annotation.getAnnotationType());
        boolean single = annotation.getElementValues().size() == 1;
        return "@" + name
                + (values.isEmpty() ? "" : "(" + (single ? values.replaceFirst("^value = ", "") : values) + ")");
    }

    String of(AnnotationValue value) {
        Object content = value.getValue();
        if (content instanceof VariableElement constant) {
            return of(constant.asType()) + "." + constant.getSimpleName();
        }
        if (content instanceof TypeMirror type) {
            return of(type) + ".class";
        }
        if (content instanceof AnnotationMirror annotation) {
            return of(annotation);
        }
        if (content instanceof List<?> list) {
            return list.stream()
                    .map(element -> of((AnnotationValue) element))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return elements.getConstantExpression(content);
    }

    private String name(TypeElement type) {
        Element outer = type.getEnclosingElement();
        if (outer instanceof TypeElement enclosing) {
            return name(enclosing) + "." + type.getSimpleName();
        }
        String full = type.getQualifiedName().toString();
        String simple = type.getSimpleName().toString();
        if (!bySimpleName.computeIfAbsent(simple, any -> full).equals(full)) {
            return full;
        }
        String packageName = elements.getPackageOf(type).getQualifiedName().toString();
        if (!packageName.equals("java.lang") && !packageName.equals(home)) {
            imported.add(full);
        }
        return simple;
    }
}
