package io.jenkins.plugins.deploymentgates.promotion;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.gate.Line;
import io.jenkins.plugins.deploymentgates.git.ComponentChange;
import io.jenkins.plugins.deploymentgates.git.DeploymentChange;
import io.jenkins.plugins.deploymentgates.git.DeploymentChanges;
import io.jenkins.plugins.deploymentgates.git.DeploymentComponent;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.FileHistory;
import io.jenkins.plugins.deploymentgates.git.LineRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which deployments a push created, changed or removed where each has a file. Used by one thread. */
final class DeploymentFilesPush {
    private final Application application;
    private final DeploymentFileSettings settings;
    private final LineRepository repository;

    DeploymentFilesPush(Application application, LineRepository repository) {
        this.application = application;
        this.settings = DeploymentFilesMechanic.settings(application);
        this.repository = repository;
    }

    Pushed changed(Push push) {
        String branch = push.branchIn(repository);
        Push resolved = push.in(repository);
        // A branch that is not there is a mistake, not one that deploys nothing.
        repository.head(branch);
        boolean deployed = branch.equals(application.requiredGit().sourceBranch())
                && !resolved.head().equals(resolved.base());
        List<Change> changes = deployed
                ? DeploymentChanges.between(repository, resolved.base(), resolved.head(), settings.file()).stream()
                        .map(change -> change(change, resolved))
                        .toList()
                : List.of();
        return new Pushed(application.name(), repository.address(), branch, resolved.base(), resolved.head(), changes);
    }

    /** @param push {@code null} for what was not pushed by anybody else, whose commits are no news */
    Change change(DeploymentChange change, @CheckForNull Push push) {
        DeploymentFile before = change.before();
        DeploymentFile after = change.after();
        String base = push == null ? null : push.base();
        List<ComponentChange> components = change.components();
        List<String> details = new ArrayList<>(change.details());
        List<Change.Part> parts = new ArrayList<>();
        for (ComponentChange one : components) {
            String from = version(one.from());
            String to = version(one.to());
            if (!Objects.equals(from, to)) {
                parts.add(new Change.Part(one.name(), from, to));
            }
            if (isVersionAlone(one)) {
                details.remove(one.toString());
            }
        }
        return new Change(
                Change.Kind.valueOf(change.kind().name()),
                change.name(),
                environment(change.name()),
                version(before),
                version(after),
                before == null || after == null || !components.isEmpty(),
                parts,
                details,
                push != null && base != null ? commits(base, push.head(), before, after) : List.of(),
                files(before, after));
    }

    private List<Line.Commit> commits(
            String base, String head, @CheckForNull DeploymentFile before, @CheckForNull DeploymentFile after) {
        DeploymentFile file = after == null ? before : after;
        return file == null ? List.of() : FileHistory.commits(repository, base, head, file.path(), Line.MAX_INCOMING);
    }

    /** One path, unless the deployment has moved to another folder. */
    private static List<String> files(@CheckForNull DeploymentFile before, @CheckForNull DeploymentFile after) {
        List<String> files = new ArrayList<>();
        boolean same = before != null && after != null && before.path().equals(after.path());
        if (same) {
            files.add("M " + after.path());
            return files;
        }
        if (before != null) {
            files.add("D " + before.path());
        }
        if (after != null) {
            files.add("A " + after.path());
        }
        return files;
    }

    private static boolean isVersionAlone(ComponentChange change) {
        DeploymentComponent from = change.from();
        DeploymentComponent to = change.to();
        return from == null || to == null || from.withVersion(to.version()).same(to);
    }

    @CheckForNull
    private static String version(@CheckForNull DeploymentComponent component) {
        return component == null ? null : component.version();
    }

    @CheckForNull
    private static String version(@CheckForNull DeploymentFile file) {
        return file == null ? null : file.core().version();
    }

    /** The environment whose deployment it is; {@code null} for one that is on no pipeline. */
    @CheckForNull
    private String environment(String deployment) {
        return application.pipeline().keySet().stream()
                .filter(name -> settings.nameOf(name).equals(deployment))
                .findFirst()
                .orElse(null);
    }
}
