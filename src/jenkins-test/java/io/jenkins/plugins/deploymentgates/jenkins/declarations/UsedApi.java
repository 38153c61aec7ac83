package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The types and members of Jenkins that sources name, override, implement by a lambda or need for one of these to compile. Lives
 * as long as the compiler task it was made from.
 */
final class UsedApi {
    /** Packages of Jenkins, its plugins and the libraries it has forked; everything else is on Maven Central. */
    private static final List<String> ROOTS = List.of(
            "hudson.",
            "jenkins.",
            "org.jenkinsci.",
            "org.jenkins.",
            "org.kohsuke.",
            "org.jvnet.hudson.",
            "com.cloudbees.",
            "io.jenkins.plugins.casc.",
            "net.sf.json.");

    private final Trees trees;
    private final Elements elements;
    private final Types typeUtils;
    private final Set<TypeElement> types =
            new TreeSet<>(Comparator.comparing(type -> type.getQualifiedName().toString()));
    private final Set<Element> members = new LinkedHashSet<>();
    private final Set<TypeElement> ours = new LinkedHashSet<>();
    private final Set<TypeMirror> variables = new HashSet<>();

    UsedApi(Trees trees, Elements elements, Types typeUtils) {
        this.trees = trees;
        this.elements = elements;
        this.typeUtils = typeUtils;
    }

    /** Adds what an attributed source uses. */
    void add(CompilationUnitTree unit) {
        new Scanner().scan(unit, null);
    }

    /** Adds what the used types need to compile themselves; to be called once after all sources were added. */
    void close() {
        int before;
        do {
            before = types.size() + members.size();
            ours.forEach(this::useImplementations);
            for (TypeElement type : List.copyOf(types)) {
                mention(superclass(type));
                interfaces(type).forEach(this::mention);
                if (type.getKind() == ElementKind.CLASS) {
                    useSomeConstructor(type);
                    useImplementations(type);
                }
            }
        } while (types.size() + members.size() > before);
    }

    /** A class that is not abstract implements what its supertypes leave open. */
    private void useImplementations(TypeElement type) {
        if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            return;
        }
        List<ExecutableElement> open = supertypes(type).stream()
                .flatMap(above -> ElementFilter.methodsIn(above.getEnclosedElements()).stream())
                .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                .filter(method -> members.contains(method) || !isDeclared((TypeElement) method.getEnclosingElement()))
                .toList();
        ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
                .filter(method -> open.stream()
                        .anyMatch(abstracted -> method.getSimpleName().equals(abstracted.getSimpleName())
                                && elements.overrides(method, abstracted, type)))
                .forEach(this::use);
    }

    /** The used types that are not nested in another one, by name. */
    List<TypeElement> topLevelTypes() {
        return types.stream()
                .filter(type -> type.getEnclosingElement().getKind() == ElementKind.PACKAGE)
                .toList();
    }

    boolean isUsed(Element element) {
        return element instanceof TypeElement type ? types.contains(type) : members.contains(element);
    }

    /** Whether a type is to be declared, because Maven Central does not have it. */
    static boolean isDeclared(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return ROOTS.stream().anyMatch(name::startsWith);
    }

    /** The nearest superclass that is used or on Maven Central. */
    TypeMirror superclass(TypeElement type) {
        TypeMirror above = type.getSuperclass();
        while (isSkipped(above)) {
            above = typeUtils.directSupertypes(above).get(0);
        }
        return above;
    }

    /** The interfaces that are used or on Maven Central and not inherited already. */
    List<TypeMirror> interfaces(TypeElement type) {
        List<TypeMirror> all = new ArrayList<>();
        collectInterfaces(type.asType(), all);
        TypeMirror superclass = superclass(type);
        List<TypeMirror> kept = new ArrayList<>();
        for (TypeMirror candidate : all) {
            boolean inherited = superclass.getKind() != TypeKind.NONE && typeUtils.isSubtype(superclass, candidate)
                    || all.stream()
                            .anyMatch(other ->
                                    !typeUtils.isSameType(other, candidate) && typeUtils.isSubtype(other, candidate));
            if (!inherited && kept.stream().noneMatch(other -> typeUtils.isSameType(other, candidate))) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    private void collectInterfaces(TypeMirror type, List<TypeMirror> found) {
        for (TypeMirror above : typeUtils.directSupertypes(type)) {
            if (isSkipped(above)) {
                collectInterfaces(above, found);
            } else if (asType(above).getKind().isInterface()) {
                found.add(above);
            }
        }
    }

    private boolean isSkipped(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED && isDeclared(asType(type)) && !types.contains(asType(type));
    }

    static TypeElement asType(TypeMirror type) {
        return (TypeElement) ((DeclaredType) type).asElement();
    }

    private void use(Element element) {
        if (element instanceof TypeElement type) {
            useType(type);
        } else if (element instanceof ExecutableElement || element instanceof VariableElement) {
            if (element.getEnclosingElement() instanceof TypeElement owner && isDeclared(owner)) {
                useMember(element);
            }
        }
    }

    private void useMember(Element member) {
        if (!members.add(member)) {
            return;
        }
        useType((TypeElement) member.getEnclosingElement());
        mention(member.asType());
        if (member instanceof ExecutableElement method) {
            method.getTypeParameters().forEach(this::mentionBounds);
        }
    }

    private void useType(TypeElement type) {
        if (!isDeclared(type) || !types.add(type)) {
            return;
        }
        if (type.getEnclosingElement() instanceof TypeElement outer) {
            useType(outer);
        }
        type.getTypeParameters().forEach(this::mentionBounds);
        type.getAnnotationMirrors().stream()
                .filter(DeclarationWriter::isKept)
                .forEach(annotation -> mention(annotation.getAnnotationType()));
        switch (type.getKind()) {
            case ANNOTATION_TYPE ->
                ElementFilter.methodsIn(type.getEnclosedElements()).forEach(this::useMember);
            case ENUM ->
                type.getEnclosedElements().stream()
                        .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                        .forEach(this::useMember);
            default -> {
                // Of other types only what is used; constructors follow at the end.
            }
        }
    }

    /** A class without a constructor that its children can call would be given one that is not there. */
    private void useSomeConstructor(TypeElement type) {
        List<ExecutableElement> all = ElementFilter.constructorsIn(type.getEnclosedElements());
        if (all.stream().noneMatch(one -> members.contains(one) && !isPrivate(one))) {
            all.stream()
                    .min(Comparator.<ExecutableElement, Boolean>comparing(UsedApi::isPrivate)
                            .thenComparing(elements::isDeprecated)
                            .thenComparing(one -> one.getThrownTypes().size())
                            .thenComparing(one -> one.getParameters().size()))
                    .ifPresent(this::useMember);
        }
    }

    private static boolean isPrivate(Element element) {
        return element.getModifiers().contains(Modifier.PRIVATE);
    }

    private void mentionBounds(TypeParameterElement parameter) {
        parameter.getBounds().forEach(this::mention);
    }

    private void mention(TypeMirror type) {
        if (type instanceof DeclaredType declared) {
            useType((TypeElement) declared.asElement());
            declared.getTypeArguments().forEach(this::mention);
            mention(declared.getEnclosingType());
        } else if (type instanceof ArrayType array) {
            mention(array.getComponentType());
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getExtendsBound(), wildcard.getSuperBound())
                    .filter(bound -> bound != null)
                    .forEach(this::mention);
        } else if (type instanceof IntersectionType intersection) {
            intersection.getBounds().forEach(this::mention);
        } else if (type instanceof TypeVariable variable && variables.add(variable)) {
            mention(variable.getUpperBound());
            mention(variable.getLowerBound());
        } else if (type instanceof ExecutableType method) {
            mention(method.getReturnType());
            method.getParameterTypes().forEach(this::mention);
            method.getThrownTypes().forEach(this::mention);
        }
    }

    private void useFunction(TypeMirror target) {
        if (target instanceof DeclaredType && isDeclared(asType(target))) {
            ElementFilter.methodsIn(elements.getAllMembers(asType(target))).stream()
                    .filter(method -> method.getModifiers().contains(Modifier.ABSTRACT))
                    .forEach(this::use);
        }
    }

    private void useOverridden(ExecutableElement method) {
        TypeElement owner = (TypeElement) method.getEnclosingElement();
        for (TypeElement above : supertypes(owner)) {
            ElementFilter.methodsIn(above.getEnclosedElements()).stream()
                    .filter(overridden -> elements.overrides(method, overridden, owner))
                    .forEach(this::use);
        }
    }

    private Set<TypeElement> supertypes(TypeElement type) {
        Set<TypeElement> found = new LinkedHashSet<>();
        List<TypeMirror> next = new ArrayList<>(typeUtils.directSupertypes(type.asType()));
        while (!next.isEmpty()) {
            TypeMirror above = next.remove(0);
            if (found.add(asType(above))) {
                next.addAll(typeUtils.directSupertypes(above));
            }
        }
        return found;
    }

    /** The types of a constructor's parameters as a child of the type sees them. */
    List<? extends TypeMirror> parameterTypes(TypeMirror type, ExecutableElement constructor) {
        return ((ExecutableType) typeUtils.asMemberOf((DeclaredType) type, constructor)).getParameterTypes();
    }

    private final class Scanner extends TreePathScanner<Void, Void> {
        @Override
        public Void scan(Tree tree, Void nothing) {
            if (tree != null && getCurrentPath() != null) {
                TreePath path = new TreePath(getCurrentPath(), tree);
                Element element = trees.getElement(path);
                if (element != null) {
                    use(element);
                }
                TypeMirror type = trees.getTypeMirror(path);
                if (type != null) {
                    mention(type);
                }
                if (tree instanceof ClassTree && element instanceof TypeElement declared) {
                    ours.add(declared);
                }
                if (tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree) {
                    useFunction(type);
                }
                if (tree instanceof MethodTree && element instanceof ExecutableElement method) {
                    useOverridden(method);
                }
            }
            return super.scan(tree, nothing);
        }
    }
}
