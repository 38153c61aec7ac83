package io.jenkins.plugins.deploymentgates.config;

import io.jenkins.plugins.deploymentgates.model.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** That a way of promoting has the settings it needs, and no other has them. */
final class MechanicChecks {
    private static final String FOLDERS = "folders";
    private static final String RELEASE_FILE = "releaseFile";
    private static final List<String> PULL_REQUESTS = List.of("fast-forward", "release-file", FOLDERS);

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
        new DeploymentFileChecks(mistakes).run(path + ".git", git, environments);
        forge(path + ".git.forge", git, environments);
        boolean folders = has(
                path,
                git,
                FOLDERS,
                FOLDERS,
                "which folders go where; add folders, such as folders: {paths: [apps], targets: {dev: {repository: ...}}}");
        if (folders) {
            targets(path + ".git.folders.targets", git.at(FOLDERS), environments);
            nested(path + ".git.folders.paths", git.at(FOLDERS));
        }
        boolean file = has(
                path,
                git,
                "release-file",
                RELEASE_FILE,
                "where the environments' files are; add releaseFile, such as releaseFile: {repository: ...}");
        if (file) {
            own(path + ".git.releaseFile", git, environments);
        }
    }

    /** Whether the mechanic is chosen and its settings are there. */
    private boolean has(String path, Tree git, String mechanic, String key, String needed) {
        Tree settings = git.at(key);
        boolean chosen = mechanic.equals(git.get("mechanic", String.class));
        if (chosen && settings == null) {
            mistakes.accept(git, path + ".git: the mechanic " + mechanic + " needs to know " + needed);
        } else if (!chosen && settings != null) {
            mistakes.accept(
                    settings,
                    path + ".git." + key + ": these settings are for the mechanic " + mechanic + "; set mechanic: "
                            + mechanic + " or remove them");
        }
        return chosen && settings != null;
    }

    private void own(String path, Tree git, Set<String> environments) {
        Tree settings = git.at(RELEASE_FILE);
        String repository = settings.get("repository", String.class);
        if (repository != null && repository.equals(git.get("repository", String.class))) {
            mistakes.accept(
                    settings.at("repository"),
                    path
                            + ".repository: is the application's repository, git.repository; the environments' files need a"
                            + " repository of their own, since each change of them would be a version to release");
        }
        String branches = settings.get("branches", String.class);
        if (branches == null) {
            return;
        }
        for (String environment : environments) {
            String branch = branches.replace("{environment}", environment);
            String what = path + ".branches: " + Names.quote(branches) + " gives the environment "
                    + Names.quote(environment) + " the branch " + Names.quote(branch) + ", which is ";
            if (!Formats.isBranch(branch)) {
                mistakes.accept(place(settings), what + "no valid name of a Git branch; rename the environment");
            } else if (branch.equals(settings.get("typesBranch", String.class))) {
                mistakes.accept(
                        place(settings), what + "that of the types, typesBranch; each needs a branch of its own");
            }
        }
    }

    private static Tree place(Tree settings) {
        Tree branches = settings.at("branches");
        return branches == null ? settings : branches;
    }

    private void forge(String path, Tree git, Set<String> environments) {
        Tree forge = git.at("forge");
        Tree pullRequests = forge == null ? null : forge.at("pullRequests");
        if (pullRequests == null) {
            return;
        }
        String mechanic = git.get("mechanic", String.class);
        if (mechanic != null && !PULL_REQUESTS.contains(mechanic)) {
            mistakes.accept(
                    pullRequests,
                    path + ".pullRequests: the mechanic " + mechanic + " makes no pull requests; these do: "
                            + String.join(", ", PULL_REQUESTS));
        }
        Tree named = pullRequests.at("environments");
        zipped(path, git, pullRequests, environments);
        for (Tree one : named == null ? List.<Tree>of() : named.items()) {
            if (!environments.contains((String) one.value())) {
                mistakes.accept(
                        one,
                        path + ".pullRequests.environments: " + Names.quote((String) one.value())
                                + " is no environment of the pipeline"
                                + DidYouMean.among("it has", (String) one.value(), environments));
            }
        }
    }

    /** What becomes a file has no branch that anything could be merged into. */
    private void zipped(String path, Tree git, Tree pullRequests, Set<String> environments) {
        Tree folders = FOLDERS.equals(git.get("mechanic", String.class)) ? git.at("folders") : null;
        List<String> zipped = new ArrayList<>();
        if (folders != null) {
            folders.named("targets").forEach((name, target) -> {
                if (target.get("zip", String.class) != null && environments.contains(name)) {
                    zipped.add(name);
                }
            });
        }
        Tree named = pullRequests.at("environments");
        List<Tree> asked = named == null ? List.of() : named.items();
        if (asked.isEmpty() && !zipped.isEmpty()) {
            List<String> others = new ArrayList<>(environments);
            others.removeAll(zipped);
            mistakes.accept(
                    pullRequests,
                    path + ".pullRequests: " + String.join(", ", zipped)
                            + (zipped.size() == 1 ? " gets" : " get")
                            + " zip files, which no pull request can bring; "
                            + (others.isEmpty()
                                    ? "leave pullRequests out"
                                    : "name those that are to have pull requests, such as environments: ["
                                            + String.join(", ", others) + "]"));
        }
        for (Tree one : asked) {
            if (zipped.contains((String) one.value())) {
                mistakes.accept(
                        one,
                        path + ".pullRequests.environments: " + Names.quote((String) one.value())
                                + " gets zip files, which no pull request can bring; take it out, or give its target a"
                                + " repository instead of zip");
            }
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
        zips(path, targets);
        List<String> missing = new ArrayList<>(environments);
        missing.removeAll(targets.keySet());
        if (!missing.isEmpty()) {
            mistakes.accept(
                    folders.at("targets"),
                    path + ": there is no repository for " + String.join(", ", missing)
                            + "; each environment of the pipeline needs one");
        }
    }

    private void zips(String path, Map<String, Tree> targets) {
        Map<String, String> folders = new HashMap<>();
        targets.forEach((name, target) -> {
            String folder = target.get("zip", String.class);
            String other = folder == null ? null : folders.putIfAbsent(folder, name);
            if (other != null) {
                mistakes.accept(
                        target,
                        path + ": " + Names.quote(name) + " and " + Names.quote(other)
                                + " both have their zip releases in " + folder + "; give each a folder of its own");
            }
            if (folder != null && target.get("credentials", String.class) != null) {
                mistakes.accept(
                        target,
                        path + "." + name + ": credentials are for a repository, and zip names a folder; remove one of"
                                + " them");
            }
        });
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
