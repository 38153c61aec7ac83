package io.jenkins.plugins.deploymentgates.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.DidYouMean;
import io.jenkins.plugins.deploymentgates.config.Nodes;
import io.jenkins.plugins.deploymentgates.config.Problem;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** From the text of a deployment file to what it says. All mistakes of the file are reported, not the first only. */
final class DeploymentFileReader {
    static final String KEYS = "tier, core, modules";

    private static final String SOURCE = "https://git.example.com/shop/core.git";
    private static final String COMPONENT = "{source: " + SOURCE + ", version: 1.4.2}";
    private static final String MODULES = "- shop-api: {version: 1.4.2, type: forge}";

    private final String path;

    @CheckForNull
    private final DeploymentLayout layout;

    private final List<Problem> problems = new ArrayList<>();

    private DeploymentFileReader(String path, @CheckForNull DeploymentLayout layout) {
        this.path = path;
        this.layout = layout;
    }

    /**
     * What a file says; {@code null} with problems reported when it has any mistake.
     *
     * @param layout which tiers there are; {@code null} where any is right, as in a file of long ago
     */
    @CheckForNull
    static DeploymentFile read(
            String path, byte[] content, @CheckForNull DeploymentLayout layout, Consumer<Problem> problems) {
        DeploymentFileReader reader = new DeploymentFileReader(path, layout);
        YamlSource source = YamlSource.parse(path, content, KEYS, reader.problems::add);
        DeploymentFile file = source == null ? null : reader.file(source.root());
        reader.problems.stream()
                .distinct()
                .sorted(DeploymentFilesException.ORDER)
                .forEach(problems);
        return reader.problems.isEmpty() ? file : null;
    }

    @CheckForNull
    private DeploymentFile file(MappingNode root) {
        YamlFields fields = new YamlFields(path, "", root, List.of("tier", "core", "modules"), problems::add);
        String tier = fields.text(
                "tier", layout == null ? "production" : layout.tiers().get(0));
        if (tier != null && layout != null && !layout.tiers().contains(tier)) {
            fields.problem(
                    "tier",
                    Names.quote(tier) + " is no tier of " + layout.file()
                            + DidYouMean.among("its tiers are", tier, layout.tiers()));
        }
        MappingNode coreNode = fields.mapping("core", COMPONENT);
        DeploymentComponent core = coreNode == null ? null : component("core", coreNode, DeploymentComponent.GIT);
        Map<String, DeploymentComponent> modules = modules(fields);
        return tier == null || core == null
                ? null
                : new DeploymentFile(path, DeploymentFile.nameOf(path), tier, core, modules);
    }

    private Map<String, DeploymentComponent> modules(YamlFields fields) {
        Map<String, DeploymentComponent> modules = new LinkedHashMap<>();
        List<Node> items = fields.list("modules", MODULES);
        for (Node item : items == null ? List.<Node>of() : items) {
            if (!(item instanceof MappingNode mapping) || mapping.getValue().size() != 1) {
                fields.problem(
                        item,
                        "modules",
                        "each entry is one module, such as " + MODULES + ", but here is " + Nodes.describe(item)
                                + (item instanceof MappingNode several
                                        ? " with " + several.getValue().size() + " keys"
                                        : ""));
                continue;
            }
            module(fields, mapping.getValue().get(0), modules);
        }
        return modules;
    }

    private void module(YamlFields fields, NodeTuple item, Map<String, DeploymentComponent> modules) {
        String name = YamlFields.key(item);
        if (name == null) {
            return; // reported when the file was parsed
        }
        String wrong = DeploymentComponent.nameProblem(name);
        if (wrong != null) {
            fields.problem(item.getKeyNode(), "modules", wrong);
        }
        String at = Nodes.step("modules", name);
        if (!(item.getValueNode() instanceof MappingNode mapping)) {
            fields.problem(
                    item.getValueNode(),
                    at,
                    "must be a mapping, such as {version: 1.4.2, type: forge}, but is "
                            + Nodes.describe(item.getValueNode()));
            return;
        }
        DeploymentComponent module = component(at, mapping, null);
        if (module != null && modules.put(name, module) != null) {
            fields.problem(
                    item.getKeyNode(), "modules", "the module " + Names.quote(name) + " is here twice; remove one");
        }
    }

    @CheckForNull
    private DeploymentComponent component(String at, MappingNode mapping, @CheckForNull String usualType) {
        YamlFields fields = new YamlFields(path, at, mapping, List.of("version", "type", "source"), problems::add);
        String version = checked(fields, "version", fields.text("version", "1.4.2"));
        String type = usualType != null && fields.get("type") == null
                ? usualType
                : checked(fields, "type", fields.text("type", DeploymentComponent.GIT));
        String source = checked(fields, "source", fields.optional("source", SOURCE));
        if (fields.get("source") == null && DeploymentComponent.GIT.equals(type)) {
            fields.problem(mapping, at, DeploymentComponent.missingSource());
        }
        Node place = fields.get("version");
        return version == null || type == null || place == null
                ? null
                : new DeploymentComponent(
                        version,
                        type,
                        source,
                        place.getStartMark().getLine() + 1,
                        place.getStartMark().getColumn() + 1);
    }

    @CheckForNull
    private static String checked(YamlFields fields, String key, @CheckForNull String value) {
        String wrong = value == null ? null : DeploymentComponent.problem(key, value);
        if (wrong != null) {
            fields.problem(key, wrong);
        }
        return value;
    }
}
