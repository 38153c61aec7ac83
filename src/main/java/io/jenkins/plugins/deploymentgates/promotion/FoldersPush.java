package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.FolderSettings;
import io.jenkins.plugins.deploymentgates.config.GitSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import io.jenkins.plugins.deploymentgates.git.UnknownRefException;
import io.jenkins.plugins.deploymentgates.model.FolderSet;
import io.jenkins.plugins.deploymentgates.model.InvalidInputException;
import io.jenkins.plugins.deploymentgates.model.Names;
import io.jenkins.plugins.deploymentgates.model.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a push deploys where each environment has a repository of its own: the environment in whose repository the pushed
 * commit is. Used by one thread.
 */
final class FoldersPush {
    private final Application application;
    private final GitSettings git;
    private final Repositories repositories;

    FoldersPush(Application application, Repositories repositories) {
        this.application = application;
        this.git = application.requiredGit();
        this.repositories = repositories;
    }

    Pushed changed(Push push) {
        Map<String, FolderSettings.Target> targets =
                Objects.requireNonNull(git.folders()).targets();
        List<String> found = targets.keySet().stream()
                .filter(application.pipeline()::containsKey)
                .filter(git::hasRepository)
                .filter(name -> push.branch() == null
                        || push.branch().equals(targets.get(name).branch()))
                .filter(name -> has(repositories.of(name), push.head()))
                .toList();
        if (found.size() > 1) {
            throw new InvalidInputException(
                    "commit " + Names.quote(push.head()) + " is in the repositories of " + Texts.and(found)
                            + "; name the branch that was pushed to with --branch, and the commit by its id");
        }
        if (found.isEmpty()) {
            return nothing(push, targets);
        }
        String environment = found.get(0);
        String branch = targets.get(environment).branch();
        LineRepository target = repositories.of(environment);
        Push resolved = push.in(target);
        if (push.branch() == null && !push.head().equals(branch) && elsewhere(target, branch, resolved.head())) {
            return pushed(target, push.branchIn(target), resolved, List.of());
        }
        return pushed(
                target,
                branch,
                resolved,
                resolved.head().equals(resolved.base()) ? List.of() : List.of(change(environment, target, resolved)));
    }

    /** As it is now. */
    private static boolean has(LineRepository repository, String commit) {
        repository.heads();
        return repository.find(commit).isPresent();
    }

    /** Whether the commit is not in the branch that is deployed from. */
    private static boolean elsewhere(LineRepository target, String branch, String head) {
        String deployed = target.heads().get(branch);
        return deployed == null || !target.isAncestor(head, deployed);
    }

    /** A push to the source, or to a branch nothing is deployed from. */
    private Pushed nothing(Push push, Map<String, FolderSettings.Target> targets) {
        List<LineRepository> all = new ArrayList<>();
        all.add(repositories.line());
        targets.keySet().stream()
                .filter(git::hasRepository)
                .map(repositories::of)
                .forEach(all::add);
        Set<String> asked = new LinkedHashSet<>();
        for (LineRepository one : all) {
            boolean here = asked.add(one.address()) && has(one, push.head());
            if (here && (push.branch() == null || one.heads().containsKey(push.branch()))) {
                return pushed(one, push.branchIn(one), push.in(one), List.of());
            }
        }
        throw new UnknownRefException(Names.quote(push.head())
                + (push.branch() == null ? " is no commit" : " is no commit, or '" + push.branch() + "' no branch,")
                + " of a repository of application " + application.name() + " ('" + String.join("', '", asked)
                + "'); push it, or correct it");
    }

    private Pushed pushed(LineRepository repository, String branch, Push push, List<Change> changes) {
        return new Pushed(application.name(), repository.address(), branch, push.base(), push.head(), changes);
    }

    private Change change(String environment, LineRepository target, Push push) {
        String base = push.base();
        FolderSet folders = FoldersMechanic.folders(git);
        List<String> files = base == null ? List.of() : target.changedFiles(base, push.head());
        boolean release = base == null || !sharedTree(target, base).equals(sharedTree(target, push.head()));
        List<String> details = new ArrayList<>();
        if (!release) {
            details.add("only files that belong to no release");
        }
        return new Change(
                base == null ? Change.Kind.CREATED : Change.Kind.CHANGED,
                environment,
                environment,
                base,
                push.head(),
                release,
                source(target, folders, push),
                details,
                base == null ? List.of() : target.commits(base, push.head(), Line.MAX_INCOMING),
                files);
    }

    /** The source's commit that the folders are a copy of, where it changed. */
    private static List<Change.Part> source(LineRepository target, FolderSet folders, Push push) {
        String from = push.base() == null ? null : copiedFrom(target, folders, push.base());
        String to = copiedFrom(target, folders, push.head());
        return Objects.equals(from, to) ? List.of() : List.of(new Change.Part("source", from, to));
    }

    @CheckForNull
    private static String copiedFrom(LineRepository target, FolderSet folders, String commit) {
        return target.folders().copiedFrom(commit, folders).orElse(null);
    }

    private String sharedTree(LineRepository target, String commit) {
        return target.sharedTree(commit, git.environmentPaths(), FoldersMechanic.folders(git));
    }
}
