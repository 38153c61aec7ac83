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
    private final Map<String, Tree> applications;
    private final Map<String, Tree> environments;
    private final BiConsumer<Tree, String> mistakes;

    /** @param mistakes takes the tree that is wrong and what is wrong with it, with its path */
    CrossChecks(Tree root, BiConsumer<Tree, String> mistakes) {
        this.applications = root.named("applications");
        this.environments = root.named("environments");
        this.mistakes = mistakes;
    }

    void run() {
        applications.forEach((name, application) -> {
            Tree pipeline = application.at("pipeline");
            if (pipeline != null) {
                pipeline(Nodes.step("applications", name) + ".pipeline", pipeline);
                branches(Nodes.step("applications", name), application, pipeline);
            }
        });
        environments.forEach(this::environment);
        neglected();
    }

    private void pipeline(String path, Tree pipeline) {
        Map<String, Tree> stages = pipeline.fields();
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

    private void branches(String path, Tree application, Tree pipeline) {
        Tree git = application.at("git");
        boolean moved = git != null && "fast-forward".equals(git.get("mechanic", String.class));
        String source = moved ? git.get("sourceBranch", String.class) : null;
        Map<String, String> owners = new HashMap<>();
        pipeline.fields().forEach((name, stage) -> {
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
    private void neglected() {
        Set<String> used = new LinkedHashSet<>();
        applications.values().forEach(one -> used.addAll(one.named("pipeline").keySet()));
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
}
