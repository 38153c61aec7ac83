package io.jenkins.plugins.deploymentgates.promotion;

import io.jenkins.plugins.deploymentgates.config.Application;
import io.jenkins.plugins.deploymentgates.config.Configuration.Permission;
import io.jenkins.plugins.deploymentgates.config.DeploymentFileSettings;
import io.jenkins.plugins.deploymentgates.git.Access;
import io.jenkins.plugins.deploymentgates.git.DeploymentFile;
import io.jenkins.plugins.deploymentgates.git.DeploymentFiles;
import io.jenkins.plugins.deploymentgates.git.DeploymentReferences.Reference;
import io.jenkins.plugins.deploymentgates.model.Actor;
import io.jenkins.plugins.deploymentgates.model.Release;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Deploys again what versions that move, such as branches, have moved on for. An environment with others upstream is not
 * deployed again here: what it would get has to be verified upstream first. Thread-safe.
 */
public final class FileRefreshes {
    private final Services services;
    private final Promotions promotions;

    FileRefreshes(Services services, Promotions promotions) {
        this.services = services;
        this.promotions = promotions;
    }

    /**
     * What moved. Changes nothing.
     *
     * @param environments of the application's pipeline; all of them when empty
     */
    public FileRefresh explain(Actor actor, String application, Collection<String> environments) {
        Application known = FileEdits.withFiles(services, application);
        environments.forEach(known::stage);
        List<FileRefresh.Moved> moved = new ArrayList<>();
        try (Repositories repositories = services.repositories(known, Access.READ, actor.build())) {
            Objects.requireNonNull(repositories.line()).fetch();
            DeploymentFiles files = DeploymentFilesMechanic.files(known, repositories.line(), repositories.tip());
            for (String environment : known.pipeline().keySet()) {
                if (environments.isEmpty() || environments.contains(environment)) {
                    moved.addAll(moved(known, environment, files, repositories));
                }
            }
        }
        return new FileRefresh(application, moved, List.of());
    }

    /**
     * Asks for the deployment of what moved in environments without others upstream.
     *
     * @throws NotAllowedException when {@code actor} may not promote
     */
    public FileRefresh refresh(Actor actor, String application, Collection<String> environments) {
        services.check(actor, Permission.PROMOTE);
        FileRefresh found = explain(actor, application, environments);
        List<PromotionResult> results = found.moved().stream()
                .filter(FileRefresh.Moved::again)
                .map(FileRefresh.Moved::environment)
                .distinct()
                .map(environment -> promotions.promote(actor, PromoteRequest.of(application, environment)))
                .toList();
        return new FileRefresh(application, found.moved(), results);
    }

    private List<FileRefresh.Moved> moved(
            Application application, String environment, DeploymentFiles files, Repositories repositories) {
        DeploymentFileSettings settings = DeploymentFilesMechanic.settings(application);
        Optional<DeploymentFile> file = files.find(settings.nameOf(environment));
        Optional<Release> recorded = services.ledger().read(view -> view.current(application.name(), environment)
                .flatMap(current -> view.release(current.fingerprint())));
        if (file.isEmpty() || recorded.isEmpty()) {
            return List.of();
        }
        Map<String, String> then = Combination.of(file.get(), recorded.get()).commits();
        if (then.isEmpty()) {
            return List.of();
        }
        Map<String, Reference> now = repositories
                .references()
                .resolve(List.of(file.get()))
                .getOrDefault(file.get().name(), Map.of());
        List<FileRefresh.Moved> moved = new ArrayList<>();
        then.forEach((component, commit) -> {
            Reference reference = now.get(component);
            if (reference != null && !reference.commit().equals(commit)) {
                moved.add(new FileRefresh.Moved(
                        environment,
                        file.get().name(),
                        component,
                        reference.version(),
                        reference.source(),
                        commit,
                        reference.commit(),
                        application.stage(environment).after().isEmpty()));
            }
        });
        return moved;
    }
}
