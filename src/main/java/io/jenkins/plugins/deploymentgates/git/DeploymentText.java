package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The text of deployment files: new ones, and ones that are to say something else. Stateless. */
final class DeploymentText {
    private DeploymentText() {}

    /** A new file. */
    static byte[] write(DeploymentFile file, DeploymentLayout layout) {
        List<String> lines = new ArrayList<>(YamlTree.entry("tier", file.tier(), false));
        lines.addAll(YamlTree.entry(DeploymentComponent.CORE, fields(DeploymentComponent.CORE, file.core()), false));
        if (!file.modules().isEmpty()) {
            lines.addAll(YamlTree.entry("modules", items(file), false));
        }
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return checked(file, content, layout);
    }

    /**
     * Changes a file so that it says something else; what is the same in both stays as it is written.
     *
     * @param now what the content says
     * @param wanted modules it has not yet come last
     */
    static byte[] rewrite(byte[] content, DeploymentFile now, DeploymentFile wanted, DeploymentLayout layout) {
        YamlEdit edit = YamlEdit.of(now.path(), content);
        if (!now.tier().equals(wanted.tier())) {
            edit = edit.withScalar(wanted.tier(), "tier");
        }
        edit = rewrite(edit, now.core(), wanted.core(), DeploymentComponent.CORE);
        List<String> names = new ArrayList<>(now.modules().keySet());
        for (Map.Entry<String, DeploymentComponent> module : wanted.modules().entrySet()) {
            int index = names.indexOf(module.getKey());
            if (index < 0) {
                edit = add(edit, module.getKey(), module.getValue());
                names.add(module.getKey());
            } else {
                DeploymentComponent old = now.modules().get(module.getKey());
                edit = rewrite(edit, old, module.getValue(), "modules", String.valueOf(index), module.getKey());
            }
        }
        for (int index = names.size() - 1; index >= 0; index--) {
            if (!wanted.modules().containsKey(names.get(index))) {
                edit = edit.without("modules", String.valueOf(index));
            }
        }
        return checked(wanted, edit.content(), layout);
    }

    private static YamlEdit add(YamlEdit edit, String name, DeploymentComponent module) {
        Map<String, Object> item = Map.of(name, fields(name, module));
        return edit.has("modules") ? edit.withItem(item, "modules") : edit.withEntry(List.of(item), "modules");
    }

    private static YamlEdit rewrite(YamlEdit edit, DeploymentComponent old, DeploymentComponent wanted, String... at) {
        YamlEdit result = rewrite(edit, old.version(), wanted.version(), at, "version");
        result = rewrite(result, old.type(), wanted.type(), at, "type");
        return rewrite(result, old.source(), wanted.source(), at, "source");
    }

    private static YamlEdit rewrite(
            YamlEdit edit, @CheckForNull String old, @CheckForNull String wanted, String[] at, String key) {
        if (Objects.equals(old, wanted)) {
            return edit;
        }
        String[] path = Arrays.copyOf(at, at.length + 1);
        path[at.length] = key;
        if (wanted == null) {
            return edit.without(path);
        }
        return edit.has(path) ? edit.withScalar(wanted, path) : edit.withEntry(wanted, path);
    }

    private static List<Object> items(DeploymentFile file) {
        List<Object> items = new ArrayList<>();
        file.modules().forEach((name, module) -> items.add(Map.of(name, fields(name, module))));
        return items;
    }

    private static Map<String, Object> fields(String name, DeploymentComponent component) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", component.version());
        if (!name.equals(DeploymentComponent.CORE) || !component.type().equals(DeploymentComponent.GIT)) {
            fields.put("type", component.type());
        }
        if (component.source() != null) {
            fields.put("source", component.source());
        }
        return fields;
    }

    /** Reads back what was written, so that nothing else than what was asked for is ever committed. */
    private static byte[] checked(DeploymentFile wanted, byte[] content, DeploymentLayout layout) {
        List<Problem> problems = new ArrayList<>();
        DeploymentFile written = DeploymentFileReader.read(wanted.path(), content, layout, problems::add);
        if (written == null || !written.same(wanted)) {
            throw new IllegalStateException(
                    "the edit of " + wanted.path() + " says something else than was asked for: " + problems);
        }
        return content;
    }
}
