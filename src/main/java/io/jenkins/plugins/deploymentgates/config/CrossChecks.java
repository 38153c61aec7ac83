package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** What can be checked only when all files are read: references between parts. Works on what is right so far. */
final class CrossChecks {
    private final Tree root;
    private final Map<String, Tree> applications;
    private final Map<String, Tree> pipelines;
    private final Map<String, Tree> environments;
    private final Map<String, Tree> checks;
    private final List<Tree> deployDbWebhooks;
    private final BiConsumer<Tree, String> mistakes;

    /** @param mistakes takes the tree that is wrong and what is wrong with it, with its path */
    CrossChecks(Tree root, BiConsumer<Tree, String> mistakes) {
        this.root = root;
        this.applications = root.named("applications");
        this.pipelines = root.named("pipelines");
        this.environments = root.named("environments");
        this.checks = root.named("verifications");
        Tree webhooks = root.at("deploydbWebhooks");
        this.deployDbWebhooks = webhooks == null ? List.of() : webhooks.items();
        this.mistakes = mistakes;
    }

    void run() {
        pipelines.forEach((name, pipeline) ->
                pipeline(Nodes.step("pipelines", name) + ".environments", pipeline.named("environments")));
        applications.forEach((name, application) -> {
            String path = Nodes.step("applications", name);
            if (application.at("pipeline") != null) {
                pipeline(path + ".pipeline", application.named("pipeline"));
                unnamed(path, name, application);
            }
            named(path + ".pipelines", application);
            branches(path, application);
            TicketLayout.check(path, application, stages(application).keySet(), mistakes);
            new MechanicChecks(mistakes)
                    .run(path, application, stages(application).keySet());
        });
        environments.forEach(this::environment);
        Set<String> used = stages();
        new WebhookChecks(root, mistakes).run(used);
        neglected(used);
        neglectedChecks();
        for (int i = 0; i < deployDbWebhooks.size(); i++) {
            webhook("deploydbWebhooks[" + (i + 1) + "]", deployDbWebhooks.get(i), used);
        }
    }

    /** A pipeline without a name is called like its application, which must not mean another one. */
    private void unnamed(String path, String name, Tree application) {
        Tree other = pipelines.get(name);
        if (other != null) {
            mistakes.accept(
                    new Tree(application.key(), application.key(), application.value()),
                    path + ": its pipeline is called " + Names.quote(name) + " like it, and so is the one at "
                            + other.key() + "; rename that, or write pipelines: [" + name + "] here");
        }
    }

    private void named(String path, Tree application) {
        Tree list = application.at("pipelines");
        Map<String, Set<String>> upstreams = new LinkedHashMap<>();
        for (Tree name : list == null ? List.<Tree>of() : list.items()) {
            Tree pipeline = pipelines.get((String) name.value());
            if (pipeline == null) {
                mistakes.accept(
                        name,
                        path + ": there is no pipeline " + Names.quote((String) name.value())
                                + (pipelines.isEmpty()
                                        ? "; write it under pipelines"
                                        : DidYouMean.among(
                                                "configured are", (String) name.value(), pipelines.keySet())));
                continue;
            }
            if (!StageOrder.cycles(upstreams(pipeline.named("environments"))).isEmpty()) {
                return;
            }
            upstreams(pipeline.named("environments")).forEach((stage, after) -> upstreams
                    .computeIfAbsent(stage, none -> new LinkedHashSet<>())
                    .addAll(after));
        }
        Map<String, List<String>> together = new LinkedHashMap<>();
        upstreams.forEach((stage, after) -> together.put(stage, List.copyOf(after)));
        for (List<String> cycle : StageOrder.cycles(together)) {
            mistakes.accept(
                    list,
                    path + ": together the environments are a cycle: " + String.join(" -> ", cycle)
                            + "; those that are in several pipelines must come in the same order in all");
        }
    }

    private void webhook(String path, Tree webhook, Set<String> used) {
        Tree environment = webhook.at("environment");
        if (environment == null) {
            return;
        }
        Set<String> known = new LinkedHashSet<>(environments.keySet());
        known.addAll(used);
        String name = (String) environment.value();
        if (!known.contains(name)) {
            mistakes.accept(
                    environment,
                    path + ".environment: there is no environment " + Names.quote(name)
                            + (known.isEmpty()
                                    ? "; write it under environments"
                                    : DidYouMean.among("configured are", name, known)));
        }
    }

    /** The environments of all pipelines. */
    private Set<String> stages() {
        Set<String> used = new LinkedHashSet<>();
        applications.values().forEach(one -> used.addAll(one.named("pipeline").keySet()));
        pipelines.values().forEach(one -> used.addAll(one.named("environments").keySet()));
        return used;
    }

    /** The environments of an application with where each is written. */
    private Map<String, Tree> stages(Tree application) {
        Map<String, Tree> stages = new LinkedHashMap<>(application.named("pipeline"));
        for (String name : application.list("pipelines", String.class)) {
            Tree pipeline = pipelines.get(name);
            if (pipeline != null) {
                pipeline.named("environments").forEach(stages::putIfAbsent);
            }
        }
        return stages;
    }

    private void pipeline(String path, Map<String, Tree> stages) {
        stages.forEach((name, stage) -> {
            Tree list = stage.at("after");
            for (Tree after : list == null ? List.<Tree>of() : list.items()) {
                String upstream = (String) after.value();
                if (!stages.containsKey(upstream)) {
                    mistakes.accept(
                            after,
                            Nodes.step(path, name) + ".after: there is no environment " + Names.quote(upstream)
                                    + " in this pipeline" + DidYouMean.among("it has", upstream, stages.keySet()));
                }
            }
        });
        for (List<String> cycle : StageOrder.cycles(upstreams(stages))) {
            mistakes.accept(
                    stages.get(cycle.get(0)),
                    path + ": the environments are a cycle: " + String.join(" -> ", cycle)
                            + "; remove one of these from after");
        }
    }

    static Map<String, List<String>> upstreams(Map<String, Tree> stages) {
        Map<String, List<String>> upstreams = new LinkedHashMap<>();
        stages.forEach((name, stage) -> upstreams.put(name, stage.list("after", String.class)));
        return upstreams;
    }

    private void branches(String path, Tree application) {
        Tree git = application.at("git");
        boolean moved = git != null && "fast-forward".equals(git.get("mechanic", String.class));
        String source = moved ? git.get("sourceBranch", String.class) : null;
        Map<String, String> owners = new HashMap<>();
        stages(application).forEach((name, stage) -> {
            Tree environment = environments.get(name);
            Tree written = environment == null ? null : environment.at("branch");
            String branch = written == null ? name : (String) written.value();
            Tree where = written == null ? stage : written;
            String what = path + ": the environment " + Names.quote(name);
            if (moved && !Formats.isBranch(branch)) {
                mistakes.accept(
                        stage,
                        what + " has a name that is no valid Git branch; give it a branch under environments, such as"
                                + " branch: prod-eu");
            }
            if (branch.equals(source)) {
                mistakes.accept(
                        where,
                        what + " has the branch " + Names.quote(branch)
                                + ", which is the source branch; each needs a branch of its own");
            }
            String owner = owners.putIfAbsent(branch, name);
            if (owner != null) {
                mistakes.accept(
                        where,
                        what + " has the branch " + Names.quote(branch) + ", which " + Names.quote(owner)
                                + " of the same pipeline has already; each needs a branch of its own");
            } else if (moved) {
                nested(branch, owners)
                        .forEach(other -> mistakes.accept(
                                where,
                                what + " has the branch " + Names.quote(branch) + " and "
                                        + Names.quote(owners.get(other))
                                        + " has " + Names.quote(other)
                                        + "; Git cannot have a branch and a folder of branches of one name"));
            }
        });
    }

    private static Set<String> nested(String branch, Map<String, String> owners) {
        Set<String> found = new LinkedHashSet<>();
        for (String other : owners.keySet()) {
            if (other.startsWith(branch + "/") || branch.startsWith(other + "/")) {
                found.add(other);
            }
        }
        return found;
    }

    private void environment(String name, Tree environment) {
        Tree gates = environment.at("gates");
        int index = 0;
        for (Tree gate : gates == null ? List.<Tree>of() : gates.items()) {
            index++;
            String path = Nodes.step("environments", name) + ".gates[" + index + "].";
            gate.fields().forEach((kind, settings) -> {
                if (kind.equals("freeze") || kind.equals("window")) {
                    Periods.read(settings, (tree, text) -> mistakes.accept(tree, path + kind + ": " + text));
                }
            });
        }
    }

    /**
     * An environment nobody uses whose name is nearly that of one which is used without settings: its gates would
     * silently not be asked.
     */
    private void neglected(Set<String> used) {
        List<String> without = new ArrayList<>(used);
        without.removeAll(environments.keySet());
        environments.forEach((name, tree) -> {
            if (!used.contains(name)) {
                DidYouMean.closest(name, without)
                        .ifPresent(close -> mistakes.accept(
                                new Tree(tree.key(), tree.key(), tree.value()),
                                "environments: " + Names.quote(name)
                                        + " is in no pipeline, so its gates are never asked; did you mean '" + close
                                        + "'? If both are meant, write " + Names.quote(close)
                                        + " here too"));
            }
        });
    }

    /** Settings of a check nobody asks for whose name is nearly that of one that is asked for: anyone could report it. */
    private void neglectedChecks() {
        Set<String> used = new LinkedHashSet<>();
        applications.values().forEach(one -> {
            used.addAll(one.list("verifications", String.class));
            one.named("pipeline").values().forEach(stage -> used.addAll(stage.list("verifications", String.class)));
        });
        pipelines.values().forEach(one -> one.named("environments")
                .values()
                .forEach(stage -> used.addAll(stage.list("verifications", String.class))));
        List<String> without = new ArrayList<>(used);
        without.removeAll(checks.keySet());
        checks.forEach((name, tree) -> {
            if (!used.contains(name) && !tree.list("from", String.class).isEmpty()) {
                DidYouMean.closest(name, without)
                        .ifPresent(close -> mistakes.accept(
                                new Tree(tree.key(), tree.key(), tree.value()),
                                "verifications: " + Names.quote(name)
                                        + " is required nowhere, so who may report it never matters; did you mean '"
                                        + close + "'? If both are meant, write " + Names.quote(close)
                                        + " here too"));
            }
        });
    }
}
