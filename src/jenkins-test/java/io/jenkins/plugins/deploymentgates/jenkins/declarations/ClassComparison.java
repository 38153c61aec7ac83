package io.jenkins.plugins.deploymentgates.jenkins.declarations;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Holds compiled declarations against the real classes on the class path, in the class files themselves: names, descriptors,
 * generic signatures, modifiers, thrown types, constants, and annotations with their retention.
 */
final class ClassComparison {
    private static final Map<String, Integer> MODIFIERS = new LinkedHashMap<>();

    static {
        MODIFIERS.put("public", Opcodes.ACC_PUBLIC);
        MODIFIERS.put("protected", Opcodes.ACC_PROTECTED);
        MODIFIERS.put("private", Opcodes.ACC_PRIVATE);
        MODIFIERS.put("static", Opcodes.ACC_STATIC);
        MODIFIERS.put("final", Opcodes.ACC_FINAL);
        MODIFIERS.put("abstract", Opcodes.ACC_ABSTRACT);
        MODIFIERS.put("interface", Opcodes.ACC_INTERFACE);
        MODIFIERS.put("annotation", Opcodes.ACC_ANNOTATION);
        MODIFIERS.put("enum", Opcodes.ACC_ENUM);
        MODIFIERS.put("deprecated", Opcodes.ACC_DEPRECATED);
    }

    private final Path classes;
    private final List<String> differences = new ArrayList<>();

    ClassComparison(Path classes) {
        this.classes = classes;
    }

    /** One line for each difference. */
    List<String> differences() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            ClassNode declared = parse(Files.readAllBytes(file));
            ClassNode real = real(declared.name);
            if (real == null) {
                differences.add(declared.name + ": there is no such type");
            } else {
                compare(declared, real);
            }
        }
        return differences;
    }

    private void compare(ClassNode declared, ClassNode real) {
        String where = declared.name;
        same(where, "modifiers", words(modifiers(declared)), words(modifiers(real)));
        same(where, "type parameters", typeParameters(declared.signature), typeParameters(real.signature));
        compareSupertypes(declared, real);
        compareAnnotations(where, annotations(declared), annotations(real), declared);
        Map<String, FieldNode> fields = new TreeMap<>();
        real.fields.forEach(field -> fields.put(field.name, field));
        for (FieldNode field : declared.fields) {
            compareMember(where + "." + field.name, field, fields.get(field.name), this::compareField);
        }
        Map<String, MethodNode> methods = new TreeMap<>();
        real.methods.forEach(method -> methods.put(method.name + method.desc, method));
        for (MethodNode method : declared.methods) {
            boolean ofCompiler = (method.access & Opcodes.ACC_SYNTHETIC) != 0
                    || method.name.equals("<clinit>")
                    || ((declared.access & Opcodes.ACC_ENUM) != 0 && method.name.equals("<init>"));
            if (!ofCompiler) {
                String name = method.name + method.desc;
                compareMember(where + "." + name, method, methods.get(name), this::compareMethod);
            }
        }
    }

    private <T> void compareMember(String where, T declared, T real, BiConsumer<String, Pair<T>> comparison) {
        if (real == null) {
            differences.add(where + ": there is no such member");
        } else {
            comparison.accept(where, new Pair<>(declared, real));
        }
    }

    private void compareField(String where, Pair<FieldNode> fields) {
        FieldNode declared = fields.declared;
        FieldNode real = fields.real;
        same(where, "descriptor", declared.desc, real.desc);
        same(where, "signature", declared.signature, real.signature);
        same(where, "modifiers", words(declared.access), words(real.access));
        same(where, "constant", declared.value, real.value);
    }

    private void compareMethod(String where, Pair<MethodNode> methods) {
        MethodNode declared = methods.declared;
        MethodNode real = methods.real;
        same(where, "signature", declared.signature, real.signature);
        same(where, "modifiers", words(declared.access), words(real.access));
        same(where, "variable arguments", isVariable(declared), isVariable(real));
        same(where, "thrown types", Set.copyOf(declared.exceptions), Set.copyOf(real.exceptions));
        same(where, "default", text(declared.annotationDefault), text(real.annotationDefault));
    }

    /** A declaration may leave out supertypes that the plugin does not need, but names none that are not there. */
    private void compareSupertypes(ClassNode declared, ClassNode real) {
        Set<String> superclasses = new LinkedHashSet<>();
        Set<String> interfaces = new LinkedHashSet<>();
        collectSupertypes(real, superclasses, interfaces);
        if (!superclasses.contains(declared.superName)) {
            differences.add(declared.name + ": declared to extend " + declared.superName + ", but extends only "
                    + superclasses);
        }
        for (String name : declared.interfaces) {
            if (!interfaces.contains(name)) {
                differences.add(declared.name + ": declared as " + name + ", but is only " + interfaces);
            }
        }
        if (declared.superName.equals(real.superName) && declared.interfaces.equals(real.interfaces)) {
            same(declared.name, "signature", declared.signature, real.signature);
        }
    }

    private void collectSupertypes(ClassNode type, Set<String> superclasses, Set<String> interfaces) {
        for (String name : type.interfaces) {
            if (interfaces.add(name)) {
                collectSupertypes(real(name), new LinkedHashSet<>(), interfaces);
            }
        }
        if (type.superName != null && superclasses.add(type.superName)) {
            collectSupertypes(real(type.superName), superclasses, interfaces);
        }
    }

    /** Of an annotation everything matters; of another type only what is declared and whether it is deprecated. */
    private void compareAnnotations(String where, Set<String> declared, Set<String> real, ClassNode type) {
        boolean isAnnotation = (type.access & Opcodes.ACC_ANNOTATION) != 0;
        Set<String> compared = real.stream()
                .filter(annotation -> declared.contains(annotation)
                        || (isAnnotation && (annotation.contains("Ljava/lang/") || annotation.contains("Index"))))
                .collect(Collectors.toSet());
        same(where, "annotations", declared, compared);
    }

    private static Set<String> annotations(ClassNode type) {
        return Stream.of(type.visibleAnnotations, type.invisibleAnnotations)
                .filter(Objects::nonNull)
                .flatMap(Collection::stream)
                .map(ClassComparison::text)
                .collect(Collectors.toSet());
    }

    private static int modifiers(ClassNode type) {
        for (InnerClassNode inner : type.innerClasses) {
            if (inner.name.equals(type.name)) { // a nested class's own flags do not say that it is static, or protected
                return inner.access | type.access & Opcodes.ACC_DEPRECATED;
            }
        }
        return type.access;
    }

    private static String words(int access) {
        return MODIFIERS.entrySet().stream()
                .filter(modifier -> (access & modifier.getValue()) != 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" "));
    }

    private static boolean isVariable(MethodNode method) {
        return (method.access & Opcodes.ACC_VARARGS) != 0;
    }

    private static String typeParameters(String signature) {
        if (signature == null || !signature.startsWith("<")) {
            return "";
        }
        int depth = 0;
        for (int i = 0; i < signature.length(); i++) {
            depth += signature.charAt(i) == '<' ? 1 : signature.charAt(i) == '>' ? -1 : 0;
            if (depth == 0) {
                return signature.substring(0, i + 1);
            }
        }
        throw new IllegalArgumentException(signature);
    }

    private static String text(Object value) {
        if (value instanceof AnnotationNode annotation) {
            return annotation.desc + (annotation.values == null ? "" : text(annotation.values));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ClassComparison::text).collect(Collectors.joining(",", "(", ")"));
        }
        if (value instanceof String[] constant) {
            return String.join(".", constant);
        }
        return String.valueOf(value);
    }

    private void same(String where, String what, Object declared, Object real) {
        if (!Objects.equals(declared, real)) {
            differences.add(where + ": " + what + " declared as " + declared + ", but real is " + real);
        }
    }

    private static ClassNode real(String name) {
        try (InputStream file = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            return file == null ? null : parse(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassNode parse(byte[] file) {
        ClassNode node = new ClassNode();
        new ClassReader(file).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }

    private record Pair<T>(T declared, T real) {}
}
