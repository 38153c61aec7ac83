package io.jenkins.plugins.deploymentgates.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Every edit at every place of files in all styles, compared with the same done to what they hold. */
public class YamlEditEverywhereTest {
    private static final String FILE =
            """
            # A deployment of the shop 🚀
            %YAML: no directive
            tier: "test"      # quoted
            core: {source: 'https://git.example.com/core.git', version: 1.10}
            empty:
            none: ~
            modules:
            # in between
            - cart:
                version: 2.0.0   # now
                type: git

                source: >-
                  a long
                  line
            -
              search: {version: "7", type: forge,}
            - - nested
              - list: [a, b: c, {d: e}]
            - last

            flow: {
              a: [1, 2,], # first
              b: {c: d, e: }
            }
            text: |
              several

              lines

            # The end

            z:
                deep:
                    deeper:
                    -   wide: 1
                        more: "🚀 2"
                    -   x
            """
                    .replace("%YAML: no directive\n", "");

    private static final List<String> VARIANTS = List.of(
            FILE,
            FILE.replace("\n", "\r\n"),
            "\uFEFF" + FILE,
            FILE.stripTrailing(),
            "\uFEFF" + FILE.replace("\n", "\r\n").stripTrailing());

    private static YamlEdit edit(String text) {
        return YamlEdit.of("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static void collect(Object value, List<String> path, List<String[]> paths) {
        if (!path.isEmpty()) {
            paths.add(path.toArray(String[]::new));
        }
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> collect(one, with(path, (String) key), paths));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), with(path, String.valueOf(i)), paths);
            }
        }
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /** A copy that can be changed. */
    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, one) -> copy.put((String) key, copy(one)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(one -> copy.add(copy(one)));
            return copy;
        }
        return value;
    }

    private interface Change {
        void on(Object container, String step);
    }

    @SuppressWarnings("unchecked") // made by copy
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // made by copy
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static Object changed(Object tree, String[] path, Change change) {
        Object root = copy(tree);
        Object container = root;
        for (int i = 0; i < path.length - 1; i++) {
            container = child(container, path[i]);
        }
        change.on(container, path[path.length - 1]);
        return root;
    }

    private static Object child(Object container, String step) {
        return container instanceof Map
                ? map(container).get(step)
                : list(container).get(Integer.parseInt(step));
    }

    private static void put(Object container, String step, Object value) {
        if (container instanceof Map) {
            map(container).put(step, value);
        } else {
            list(container).set(Integer.parseInt(step), value);
        }
    }

    private static List<String[]> paths(Object tree) {
        List<String[]> paths = new ArrayList<>();
        collect(tree, List.of(), paths);
        return paths;
    }

    /** Comments and blank lines are never lost, whatever is added or replaced. */
    private static List<String> comments(String text) {
        return text.lines()
                .filter(line -> line.contains("#"))
                .map(line -> line.substring(line.indexOf('#')))
                .toList();
    }

    private static void assertHolds(YamlEdit before, YamlEdit after, Object expected, String[] path) {
        assertThat(after.value())
                .as("%s in%n%s", String.join(".", path), after.text())
                .isEqualTo(expected);
        assertThat(after.text().startsWith("\uFEFF")).isEqualTo(before.text().startsWith("\uFEFF"));
        assertThat(after.text().endsWith("\n"))
                .as(after.text())
                .isEqualTo(before.text().endsWith("\n"));
        assertThat(after.text().replace("\r\n", "").contains("\n"))
                .isEqualTo(before.text().replace("\r\n", "").contains("\n"));
    }

    @Test
    public void shouldReplaceEveryText() {
        for (String variant : VARIANTS) {
            YamlEdit file = edit(variant);
            for (String[] path : paths(file.value())) {
                Object old = file.value(path);
                boolean block = String.valueOf(old).contains("l");
                if ((old == null || old instanceof String)
                        && !path[0].equals("text")
                        && !(block && last(path, "source"))) {
                    for (String value : List.of("1.10", "WIP", "a: b", "it's \"new\"", "🚀", "")) {
                        YamlEdit after = file.withScalar(value, path);
                        assertHolds(file, after, changed(file.value(), path, (in, step) -> put(in, step, value)), path);
                        assertThat(comments(after.text())).isEqualTo(comments(variant));
                    }
                }
            }
        }
    }

    private static boolean last(String[] path, String step) {
        return path.length == 4 && path[3].equals(step);
    }

    @Test
    public void shouldRemoveEveryPart() {
        for (String variant : VARIANTS) {
            YamlEdit file = edit(variant);
            for (String[] path : paths(file.value())) {
                Object expected = changed(file.value(), path, (in, step) -> {
                    if (in instanceof Map) {
                        map(in).remove(step);
                    } else {
                        list(in).remove(Integer.parseInt(step));
                    }
                });
                assertHolds(file, file.without(path), expected, path);
            }
        }
    }

    @Test
    public void shouldAddToEveryPart() {
        Object more = Map.of("version", "1.10", "of", List.of("a", Map.of("b", "c")));
        for (String variant : VARIANTS) {
            YamlEdit file = edit(variant);
            for (String[] path : paths(file.value())) {
                for (Object value : List.of("1.10", more)) {
                    YamlEdit after = added(file, path, value);
                    if (after != null) {
                        Object expected = changed(file.value(), path, (in, step) -> {
                            Object container = child(in, step);
                            if (container instanceof List) {
                                list(container).add(value);
                            } else if (container == null) {
                                put(in, step, Map.of("new", value));
                            } else {
                                map(container).put("new", value);
                            }
                        });
                        assertHolds(file, after, expected, path);
                        assertThat(comments(after.text())).isEqualTo(comments(variant));
                    }
                }
            }
        }
    }

    private static YamlEdit added(YamlEdit file, String[] path, Object value) {
        Object container = file.value(path);
        if (container instanceof List) {
            return file.withItem(value, path);
        }
        boolean withoutBraces = String.join(".", path).equals("modules.2.1.list.1");
        return container instanceof String || withoutBraces
                ? null
                : file.withEntry(value, with(List.of(path), "new").toArray(String[]::new));
    }
}
