package io.jenkins.plugins.deploymentgates.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads DeployDB's configuration directory, as of https://github.com/lookout/deploydb, as if it were written in our own
 * shape: services are applications, the order of a pipeline's environments is what is after what, promotions are checks.
 * Not thread-safe; made for one run.
 */
final class DeployDbDirectory {
    private final List<Source> sources = new ArrayList<>();
    private final Map<DeployDbFolder, Set<String>> names = new LinkedHashMap<>();
    private final Consumer<Problem> problems;

    /** A file that could be read. */
    private record Source(DeployDbFolder folder, String name, Tree tree) {
        /** Where the thing begins that the file is. */
        Place place() {
            return new Place(tree.place().file(), 1, 1);
        }
    }

    DeployDbDirectory(Consumer<Problem> problems) {
        this.problems = problems;
        for (DeployDbFolder folder : DeployDbFolder.values()) {
            names.put(folder, new LinkedHashSet<>());
        }
    }

    /**
     * The files of a directory by the folder they are in; none when it has none of these folders.
     *
     * @param yaml which files count
     */
    static Map<Path, DeployDbFolder> files(Path directory, Predicate<Path> yaml) throws IOException {
        Map<Path, DeployDbFolder> files = new LinkedHashMap<>();
        for (DeployDbFolder folder : DeployDbFolder.values()) {
            folder.files(directory, yaml).forEach(file -> files.put(file, folder));
        }
        return files;
    }

    /** Reads one file. */
    void add(Path file, DeployDbFolder folder) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        try {
            Names.check(folder.thing(), name);
        } catch (InvalidInputException e) {
            problems.accept(new Problem(file.toString(), 0, 0, String.valueOf(e.getMessage())));
            return;
        }
        // Also when there are mistakes in it: who names it is right.
        names.get(folder).add(name);
        String text = YamlFile.load(file, problems);
        Node node = text == null ? null : YamlFile.compose(file.toString(), text, folder.shape(), problems);
        if (node == null) {
            return;
        }
        Problems found = new Problems(file.toString());
        dropBlanks(folder.shape(), node);
        sources.add(new Source(folder, name, new ShapeReader(found).read(folder.shape(), node)));
        found.all().forEach(problems);
    }

    /** Jackson, with which DeployDB reads, takes a key with nothing behind it as if it were not there. */
    private static void dropBlanks(Shape shape, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return;
        }
        List<NodeTuple> kept = new ArrayList<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Shape value = under(shape, tuple.getKeyNode());
            boolean mayBeBlank = value == null || value instanceof Shape.Fields fields && fields.blankAllowed();
            if (mayBeBlank || !Tag.NULL.equals(tuple.getValueNode().getTag())) {
                kept.add(tuple);
            }
            if (value != null) {
                dropBlanks(value, tuple.getValueNode());
            }
        }
        mapping.setValue(kept);
    }

    @CheckForNull
    private static Shape under(Shape shape, Node key) {
        if (shape instanceof Shape.Named named) {
            return named.value();
        }
        return shape instanceof Shape.Fields fields && key instanceof ScalarNode scalar
                ? fields.keys().stream()
                        .filter(one -> one.name().equals(scalar.getValue()))
                        .map(Shape.Key::shape)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /**
     * The files in our own shape, a root each. What names something that is not there is reported and left out.
     *
     * @param own what is configured in our own shape beside them; they may name that, too
     */
    List<Tree> roots(List<Tree> own) {
        own.forEach(root -> {
            names.get(DeployDbFolder.PIPELINES).addAll(root.named("pipelines").keySet());
            names.get(DeployDbFolder.ENVIRONMENTS)
                    .addAll(root.named("environments").keySet());
            names.get(DeployDbFolder.PROMOTIONS)
                    .addAll(root.named("verifications").keySet());
        });
        Set<String> readable = new LinkedHashSet<>();
        own.forEach(root -> readable.addAll(root.named("pipelines").keySet()));
        sources.stream()
                .filter(source -> source.folder() == DeployDbFolder.PIPELINES)
                .forEach(source -> readable.add(source.name()));
        List<Tree> roots = new ArrayList<>();
        for (Source source : sources) {
            Map<String, Tree> root = new LinkedHashMap<>();
            switch (source.folder()) {
                case SERVICES -> root.put("applications", named(source, service(source, readable)));
                case PIPELINES -> root.put("pipelines", named(source, pipeline(source)));
                case ENVIRONMENTS -> {
                    root.put("environments", named(source, environment(source)));
                    webhooks(source, source.tree().at("webhooks"), root);
                    webhooks(source, source.tree().at("webhook"), root);
                }
                case PROMOTIONS -> root.put("verifications", named(source, promotion(source)));
                case WEBHOOK -> webhooks(source, source.tree(), root);
                default -> throw new IllegalStateException("no such folder: " + source.folder());
            }
            roots.add(new Tree(source.place(), source.place(), root));
        }
        return roots;
    }

    private static Tree named(Source source, Map<String, Tree> fields) {
        Tree tree = new Tree(source.place(), source.tree().place(), fields);
        return new Tree(source.place(), source.place(), Map.of(source.name(), tree));
    }

    private Map<String, Tree> service(Source source, Set<String> readable) {
        Map<String, Tree> fields = defaults(Layout.APPLICATION, source);
        copy(source, "description", fields);
        copy(source, "artifacts", fields);
        fields.put("combination", new Tree(source.place(), source.place(), "per-artifact"));
        fields.put("verifications", references(source.tree(), "promotions", "promotions", DeployDbFolder.PROMOTIONS));
        Tree pipelines = references(source.tree(), "pipelines", "pipelines", DeployDbFolder.PIPELINES);
        fields.put(
                "pipelines",
                new Tree(
                        pipelines.key(),
                        pipelines.place(),
                        pipelines.items().stream()
                                .filter(one -> readable.contains((String) one.value()))
                                .toList()));
        return fields;
    }

    private Map<String, Tree> pipeline(Source source) {
        Map<String, Tree> fields = defaults(Layout.PIPELINE, source);
        copy(source, "description", fields);
        Map<String, Tree> stages = new LinkedHashMap<>();
        Tree last = null;
        for (Map.Entry<String, Tree> entry : source.tree().named("environments").entrySet()) {
            Tree stage = entry.getValue();
            if (!isThere(stage.key(), "environments", entry.getKey(), DeployDbFolder.ENVIRONMENTS)) {
                continue;
            }
            List<Tree> after = last == null ? List.of() : List.of(last);
            String path = Nodes.step("environments", entry.getKey()) + ".promotions";
            Map<String, Tree> settings = Map.of(
                    "after",
                    new Tree(stage.key(), stage.key(), after),
                    "verifications",
                    references(stage, "promotions", path, DeployDbFolder.PROMOTIONS));
            stages.put(entry.getKey(), new Tree(stage.key(), stage.place(), settings));
            last = new Tree(stage.key(), stage.key(), entry.getKey());
        }
        Tree environments = source.tree().at("environments");
        Place place = environments == null ? source.place() : environments.place();
        fields.put("environments", new Tree(place, place, stages));
        return fields;
    }

    private Map<String, Tree> environment(Source source) {
        Map<String, Tree> fields = defaults(Layout.ENVIRONMENT, source);
        copy(source, "description", fields);
        Tree second = source.tree().at("webhook");
        if (second != null && source.tree().at("webhooks") != null) {
            problems.accept(second.key()
                    .problem("only one of the keys webhooks, webhook may be given; remove webhook or webhooks"));
        }
        return fields;
    }

    private Map<String, Tree> promotion(Source source) {
        Map<String, Tree> fields = defaults(Layout.VERIFICATION, source);
        copy(source, "description", fields);
        copy(source, "type", fields);
        String type = source.tree().get("type", String.class);
        Tree attributes = source.tree().at("attributes");
        Tree group = attributes == null ? null : attributes.at("allowedGroup");
        boolean manual = DeployDbLayout.isManual(type);
        if (!manual && group != null) {
            problems.accept(group.key()
                    .problem("attributes: only a promotion of the type ManualLDAPPromotionImpl has an allowedGroup;"
                            + " remove it or change the type"));
        } else if (manual) {
            if (group == null) {
                problems.accept(source.place()
                        .problem("the key 'attributes.allowedGroup' is missing: the group that may report "
                                + Names.quote(source.name()) + "; without it nobody could"));
            } else {
                fields.put("from", new Tree(group.key(), group.place(), List.of(group)));
            }
        }
        return fields;
    }

    private static void webhooks(Source source, @CheckForNull Tree webhook, Map<String, Tree> root) {
        List<Tree> all = new ArrayList<>();
        Tree before = root.get("deploydbWebhooks");
        if (before != null) {
            all.addAll(before.items());
        }
        for (DeployDbWebhook.Event event : DeployDbWebhook.Event.values()) {
            String[] path = event.word().split("\\.");
            Tree subject = webhook == null ? null : webhook.at(path[0]);
            Tree urls = subject == null ? null : subject.at(path[1]);
            for (Tree url : urls == null ? List.<Tree>of() : urls.items()) {
                Map<String, Tree> fields = new LinkedHashMap<>();
                fields.put("on", new Tree(url.key(), url.place(), event.word()));
                fields.put("url", url);
                if (source.folder() == DeployDbFolder.ENVIRONMENTS) {
                    fields.put("environment", new Tree(url.key(), url.place(), source.name()));
                }
                all.add(new Tree(url.key(), url.place(), fields));
            }
        }
        if (!all.isEmpty()) {
            root.put("deploydbWebhooks", new Tree(source.place(), source.place(), all));
        }
    }

    private static Map<String, Tree> defaults(Shape.Fields shape, Source source) {
        return new LinkedHashMap<>(
                ShapeReader.defaults(shape, source.place(), source.place()).fields());
    }

    private static void copy(Source source, String key, Map<String, Tree> fields) {
        Tree value = source.tree().at(key);
        if (value != null) {
            fields.put(key, value);
        }
    }

    /** The list without what is not there. */
    private Tree references(Tree tree, String key, String path, DeployDbFolder folder) {
        Tree list = tree.at(key);
        if (list == null) {
            return new Tree(tree.key(), tree.key(), List.of());
        }
        List<Tree> kept = list.items().stream()
                .filter(one -> isThere(one.place(), path, (String) one.value(), folder))
                .toList();
        return new Tree(list.key(), list.place(), kept);
    }

    private boolean isThere(Place place, String path, String name, DeployDbFolder folder) {
        Set<String> known = names.get(folder);
        if (known.contains(name)) {
            return true;
        }
        problems.accept(place.problem(path + ": there is no " + folder.thing() + " " + Names.quote(name)
                + (known.isEmpty()
                        ? "; write " + folder.folder() + "/" + name + ".yml"
                        : DidYouMean.among("there are", name, known))));
        return false;
    }
}
