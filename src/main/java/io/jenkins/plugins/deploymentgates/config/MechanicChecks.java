package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** That a way of promoting has the settings it needs, and no other has them. */
final class MechanicChecks {
    private static final String FOLDERS = "folders";

    private final BiConsumer<Tree, String> mistakes;

    /** @param mistakes takes the tree that is wrong and what is wrong with it, with its path */
    MechanicChecks(BiConsumer<Tree, String> mistakes) {
        this.mistakes = mistakes;
    }

    /** @param environments of the application's pipelines */
    void run(String path, Tree application, Set<String> environments) {
        Tree git = application.at("git");
        if (git == null) {
            return;
        }
        Tree folders = git.at(FOLDERS);
        boolean copied = FOLDERS.equals(git.get("mechanic", String.class));
        if (copied && folders == null) {
            mistakes.accept(
                    git,
                    path + ".git: the mechanic folders needs to know which folders go where; add folders, such as"
                            + " folders: {paths: [apps], targets: {dev: {repository: ...}}}");
        } else if (!copied && folders != null) {
            mistakes.accept(
                    folders,
                    path + ".git.folders: these settings are for the mechanic folders; set mechanic: folders or remove"
                            + " them");
        } else if (folders != null) {
            targets(path + ".git.folders.targets", folders, environments);
            nested(path + ".git.folders.paths", folders);
        }
    }

    private void targets(String path, Tree folders, Set<String> environments) {
        Map<String, Tree> targets = folders.named("targets");
        if (targets.isEmpty()) {
            return;
        }
        targets.forEach((name, target) -> {
            if (!environments.contains(name)) {
                mistakes.accept(
                        target,
                        path + ": " + Names.quote(name) + " is no environment of the pipeline"
                                + DidYouMean.among("it has", name, environments));
            }
        });
        List<String> missing = new ArrayList<>(environments);
        missing.removeAll(targets.keySet());
        if (!missing.isEmpty()) {
            mistakes.accept(
                    folders.at("targets"),
                    path + ": there is no repository for " + String.join(", ", missing)
                            + "; each environment of the pipeline needs one");
        }
    }

    private void nested(String path, Tree folders) {
        List<String> paths = folders.list("paths", String.class);
        for (String outer : paths) {
            for (String inner : paths) {
                if (inner.startsWith(outer + "/")) {
                    mistakes.accept(
                            folders.at("paths"),
                            path + ": " + Names.quote(inner) + " is inside " + Names.quote(outer)
                                    + ", which is copied as a whole; remove one of them");
                }
            }
        }
    }
}
